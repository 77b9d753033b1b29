package graph

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/ent/gen"
	"erikti/internal/id"
)

// A cursor is the client's own word: an id and the values that its row is ordered
// by, packed. What entgql does not unpack, it hands to the database as it is.

// tableOf are the tables of the types that have connections.
var tableOf = map[string]string{
	"Organization": tables[id.Organization], "Event": tables[id.Event], "Signup": tables[id.Signup],
	"Notice": tables[id.Notice], "Membership": tables[id.Membership], "AuditEntry": tables[id.AuditEntry],
	"Course": tables[id.Course], "Cohort": tables[id.Cohort],
	"Report": tables[id.Report], "Mentorship": tables[id.Mentorship], "Project": tables[id.Project],
	"Study": tables[id.Study],
}

// goodCursor says whether a cursor is one of the connection's own, in the order
// that is asked for.
func goodCursor(v any, f *ast.Field, orderBy any) bool {
	var c gen.Cursor
	if err := c.UnmarshalGQL(v); err != nil || !writable(c.ID) {
		return false
	}
	if tables[id.PrefixOf(c.ID)] != tableOf[strings.TrimSuffix(f.Definition.Type.Name(), "Connection")] {
		return false
	}
	values, ok := c.Value.([]any)
	order := orderOf(f, orderBy)
	if !ok && c.Value != nil || len(values) != len(order) {
		return false
	}
	for i, field := range order {
		if !fits(values[i], field) {
			return false
		}
	}
	return true
}

// orderOf names the values of an order that one asks for, or that a list has when
// nobody does.
func orderOf(f *ast.Field, orderBy any) []string {
	list, ok := orderBy.([]any)
	if !ok && orderBy != nil {
		list = []any{orderBy} // GraphQL takes one for a list of one
	}
	var order []string
	for _, o := range list {
		by, _ := o.(map[string]any)
		field, _ := by["field"].(string)
		order = append(order, field)
	}
	if byDefault, ok := defaultOrder[f.Name]; ok && len(order) == 0 && f.ObjectDefinition.Name == "Query" {
		return []string{byDefault}
	}
	return order
}

func fits(value any, field string) bool {
	if field == "STARTS_AT" || field == "SUBMITTED_AT" {
		t, ok := value.(time.Time)
		return ok && t.UTC().Year() > 0 && t.UTC().Year() < 10_000
	}
	s, ok := value.(string)
	return ok && writable(s)
}

// writable says whether every database takes a text.
func writable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }
