package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/internal/viewer"
)

// forSessions are the root fields that no API key asks for, whatever its scopes: who
// signs in, passwords, sessions, keys, and what nobody has made a scope for.
var forSessions = []string{
	"Mutation.register", "Mutation.signIn", "Mutation.signOut", "Mutation.confirmContact", "Mutation.requestPasswordReset", "Mutation.resetPassword",
	"Mutation.changePassword", "Mutation.changeContact", "Mutation.endSession", "Mutation.endOtherSessions", "Mutation.createApiKey", "Mutation.revokeApiKey",
	"Mutation.markNoticesRead", "Query.auditLog",
}

// Every root field says whether an API key may ask for it and with which scope: a new
// one fails this test until somebody has decided.
func TestC9_EveryRootFieldHasAScopeOrIsForSessions(t *testing.T) {
	s, known := schema(), map[string]bool{}
	for _, root := range []*ast.Definition{s.Query, s.Mutation, s.Subscription} {
		for _, f := range root.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			name := root.Name + "." + f.Name
			known[name] = true
			of, scoped := scopes[name]
			if scoped == slices.Contains(forSessions, name) {
				t.Errorf("%s: say in one of scopes and forSessions whether an API key may ask for it", name)
			}
			if root == s.Mutation && scoped && len(of) == 0 {
				t.Errorf("%s needs no scope", name)
			}
		}
	}
	for name := range scopes {
		if !known[name] {
			t.Errorf("%s is no root field", name)
		}
	}
	for _, name := range forSessions {
		if !known[name] {
			t.Errorf("%s is no root field", name)
		}
	}
}

// Each scope opens something, and is one of the contract.
func TestScopesAreThoseOfTheContract(t *testing.T) {
	var listed []string
	for _, v := range schema().Types["ApiKeyScope"].EnumValues {
		listed = append(listed, v.Name)
	}
	var have []string
	for _, s := range viewer.Scopes {
		have = append(have, string(s))
	}
	if !slices.Equal(listed, have) {
		t.Errorf("listed are %v, there are %v", listed, have)
	}
}
