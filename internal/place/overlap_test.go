package place_test

import (
	"sync"
	"testing"
	"time"

	"erikti/internal/fault"
)

// Shifts that overlap take a person once; those that touch do not overlap
// (invariant 10).
func TestOverlap(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		from, to := days(10, 0), days(10, 3)
		for name, other := range map[string]struct {
			from, to time.Time
			overlaps bool
		}{
			"the same time":        {from, to, true},
			"inside":               {from.Add(time.Hour), to.Add(-time.Hour), true},
			"around":               {from.Add(-time.Hour), to.Add(time.Hour), true},
			"a microsecond before": {from.Add(-time.Hour), from.Add(time.Microsecond), true},
			"a microsecond after":  {to.Add(-time.Microsecond), to.Add(time.Hour), true},
			"touches the start":    {from.Add(-time.Hour), from, false},
			"touches the end":      {to, to.Add(time.Hour), false},
			"the day after":        {from.AddDate(0, 0, 1), to.AddDate(0, 0, 1), false},
		} {
			who := w.people(t, 1)[0]
			first := w.shift(t, spec{capacity: 5, from: from, to: to})
			second := w.shift(t, spec{capacity: 5, from: other.from, to: other.to})
			place := w.take(t, who, first)
			if told := w.eligibility(t, who, second); told.Allowed() == other.overlaps {
				t.Errorf("%s: told %+v", name, told)
			}
			_, err := w.signUp(who, second)
			if want := map[bool]fault.Code{true: fault.Overlaps}[other.overlaps]; code(err) != want {
				t.Errorf("%s: got %q, want %q", name, code(err), want)
			}
			if other.overlaps {
				done(t, w.cancel(who, place))
				w.take(t, who, second) // what was given up is in nobody's way
			}
		}
		w.check(t)
	})
}

// One person signs up for two overlapping shifts at once: one of them (invariant
// 10, whatever locks do: an exclusion constraint on PostgreSQL, the one writer on
// SQLite).
func TestTwoOverlappingShiftsAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		first := w.shift(t, spec{capacity: 100})
		second := w.shift(t, spec{capacity: 100, from: days(10, 2)})
		stop := w.watch(t)
		for range 30 {
			who := w.people(t, 1)[0]
			codes := make([]fault.Code, 2)
			var both sync.WaitGroup
			for i, where := range []string{first, second} {
				both.Go(func() {
					_, err := w.signUp(who, where)
					codes[i] = code(err)
				})
			}
			both.Wait()
			if codes[0]+codes[1] != fault.Overlaps {
				t.Fatalf("got %q", codes)
			}
		}
		stop()
		w.check(t)
	})
}

// PostgreSQL refuses two places at once also to whoever goes past the engine.
func TestTheDatabaseRefusesTwoPlacesAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		who := w.people(t, 1)[0]
		w.take(t, who, w.shift(t, spec{capacity: 1}))
		second := w.row(t, w.shift(t, spec{capacity: 1, from: days(10, 1)}))
		person := w.store.Client.Volunteer.GetX(w.system, who)
		err := w.store.Client.Signup.Create().SetShiftID(second.ID).SetVolunteerID(who).SetPersonNo(person.PersonNo).
			SetStartsAt(second.StartsAt).SetEndsAt(second.EndsAt).Exec(w.system)
		if w.store.Postgres() != (err != nil) {
			t.Errorf("got %v", err)
		}
	})
}
