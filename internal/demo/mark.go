package demo

import (
	"strconv"

	entsql "entgo.io/ent/dialect/sql"

	"erikti/ent/gen/shift"
	"erikti/ent/gen/volunteer"
)

// mark is SQL that says whether the identifier in a column was made here: the
// version of its UUID stands behind three letters, an underscore and fourteen
// characters.
func mark(column string) string {
	return "substr(" + column + ", 19, 1) = '" + strconv.Itoa(version) + "'"
}

// ofDemo picks the shifts of the demo's events.
func ofDemo(s *entsql.Selector) { s.Where(entsql.ExprP(mark(s.C(shift.FieldEventID)))) }

// generated picks the people made here.
func generated(s *entsql.Selector) { s.Where(entsql.ExprP(mark(s.C(volunteer.FieldID)))) }
