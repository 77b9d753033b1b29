package place_test

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/place"
)

// What is told before is what happens: whoever is allowed gets a place or a
// position, whoever is not is refused by the first gate that was told. (A draft is
// NOT_FOUND for all, and nobody but its organization is told anything.)
func TestEligibilityIsTheOutcome(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		rapid.Check(t, func(r *rapid.T) {
			who, where := w.anybody(t, r), w.anywhere(t, r)
			if rapid.Bool().Draw(r, "is there") {
				w.signUp(who, where) //nolint:errcheck // any outcome will do
			}
			if rapid.Bool().Draw(r, "is elsewhere") {
				w.signUp(who, w.shift(t, spec{from: days(rapid.SampledFrom([]int{9, 10}).Draw(r, "day"), 2), capacity: 1})) //nolint:errcheck // as above
			}
			told := w.eligibility(t, who, where)
			_, err := w.signUp(who, where)
			want := fault.Code("")
			for _, g := range told.Gates {
				if g.Refusal != nil && want == "" {
					want = g.Refusal.Code
				}
			}
			if told.Allowed() != (want == "") || code(err) != want {
				r.Fatalf("told %q, allowed: %v; got %q", want, told.Allowed(), code(err))
			}
		})
		w.check(t)
	})
}

// anybody draws a person.
func (w *world) anybody(t *testing.T, r *rapid.T) string {
	who := w.person(t, rapid.SampledFrom([]civil.Date{"", "1990-05-17", "2010-12-03", "2010-12-04", "2013-01-01"}).Draw(r, "born"))
	if rapid.Bool().Draw(r, "consent") {
		w.consent(who, "2026-01-01", rapid.SampledFrom([]civil.Date{"", "2026-12-01"}).Draw(r, "consent until"))
	}
	if rapid.Bool().Draw(r, "qualified") {
		w.qualification(who, "FIRST_AID", "2026-01-01", rapid.SampledFrom([]civil.Date{"", "2026-12-01"}).Draw(r, "qualified until"))
	}
	return who
}

// anywhere draws a shift.
func (w *world) anywhere(t *testing.T, r *rapid.T) string {
	s := spec{
		capacity: 1, minAge: rapid.SampledFrom([]int{0, 16}).Draw(r, "age"),
		direction: rapid.SampledFrom([]string{"SOCIAL", "EMERGENCY"}).Draw(r, "direction"),
	}
	if rapid.Bool().Draw(r, "asks") {
		s.qualifications = []string{"FIRST_AID"}
	}
	edge := days(rapid.SampledFrom([]int{-1, 0, 1}).Draw(r, "edge"), 0)
	switch rapid.SampledFrom([]string{"", "opens", "closes"}).Draw(r, "window") {
	case "opens":
		s.opens = &edge
	case "closes":
		s.closes = &edge
	}
	where := w.shift(t, s)
	switch rapid.SampledFrom([]string{"", "full", "cancelled"}).Draw(r, "state") {
	case "full":
		grownUp := w.people(t, 1)[0]
		w.qualification(grownUp, "FIRST_AID", "2020-01-01", "")
		w.signUp(grownUp, where) //nolint:errcheck // when it is open
	case "cancelled":
		_, err := w.events.CancelShift(w.organizer, where, "")
		done(t, err)
	}
	return where
}

// eligibility is what a person is told of a shift.
func (w *world) eligibility(t *testing.T, who, where string) place.Eligibility {
	t.Helper()
	own, err := w.engine.Own(w.system, who)
	done(t, err)
	s := w.row(t, where)
	e := s.QueryEvent().WithDirections().OnlyX(w.system)
	return own.Candidate.Judge(s, e, *w.clock.Load())
}

// A visitor is told to sign in first.
func TestEligibilityOfAVisitor(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s := w.row(t, w.shift(t, spec{}))
		var nobody *place.Candidate
		told := nobody.Judge(s, s.QueryEvent().WithDirections().OnlyX(w.system), noon)
		if told.Allowed() || told.Gates[0].Code != place.GateSignIn || told.Gates[0].Refusal == nil {
			t.Errorf("got %+v", told)
		}
		_, err := w.engine.SignUp(context.Background(), place.SignUpRequest{ShiftID: s.ID})
		refused(t, err, fault.NotFound)
	})
}
