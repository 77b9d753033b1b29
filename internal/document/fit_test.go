package document_test

import (
	"encoding/json"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"erikti/internal/document"
)

// An input that is one of several has exactly one field, and that not null, wherever
// it stands in a variable.
func TestB11_OneOfSeveralInVariables(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `
		type Query { a(one: One, list: [One!], in: In): Int }
		input One @oneOf { id: ID email: String in: In }
		input In { one: One! list: [[One]] name: String }`})
	doc, err := parser.ParseQuery(&ast.Source{Input: `query($one: One, $list: [One!], $in: In) { a(one: $one, list: $list, in: $in) }`})
	if err != nil {
		t.Fatal(err)
	}
	for text, good := range map[string]bool{
		`{}`:                                      true,
		`{"one": null}`:                           true,
		`{"one": {"id": "a"}}`:                    true,
		`{"one": {"email": ""}}`:                  true,
		`{"one": {}}`:                             false,
		`{"one": {"id": null}}`:                   false,
		`{"one": {"id": "a", "email": "b"}}`:      false,
		`{"one": {"id": "a", "email": null}}`:     false,
		`{"list": [{"id": "a"}, {"email": "b"}]}`: true,
		`{"list": [{"id": "a"}, {}]}`:             false,
		`{"list": {"id": "a"}}`:                   true,
		`{"list": {}}`:                            false,
		`{"in": {"one": {"id": "a"}}}`:            true,
		`{"in": {"one": {}}}`:                     false,
		`{"in": {"one": {"id": "a"}, "list": [[{"id": "a"}, null], null]}}`:    true,
		`{"in": {"one": {"id": "a"}, "list": [[{"id": "a", "email": "b"}]]}}`:  false,
		`{"one": {"in": {"one": {"id": "a"}}}}`:                                true,
		`{"one": {"in": {"one": {"in": {"one": {"id": "a", "email": "b"}}}}}}`: false,
	} {
		var variables map[string]any
		if err := json.Unmarshal([]byte(text), &variables); err != nil {
			t.Fatal(err)
		}
		if (document.Fit(schema, doc.Operations[0], variables) == nil) != good {
			t.Errorf("%s: not %v", text, good)
		}
	}
}

// A value of an enum is written as the schema writes it, wherever it stands in a variable.
func TestB10_EnumsInVariables(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `
		type Query { a(one: E, list: [E!], in: In): Int }
		enum E { UP down }
		input In { e: E list: [[E]] }`})
	doc, err := parser.ParseQuery(&ast.Source{Input: `query($one: E, $list: [E!], $in: In) { a(one: $one, list: $list, in: $in) }`})
	if err != nil {
		t.Fatal(err)
	}
	for text, good := range map[string]bool{
		`{"one": "UP", "list": ["down", "UP"], "in": {"e": "down", "list": [["UP", null]]}}`: true,
		`{"one": "up"}`: false, `{"one": "DOWN"}`: false, `{"one": ""}`: false, `{"list": "Up"}`: false, `{"list": ["UP", "uP"]}`: false,
		`{"in": {"e": "Down"}}`: false, `{"in": {"list": [["UP"], ["up"]]}}`: false, `{"in": {"e": null}}`: true,
	} {
		var variables map[string]any
		if err := json.Unmarshal([]byte(text), &variables); err != nil {
			t.Fatal(err)
		}
		if (document.Fit(schema, doc.Operations[0], variables) == nil) != good {
			t.Errorf("%s: not %v", text, good)
		}
	}
}
