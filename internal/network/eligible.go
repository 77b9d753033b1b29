package network

import (
	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
)

// adult is the age from which directions without minors are open.
const adult = 18

// oldEnough leaves out events with a direction that asks for more years.
func oldEnough(s *sql.Selector, age int) {
	join, d := sql.Table(event.DirectionsTable).As("of_event"), sql.Table(direction.Table).As("asking")
	asks := sql.GT(d.C(direction.FieldMinAge), max(0, age))
	if age < adult {
		asks = sql.Or(asks, sql.EQ(d.C(direction.FieldAllowsMinors), false))
	}
	tooOld := sql.Dialect(s.Dialect()).Select(d.C(direction.FieldID)).From(join).
		Join(d).On(join.C(event.DirectionsPrimaryKey[1]), d.C(direction.FieldID)).
		Where(sql.And(sql.ColumnsEQ(join.C(event.DirectionsPrimaryKey[0]), s.C(event.FieldID)), asks))
	s.Where(sql.NotExists(tooOld))
}

// qualified leaves out shifts that ask for a qualification, unless the person has
// all of them; a list in a column is compared as it is written, so shifts that ask
// for several are found only by who has exactly these.
func qualified(s *sql.Selector, have []string) {
	column := s.C(shift.FieldQualifications)
	ps := []*sql.Predicate{sql.IsNull(column), jsonIs(s, column, "[]"), jsonIs(s, column, "null")}
	for _, kind := range have {
		ps = append(ps, jsonIs(s, column, `["`+kind+`"]`))
	}
	s.Where(sql.Or(ps...))
}

// jsonIs compares a JSON column with a document as text.
func jsonIs(s *sql.Selector, column, document string) *sql.Predicate {
	return sql.P(func(b *sql.Builder) {
		if s.Dialect() == "postgres" {
			b.WriteString(column + "::text = ").Arg(document)
			return
		}
		b.WriteString(column + " = ").Arg(document)
	})
}
