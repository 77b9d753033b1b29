// Package sdl shapes the SDL that entgql generates into the public contract of
// the API: names, non-null lists, and filters that tell nobody more than fields do.
package sdl

import (
	"slices"
	"strings"

	"entgo.io/ent/entc/gen"
	"github.com/vektah/gqlparser/v2/ast"
)

// publicEdges are the edges that a filter may look through, because every row of
// their target is public: the generated has…With filters run no policy.
var publicEdges = map[string][]string{
	"EventWhereInput":        {"hasRegion", "hasRegionWith", "hasDirections", "hasDirectionsWith"},
	"OrganizationWhereInput": {"hasRegions", "hasRegionsWith", "hasDirections", "hasDirectionsWith"},
}

// lists are edges whose lists are never null.
var lists = map[string][]string{
	"Cohort":       {"lessons"},
	"Course":       {"prerequisites"},
	"Event":        {"shifts", "directions"},
	"Organization": {"regions", "directions", "supportCenters"},
	"Project":      {"indicators", "reports"},
	"Region":       {"supportCenters"},
	"Volunteer":    {"directions"},
}

// texts are the orders that follow the reader's language. Each has a column for
// every language; the resolver picks, and only one name is public.
var texts = map[string]string{"OrganizationOrderField": "NAME", "EventOrderField": "TITLE", "ProjectOrderField": "TITLE"}

// Shape is the schema hook of entgql.
func Shape(_ *gen.Graph, s *ast.Schema) error {
	renameScalar(s, "Time", "DateTime")
	for object, fields := range lists {
		for _, name := range fields {
			f := s.Types[object].Fields.ForName(name)
			f.Type = ast.NonNullListType(ast.NonNullNamedType(f.Type.Name(), nil), nil)
		}
	}
	// Who may not see a person sees the sign-up, and the membership, without them.
	s.Types["Signup"].Fields.ForName("volunteer").Type.NonNull = false
	s.Types["Membership"].Fields.ForName("volunteer").Type.NonNull = false
	for _, t := range s.Types {
		if t.Kind == ast.InputObject && strings.HasSuffix(t.Name, "WhereInput") {
			shapeFilter(t)
		}
	}
	for name, text := range texts {
		shapeOrder(s.Types[name], text)
	}
	// The order of centerRequests: elsewhere there are organizations without it.
	hidden := s.Types["OrganizationOrderField"]
	hidden.EnumValues = slices.DeleteFunc(hidden.EnumValues, func(v *ast.EnumValueDefinition) bool { return v.Name == "SUBMITTED_AT" })
	return describe(s)
}

// shapeFilter leaves out looks through edges to rows that are not all public, and
// comparisons of identifiers that mean nothing.
func shapeFilter(t *ast.Definition) {
	var kept ast.FieldList
	for _, f := range t.Fields {
		switch {
		case strings.HasPrefix(f.Name, "has"):
			if !slices.Contains(publicEdges[t.Name], f.Name) {
				continue
			}
		case f.Type.Name() == "ID" && !isEquality(f.Name):
			continue
		}
		kept = append(kept, f)
	}
	t.Fields = kept
}

func isEquality(filter string) bool {
	for _, op := range []string{"GT", "GTE", "LT", "LTE", "Contains", "HasPrefix", "HasSuffix", "EqualFold", "ContainsFold"} {
		if strings.HasSuffix(filter, op) {
			return false
		}
	}
	return true
}

// shapeOrder leaves one value of the three that order by a text.
func shapeOrder(t *ast.Definition, text string) {
	var kept ast.EnumValueList
	for _, v := range t.EnumValues {
		if !strings.HasPrefix(v.Name, text+"_") {
			kept = append(kept, v)
		}
	}
	t.EnumValues = kept
}

func renameScalar(s *ast.Schema, from, to string) {
	rename := func(t *ast.Type) {
		for ; t != nil; t = t.Elem {
			if t.NamedType == from {
				t.NamedType = to
			}
		}
	}
	for _, t := range s.Types {
		for _, f := range t.Fields {
			rename(f.Type)
			for _, a := range f.Arguments {
				rename(a.Type)
			}
		}
	}
	delete(s.Types, from)
}
