package graph

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

var example = regexp.MustCompile("(?s)```graphql\n(.*?)```")

// What the guides say to try in the playground is what the API takes.
func TestExamplesOfTheGuidesAreValid(t *testing.T) {
	pages, err := filepath.Glob("../docs/guide/*.md")
	if err != nil || len(pages) < 3 {
		t.Fatalf("%v, %v", pages, err)
	}
	s := schema()
	for _, page := range pages {
		raw, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		blocks := example.FindAllStringSubmatch(string(raw), -1)
		if len(blocks) == 0 {
			t.Errorf("%s has no example", page)
		}
		for _, block := range blocks {
			doc, err := parser.ParseQuery(&ast.Source{Name: page, Input: block[1]})
			if err != nil {
				t.Errorf("%v in\n%s", err, block[1])
				continue
			}
			for _, op := range doc.Operations { // one is run at a time
				for _, e := range validator.ValidateWithRules(s, &ast.QueryDocument{Operations: ast.OperationList{op}, Fragments: doc.Fragments}, rules.NewDefaultRules()) {
					t.Errorf("%v in\n%s", e, block[1])
				}
			}
		}
	}
}
