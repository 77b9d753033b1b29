package rights

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/ent/gen/auditentry"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/volunteerprivate"
)

func privateOf(id string) predicate.VolunteerPrivate { return volunteerprivate.VolunteerID(id) }
func ofEvent(id string) predicate.Shift              { return shift.EventID(id) }
func ofVolunteer(id string) predicate.Membership     { return membership.VolunteerID(id) }
func cancelledAt(org string) predicate.AuditEntry {
	return auditentry.And(auditentry.OrganizationID(org), auditentry.Action("EVENT_CANCELLED"))
}

// crawl writes documents that go from each field of Query that needs no argument
// through every edge, some objects deep: one document for each edge of the first object.
func crawl(depth int) []string {
	var documents []string
	for _, f := range schema.Query.Fields {
		if strings.HasPrefix(f.Name, "__") || required(f) {
			continue
		}
		d := schema.Types[f.Type.Name()]
		if d.Kind != ast.Object {
			continue
		}
		for _, arguments := range orders(f) {
			documents = append(documents, "{ "+f.Name+arguments+" "+selection(d, depth, "")+" }")
		}
	}
	// Deeper, along one edge at a time.
	var walk func(prefix, suffix string, d *ast.Definition, left int)
	walk = func(prefix, suffix string, d *ast.Definition, left int) {
		for _, f := range d.Fields {
			to := schema.Types[f.Type.Name()]
			if strings.HasPrefix(f.Name, "__") || required(f) || to.Kind != ast.Object {
				continue
			}
			p, s := prefix+" { "+f.Name, " }"+suffix
			if f.Arguments.ForName("first") != nil {
				p += "(first: 50)"
			}
			documents = append(documents, p+" "+selection(to, 1, "")+s)
			if left > 1 {
				walk(p, s, to, left-1)
			}
		}
	}
	walk("", "", schema.Query, depth)
	return documents
}

func required(f *ast.FieldDefinition) bool {
	return slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull && a.DefaultValue == nil })
}

// orders are the arguments of a field: every order, both ways.
func orders(f *ast.FieldDefinition) []string {
	all := []string{""}
	if by := f.Arguments.ForName("orderBy"); by != nil {
		fields := schema.Types[schema.Types[by.Type.Name()].Fields.ForName("field").Type.Name()]
		for _, v := range fields.EnumValues {
			for _, direction := range []string{"ASC", "DESC"} {
				all = append(all, "(first: 50, orderBy: [{field: "+v.Name+", direction: "+direction+"}])")
			}
		}
	}
	return all
}

// selection selects every field of a type that needs no argument; objects until depth.
func selection(d *ast.Definition, depth int, seen string) string {
	var b strings.Builder
	b.WriteString("{ __typename")
	for _, f := range d.Fields {
		if strings.HasPrefix(f.Name, "__") || required(f) || strings.Contains(seen, " "+f.Name+" ") {
			continue
		}
		to := schema.Types[f.Type.Name()]
		if to.Kind == ast.Scalar || to.Kind == ast.Enum {
			b.WriteString(" " + f.Name)
		}
	}
	// edges and node cost nothing of the depth.
	for _, f := range d.Fields {
		to := schema.Types[f.Type.Name()]
		if (f.Name == "edges" || f.Name == "node") && to.Kind == ast.Object {
			b.WriteString(" " + f.Name + " " + selection(to, depth, seen))
		} else if to.Kind == ast.Object && depth > 3 && !required(f) && !strings.HasPrefix(f.Name, "__") && f.Arguments.ForName("first") == nil {
			b.WriteString(" " + f.Name + " " + selection(to, depth-3, seen))
		}
	}
	b.WriteString(" }")
	return b.String()
}
