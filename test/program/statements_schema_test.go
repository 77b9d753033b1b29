package program

import (
	"bytes"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/graph/gen/exec"
	"erikti/internal/apptest"
)

// deepest is how many lists and objects below Query are walked.
const deepest = 5

// way is how a document gets to a type: what stands before its fields, and after.
type way struct {
	of            *ast.Definition
	before, after string
	deep          int
}

// everyShape asks once for each field of each type that the schema leads to from Query
// without arguments: leaves of a type together, each object and each list by itself.
func everyShape(schema *ast.Schema) []shape {
	var all []shape
	been := map[string]bool{}
	for next := []way{{of: schema.Query}}; len(next) > 0; next = next[1:] {
		at := next[0]
		leaves := []string{}
		for _, f := range at.of.Fields {
			if strings.HasPrefix(f.Name, "__") || !askable(f) {
				continue
			}
			of := schema.Types[f.Type.Name()]
			if of.IsLeafType() {
				leaves = append(leaves, f.Name)
				continue
			}
			to := into(schema, at, f, of)
			name := at.of.Name + "." + f.Name
			all = append(all, shape{name, to.before + "__typename" + to.after})
			if !been[to.of.Name] && to.of.Kind == ast.Object && to.deep < deepest {
				been[to.of.Name] = true
				next = append(next, to)
			}
		}
		if len(leaves) > 0 && at.of != schema.Query {
			all = append(all, shape{at.of.Name, at.before + strings.Join(leaves, " ") + at.after})
		}
	}
	for i := range all {
		all[i].query = "{ " + all[i].query + " }"
	}
	return all
}

// askable says whether a field can be asked for without arguments.
func askable(f *ast.FieldDefinition) bool {
	for _, a := range f.Arguments {
		if a.Type.NonNull && a.DefaultValue == nil {
			return false
		}
	}
	return true
}

// into is the way to what a field leads to; of a connection that is what is listed.
func into(schema *ast.Schema, at way, f *ast.FieldDefinition, of *ast.Definition) way {
	w := way{of: of, before: at.before + f.Name + " { ", after: " }" + at.after, deep: at.deep + 1}
	if edges := of.Fields.ForName("edges"); edges != nil {
		w.of = schema.Types[schema.Types[edges.Type.Name()].Fields.ForName("node").Type.Name()]
		w.before = at.before + f.Name + "(first: 100) { edges { node { "
		w.after = " } } }" + at.after
		if at.deep > 0 {
			w.before = at.before + f.Name + "(first: 3) { edges { node { "
		}
	}
	return w
}

// No field of the schema is read object by object.
func TestB19_NoFieldIsReadObjectByObject(t *testing.T) {
	t.Parallel()
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		schema := exec.NewExecutableSchema(exec.Config{}).Schema()
		sameStatements(t, url, anyCost, everyShape(schema), func(_ *apptest.Server, me *apptest.Client, query string, variables map[string]any) {
			a := me.Ask(t, query, variables) // some fields are for others
			if bytes.Contains(a.Body, []byte("BAD_REQUEST")) {
				t.Errorf("%s\n%s", query, a.Body)
			}
		})
	})
}
