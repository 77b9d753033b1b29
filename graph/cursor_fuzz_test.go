package graph

import (
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"erikti/ent/gen"
	"erikti/internal/id"
)

// FuzzCursors reads cursors as connections do, each in several orders: what is taken
// is a cursor of that type, with values that the database can compare.
func FuzzCursors(f *testing.F) {
	s := schema()
	type asked struct {
		field *ast.Field
		order any
	}
	var all []asked
	for _, document := range []string{
		`{ events { totalCount } }`, `{ organizations { totalCount } }`, `{ viewer { notices { totalCount } } }`,
		`{ node(id: "x") { ... on Organization { children { totalCount } events { totalCount } } } }`,
	} {
		doc, errs := gqlparser.LoadQueryWithRules(s, document, nil)
		if errs != nil {
			f.Fatal(errs)
		}
		eachConnection(doc.Operations[0].SelectionSet, func(field *ast.Field) {
			for _, order := range []any{
				nil,
				[]any{map[string]any{"field": "STARTS_AT"}},
				map[string]any{"field": "TITLE_RU"},
				[]any{map[string]any{"field": "NAME_KK"}, map[string]any{"field": "STARTS_AT"}},
				[]any{"nonsense", nil},
			} {
				all = append(all, asked{field, order})
			}
		})
	}
	if len(all) < 20 {
		f.Fatalf("%d connections and orders", len(all))
	}
	for _, text := range []string{
		"", "gaFp2S1vcmdfMDE5MDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw", "gqFp2SBldnRfMDE5MDAwMDAwMDAwNzAwMDgwMDAwMDAwMDAwMGF2kaFh",
		"gaFpwA", "gaFp3////////w", "gqFpoXihdpGRkZGRkZGRkZGR", "!!!!", "gqFppGV2dF+hdtf/AAAAAAAAAAA", "gqFppGV2dF+hdpHH//////8",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, one := range all {
			if !goodCursor(text, one.field, one.order) {
				continue
			}
			var c gen.Cursor
			if err := c.UnmarshalGQL(text); err != nil {
				t.Fatalf("%q is taken, and cannot be read: %v", text, err)
			}
			if tables[id.PrefixOf(c.ID)] == "" || !writable(c.ID) {
				t.Fatalf("%q is taken for %s: %q", text, one.field.Name, c.ID)
			}
			values, _ := c.Value.([]any)
			if len(values) != len(orderOf(one.field, one.order)) {
				t.Fatalf("%q is taken for another order: %v", text, values)
			}
		}
	})
}
