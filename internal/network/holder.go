package network

import (
	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen/event"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
)

// EventOfShift finds the event of a shift by the keys of both. The predicate that is
// generated for it (HasShiftsWith) lets SQLite look at every event.
func EventOfShift(id string) predicate.Event {
	return func(s *sql.Selector) {
		shifts := sql.Table(shift.Table)
		s.Where(sql.In(s.C(event.FieldID), sql.Dialect(s.Dialect()).Select(shifts.C(shift.FieldEventID)).From(shifts).
			Where(sql.EQ(shifts.C(shift.FieldID), id))))
	}
}

// EventOfSignup finds the event of a sign-up in the same way.
func EventOfSignup(id string) predicate.Event {
	return func(s *sql.Selector) {
		shifts, signups := sql.Table(shift.Table), sql.Table(signup.Table)
		s.Where(sql.In(s.C(event.FieldID), sql.Dialect(s.Dialect()).Select(shifts.C(shift.FieldEventID)).From(shifts).
			Join(signups).On(signups.C(signup.FieldShiftID), shifts.C(shift.FieldID)).
			Where(sql.EQ(signups.C(signup.FieldID), id))))
	}
}
