package graph

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// inGuides are the files of the API of which every root field, or where they have none every
// field that they give to types of other files, has an example in a guide: hours, credit,
// passports, the school, mentoring, projects, research and information.
var inGuides = []string{
	"attendance", "hour_entry", "hours", "feedback", "credit", "enrollment", "passport", "school", "mentoring", "project", "research", "register", "information", "mistake",
}

var example = regexp.MustCompile("(?s)```graphql\n(.*?)```")

// What the guides say to try in the playground is what the API takes, and nothing of the
// areas they are about is left out.
func TestExamplesOfTheGuidesAreValid(t *testing.T) {
	pages, err := filepath.Glob("../docs/guide/*.md")
	if err != nil || len(pages) < 3 {
		t.Fatalf("%v, %v", pages, err)
	}
	s := schema()
	named, shown := map[string]bool{}, map[string]bool{}
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
				shows(op.SelectionSet, shown)
				for _, chosen := range op.SelectionSet {
					if field, is := chosen.(*ast.Field); is {
						named[string(op.Operation)+" "+field.Name] = true
					}
				}
			}
		}
	}
	seen := map[string]bool{}
	for operation, root := range map[string]*ast.Definition{"query": s.Query, "mutation": s.Mutation, "subscription": s.Subscription} {
		for _, field := range root.Fields {
			if field.Position == nil || field.Position.Src == nil {
				continue // of the language itself
			}
			file := strings.TrimSuffix(path.Base(field.Position.Src.Name), ".graphql")
			seen[file] = true
			if slices.Contains(inGuides, file) && !named[operation+" "+field.Name] {
				t.Errorf("no guide shows the %s %s of %s.graphql", operation, field.Name, file)
			}
		}
	}
	given := map[string]bool{}
	for name, def := range s.Types {
		if def == s.Query || def == s.Mutation || def == s.Subscription || def.Position == nil || def.Position.Src == nil {
			continue
		}
		for _, field := range def.Fields {
			if field.Position == nil || field.Position.Src == nil || field.Position.Src.Name == def.Position.Src.Name {
				continue
			}
			file := strings.TrimSuffix(path.Base(field.Position.Src.Name), ".graphql")
			if seen[file] || !slices.Contains(inGuides, file) {
				continue
			}
			if given[file] = true; !shown[name+"."+field.Name] {
				t.Errorf("no guide shows %s.%s of %s.graphql", name, field.Name, file)
			}
		}
	}
	for _, file := range inGuides {
		if !seen[file] && !given[file] {
			t.Errorf("%s.graphql gives nothing to ask for", file)
		}
	}
}

// shows notes the fields of types that a selection, once it is validated, has.
func shows(all ast.SelectionSet, shown map[string]bool) {
	for _, chosen := range all {
		switch chosen := chosen.(type) {
		case *ast.Field:
			if chosen.ObjectDefinition != nil {
				shown[chosen.ObjectDefinition.Name+"."+chosen.Name] = true
			}
			shows(chosen.SelectionSet, shown)
		case *ast.InlineFragment:
			shows(chosen.SelectionSet, shown)
		case *ast.FragmentSpread:
			if chosen.Definition != nil {
				shows(chosen.Definition.SelectionSet, shown)
			}
		}
	}
}
