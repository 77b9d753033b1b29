package network

import (
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
)

// adult is the age from which directions without minors are open, consentAge the
// one from which nobody asks for a guardian's consent.
const (
	adult      = 18
	consentAge = 14
)

// oldEnough leaves out events with a direction that asks for more years.
func oldEnough(s *sql.Selector, age int) {
	join, d := sql.Table(event.DirectionsTable).As("of_event"), sql.Table(direction.Table).As("asking")
	asks := sql.GT(d.C(direction.FieldMinAge), age)
	if age < adult {
		asks = sql.Or(asks, sql.EQ(d.C(direction.FieldAllowsMinors), false))
	}
	tooOld := sql.Dialect(s.Dialect()).Select(d.C(direction.FieldID)).From(join).
		Join(d).On(join.C(event.DirectionsPrimaryKey[1]), d.C(direction.FieldID)).
		Where(sql.And(sql.ColumnsEQ(join.C(event.DirectionsPrimaryKey[0]), s.C(event.FieldID)), asks))
	s.Where(sql.NotExists(tooOld))
}

// asks leaves out shifts that do not ask for a qualification.
func asks(s *sql.Selector, kind string) {
	s.Where(sql.P(func(b *sql.Builder) {
		b.WriteString("EXISTS (SELECT 1 FROM ")
		asked(b, s.C(shift.FieldQualifications))
		b.WriteString(" WHERE asked.value = ").Arg(kind).WriteString(")")
	}))
}

// asked writes the qualifications that a shift asks for, as rows.
func asked(b *sql.Builder, column string) {
	if b.Dialect() == dialect.Postgres {
		b.WriteString("jsonb_array_elements_text(CASE jsonb_typeof(" + column + ") WHEN 'array' THEN " + column + " ELSE '[]' END)")
	} else {
		b.WriteString("json_each(CAST(" + column + " AS TEXT))")
	}
	b.WriteString(" AS asked")
}

// qualified leaves out shifts that ask for a qualification that the person has not.
func qualified(s *sql.Selector, have []string) {
	s.Where(sql.P(func(b *sql.Builder) {
		b.WriteString("NOT EXISTS (SELECT 1 FROM ")
		asked(b, s.C(shift.FieldQualifications))
		b.WriteString(" WHERE asked.value IS NOT NULL")
		if len(have) > 0 {
			b.WriteString(" AND asked.value NOT IN (")
			for i, kind := range have {
				if i > 0 {
					b.Comma()
				}
				b.Arg(kind)
			}
			b.WriteString(")")
		}
		b.WriteString(")")
	}))
}
