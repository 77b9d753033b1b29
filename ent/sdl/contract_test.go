package sdl_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// contract is the whole SDL of the API, as it is checked in.
func contract(t *testing.T) *ast.Schema {
	t.Helper()
	var sources []*ast.Source
	for _, pattern := range []string{"../../graph/schema/*.graphql", "../../graph/schema/gen/*.graphql"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sources = append(sources, &ast.Source{Name: file, Input: string(raw)})
		}
	}
	s, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// types are those that the product defines, by name.
func types(s *ast.Schema) []*ast.Definition {
	var all []*ast.Definition
	for name, d := range s.Types {
		if !d.BuiltIn && !strings.HasPrefix(name, "__") {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b *ast.Definition) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// A filter looks through an edge only where every row of the target is public: the
// generated has…With filters run no policy.
func TestFiltersLookThroughPublicEdgesOnly(t *testing.T) {
	allowed := []string{
		"EventWhereInput.hasRegion", "EventWhereInput.hasRegionWith", "EventWhereInput.hasDirections", "EventWhereInput.hasDirectionsWith",
		"OrganizationWhereInput.hasRegions", "OrganizationWhereInput.hasRegionsWith",
		"OrganizationWhereInput.hasDirections", "OrganizationWhereInput.hasDirectionsWith",
	}
	public := []string{"RegionWhereInput", "DirectionWhereInput"}
	var found []string
	for _, d := range types(contract(t)) {
		if d.Kind != ast.InputObject {
			continue
		}
		for _, f := range d.Fields {
			if !strings.HasPrefix(f.Name, "has") {
				continue
			}
			found = append(found, d.Name+"."+f.Name)
			if strings.HasSuffix(f.Name, "With") && !slices.Contains(public, f.Type.Name()) {
				t.Errorf("%s.%s looks through %s", d.Name, f.Name, f.Type.Name())
			}
		}
	}
	slices.Sort(found)
	slices.Sort(allowed)
	if !slices.Equal(found, allowed) {
		t.Errorf("got\n%v, want\n%v", found, allowed)
	}
}

// Nothing personal can be filtered or ordered by, and nothing that is not a field.
func TestNothingPersonalIsFilteredOrOrderedBy(t *testing.T) {
	s := contract(t)
	personal := []string{"email", "phone", "birth", "given", "family", "password", "token", "volunteer", "person", "skill", "locale", "signup", "waitlist", "bin", "import", "search"}
	operators := []string{
		"IDNEQ", "NEQ", "NotIn", "In", "GTE", "GT", "LTE", "LT", "IsNil", "NotNil", "ContainsFold", "Contains", "HasPrefix", "HasSuffix", "EqualFold", "",
	}
	for _, d := range types(s) {
		of, filter := strings.CutSuffix(d.Name, "WhereInput")
		_, order := strings.CutSuffix(d.Name, "OrderField")
		if filter && !slices.Contains([]string{"Event", "Organization", "Region", "Direction"}, of) {
			t.Errorf("%s filters what is not a public list", d.Name)
		}
		var names []string
		switch {
		case filter:
			for _, f := range d.Fields {
				names = append(names, f.Name)
			}
		case order:
			for _, v := range d.EnumValues {
				names = append(names, v.Name)
			}
		}
		for _, name := range names {
			for _, word := range personal {
				if strings.Contains(strings.ToLower(name), word) {
					t.Errorf("%s.%s", d.Name, name)
				}
			}
			if !filter || strings.HasPrefix(name, "has") || slices.Contains([]string{"and", "or", "not"}, name) {
				continue
			}
			known := slices.ContainsFunc(operators, func(o string) bool {
				field, ok := strings.CutSuffix(name, o)
				return ok && s.Types[of].Fields.ForName(field) != nil
			})
			if !known {
				t.Errorf("%s.%s filters by what %s does not show", d.Name, name, of)
			}
		}
	}
}

// Everything says what it means; what is generated says nothing of its generator.
func TestEverythingHasAMeaning(t *testing.T) {
	s := contract(t)
	for _, d := range types(s) {
		if strings.TrimSpace(d.Description) == "" {
			t.Errorf("%s has no description", d.Name)
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			if strings.TrimSpace(f.Description) == "" {
				t.Errorf("%s.%s has no description", d.Name, f.Name)
			}
			if f.Directives.ForName("goField") != nil {
				t.Errorf("%s.%s: @goField", d.Name, f.Name)
			}
		}
	}
}

// A list holds no nulls that nobody means, and every connection counts.
func TestShapesOfLists(t *testing.T) {
	for _, d := range types(contract(t)) {
		if strings.HasSuffix(d.Name, "Connection") && d.Fields.ForName("totalCount") == nil {
			t.Errorf("%s counts nothing", d.Name)
		}
		if d.Kind != ast.Object || strings.HasSuffix(d.Name, "Connection") || d.Name == "Query" {
			continue
		}
		for _, f := range d.Fields {
			if f.Type.Elem != nil && !f.Type.Elem.NonNull {
				t.Errorf("%s.%s is a %s", d.Name, f.Name, f.Type)
			}
		}
	}
}

// Every payload of a mutation tells refusals, and every input can be sent again.
func TestMutationsReadTheSame(t *testing.T) {
	s := contract(t)
	for _, m := range s.Mutation.Fields {
		if strings.HasPrefix(m.Name, "__") {
			continue
		}
		if errs := s.Types[m.Type.Name()].Fields.ForName("userErrors"); errs == nil || errs.Type.String() != "[UserError!]!" {
			t.Errorf("%s has no userErrors", m.Name)
		}
		if len(m.Arguments) != 1 || m.Arguments[0].Name != "input" {
			t.Errorf("%s takes other things than an input", m.Name)
			continue
		}
		in := s.Types[m.Arguments[0].Type.Name()]
		session := slices.Contains([]string{"register", "signIn", "signOut", "claimRecord", "signInWithProvider"}, m.Name) // a token is never kept
		// What came from a device names each of its events itself, for as long as they are kept.
		events := in.Fields.ForName("clientEventId") != nil
		for _, f := range in.Fields {
			events = events || s.Types[f.Type.Name()].Fields.ForName("clientEventId") != nil
		}
		if (in.Fields.ForName("idempotencyKey") == nil) != (session || events) {
			t.Errorf("%s: idempotencyKey", m.Name)
		}
	}
}
