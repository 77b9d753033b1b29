package graph

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"erikti/internal/lang"
)

// An order by a text becomes the one of the reader's language, wherever the
// document says it: written out, in a variable, or in a part of one.
func TestOrderOfTheReader(t *testing.T) {
	order := func(document string) *ast.Value {
		doc, err := parser.ParseQuery(&ast.Source{Input: "{ x(orderBy: " + document + ") }"})
		if err != nil {
			t.Fatal(err)
		}
		return doc.Operations[0].SelectionSet[0].(*ast.Field).Arguments[0].Value
	}
	for document, want := range map[string]string{
		`{field: NAME}`: `{field:NAME_RU}`,
		`[{field: NAME, direction: DESC}, {field: STARTS_AT}, {field: TITLE}]`: `[{field:NAME_RU,direction:DESC},{field:STARTS_AT},{field:TITLE_RU}]`,
		`[]`: `[]`, `null`: `null`, `$by`: `$by`,
	} {
		v := order(document)
		plain := v.String()
		if orderFor(v, lang.KK); v.String() != plain {
			t.Errorf("%s becomes %s in Kazakh, whose column has the plain name", document, v)
		}
		for range 2 { // the second time nothing is left to do
			if orderFor(v, lang.RU); v.String() != want {
				t.Errorf("%s becomes %s, want %s", document, v, want)
			}
		}
	}
	for document, c := range map[string]struct{ variables, want map[string]any }{
		`$by`: {
			map[string]any{"by": []any{map[string]any{"field": "TITLE", "direction": "ASC"}}, "n": "TITLE"},
			map[string]any{"by": []any{map[string]any{"field": "TITLE_EN", "direction": "ASC"}}, "n": "TITLE"},
		},
		`[$o]`:          {map[string]any{"o": map[string]any{"field": "NAME"}}, map[string]any{"o": map[string]any{"field": "NAME_EN"}}},
		`{field: $f}`:   {map[string]any{"f": "TITLE"}, map[string]any{"f": "TITLE_EN"}},
		`[{field: $f}]`: {map[string]any{"f": nil}, map[string]any{"f": nil}},
	} {
		orderVariables(order(document), c.variables, lang.EN)
		if diff := cmp.Diff(c.want, c.variables); diff != "" {
			t.Errorf("%s: %s", document, diff)
		}
	}
}
