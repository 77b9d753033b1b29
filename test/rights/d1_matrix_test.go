package rights

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/graph/gen/exec"
	"erikti/internal/apptest"
	"erikti/internal/right"
)

// schema is the contract as the program serves it.
var schema = exec.NewExecutableSchema(exec.Config{}).Schema()

// rootFields are those of the contract.
func rootFields() []string {
	var all []string
	for _, root := range []*ast.Definition{schema.Query, schema.Mutation, schema.Subscription} {
		for _, f := range root.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				all = append(all, root.Name+"."+f.Name)
			}
		}
	}
	slices.Sort(all)
	return all
}

// Every root field has a row, and nothing else has.
func TestD1_EveryRootFieldHasARow(t *testing.T) {
	fields := rootFields()
	for _, f := range fields {
		if _, ok := right.Fields[f]; !ok {
			t.Errorf("%s is new and refused to everybody: say in internal/right/table.go who may use it, then run: go run . rights > docs/rights.md", f)
		}
		if _, ok := recipes[f]; !ok {
			t.Errorf("%s is new: say in test/rights/recipes_test.go how to call it", f)
		}
	}
	for f := range right.Fields {
		if !slices.Contains(fields, f) {
			t.Errorf("%s is in the table of rights, and is no field", f)
		}
	}
	for f := range recipes {
		if !slices.Contains(fields, f) {
			t.Errorf("%s has a recipe, and is no field", f)
		}
	}
}

// Every root field, called as everybody, on an object of the own organization and on
// one of another, is granted exactly as the table of rights says.
func TestD1_EveryRootFieldAsEverybody(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		w := newWorld(t, s)
		calls := 0
		for _, field := range rootFields() {
			r, ok := recipes[field]
			if !ok {
				continue // the other test says so
			}
			for asker, p := range w.askers {
				for i, side := range w.sides {
					o := one{world: w, side: side, whose: p, asker: p}
					if i == 1 || p.id == "" {
						o.whose = w.somebody
					}
					document, variables := r.call(o)
					if field == "Mutation.signOut" {
						o.asker = w.again(p)
					}
					granted, code := w.try(t, o.asker, r, document, variables)
					w.keepSessions(p)
					if want := expected(right.Fields[field], r, asker, i == 0); granted != want {
						t.Errorf("%s as %s, own %v: granted %v, want %v (%s)", field, asker, i == 0, granted, want, code)
					}
					// That one has no place on a public shift says nothing of anybody else.
					if !granted && !slices.Contains([]string{"", "NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED", "NOT_SIGNED_UP"}, code) {
						t.Errorf("%s as %s, own %v: refused as %s", field, asker, i == 0, code)
					}
					calls++
				}
			}
		}
		t.Logf("%d root fields, %d askers, 2 sides: %d calls", len(rootFields()), len(w.askers), calls)
	}, "SMS_WEBHOOK_URL=http://127.0.0.1:1/", "SMS_WEBHOOK_PRIVATE=on", "MESSAGES_PER_CONTACT=0", "GUESTS_PER_ADDRESS=0", "GUESTS_PER_CONTACT=0") // a channel, for what needs one
}

// expected is what the table says of somebody who is something on the first side only.
func expected(row right.Row, r recipe, asker right.Asker, own bool) bool {
	by := func(a right.Asker) bool { return slices.Contains(row.By, a) }
	switch {
	case by(right.Anyone):
		return true
	case asker == right.Anyone:
		return false
	case by(right.Person):
		return true
	case asker == right.PlatformAdmin && by(asker), asker == right.CreditAdmin && by(asker):
		return true
	case own && by(asker):
		return true
	}
	return by(right.Self) && (r.of == "nobody" || r.of == "person" && own)
}

// again signs a person in once more, for a session that may end.
func (w *world) again(p person) person {
	if p.id == "" {
		return p
	}
	return person{w.SessionOf(w.t, p.id), p.id}
}

// try calls a field and says whether it was granted, and with which code it was not.
func (w *world) try(t *testing.T, p person, r recipe, document string, variables map[string]any) (bool, string) {
	t.Helper()
	a := w.answer(t, p, document, variables)
	if code := a.Code(); code != "" {
		return false, code
	}
	if code := a.Text("at", "userErrors", 0, "code"); code != "" {
		return toldApart(document, code), code
	}
	return r.granted == nil || r.granted(a), ""
}

// toldApart says whether a refusal is one that only those get who may ask: for another
// number than their own (they would be gone), and for who is no child.
func toldApart(document, code string) bool {
	return code == "INVALID_INPUT" && strings.Contains(document, "eraseMyAccount") ||
		code == "NOT_A_CHILD" && strings.Contains(document, "nameGuardian")
}

// answer asks, and of a subscription returns the first message.
func (w *world) answer(t *testing.T, p person, document string, variables map[string]any) *apptest.Answer {
	t.Helper()
	if !strings.HasPrefix(document, "subscription") {
		return p.Ask(t, document, variables)
	}
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	if p.Token != "" {
		request.Header.Set("Authorization", "Bearer "+p.Token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && strings.HasPrefix(data, "{") {
			a := &apptest.Answer{Body: []byte(data)}
			if err := json.Unmarshal(a.Body, a); err != nil {
				t.Fatal(err)
			}
			return a
		}
	}
	t.Fatalf("no message: %v", lines.Err())
	return nil
}
