package place_test

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/event"
	"erikti/internal/place"
)

func privateOf(who string) predicate.VolunteerPrivate { return volunteerprivate.VolunteerID(who) }

// blocked is a world in which the head of a queue could not take a place that
// became free: it has another one at that time.
type blocked struct {
	where, elsewhere string // the shift waited for, the one where the head has a place
	head, second     string // people
	place            string // the head's sign-up elsewhere
	entry            string
}

func (w *world) blocked(t *testing.T) blocked {
	t.Helper()
	p := w.people(t, 3)
	b := blocked{
		where: w.shift(t, spec{capacity: 1}), elsewhere: w.shift(t, spec{capacity: 1, from: days(10, 1)}),
		head: p[1], second: p[2],
	}
	holder := w.take(t, p[0], b.where)
	b.entry = w.wait(t, b.head, b.where)
	w.wait(t, b.second, b.where)
	b.place = w.take(t, b.head, b.elsewhere)
	done(t, w.cancel(p[0], holder))
	// The head is passed, keeps the number, and learns why.
	e := w.entry(t, b.entry)
	if e.State != "WAITING" || e.Seq != 1 || blockedBy(e) != string(place.GateNoOverlap) {
		t.Fatalf("the blocked head: %+v", e)
	}
	if !w.has(t, b.second, b.where) {
		t.Fatal("the place did not go to who waits behind the blocked head")
	}
	done(t, w.capacity(b.where, 2))
	if w.has(t, b.head, b.where) {
		t.Fatal("confirmed in two places at once")
	}
	return b
}

// The gate of a blocked head clears, whichever way, and the head has the free
// place (invariant 2).
func TestABlockedHeadIsServedWhenItsGateClears(t *testing.T) {
	shifted := func(d time.Time) *time.Time { return &d }
	ways := map[string]func(t *testing.T, w *world, b blocked) error{
		"the other place is given up": func(_ *testing.T, w *world, b blocked) error { return w.cancel(b.head, b.place) },
		"the other shift is cancelled": func(_ *testing.T, w *world, b blocked) error {
			_, err := w.events.CancelShift(w.organizer, b.elsewhere, "")
			return err
		},
		"the other event is cancelled": func(t *testing.T, w *world, b blocked) error {
			_, err := w.events.Cancel(w.organizer, w.row(t, b.elsewhere).EventID, "rain", "")
			return err
		},
		"the other shift is moved": func(_ *testing.T, w *world, b blocked) error {
			return w.change(event.ShiftPatch{ShiftID: b.elsewhere, StartsAt: shifted(days(12, 0)), EndsAt: shifted(days(12, 2))})
		},
		"the shift waited for is moved": func(_ *testing.T, w *world, b blocked) error {
			return w.change(event.ShiftPatch{ShiftID: b.where, StartsAt: shifted(days(12, 0)), EndsAt: shifted(days(12, 2))})
		},
	}
	eachDatabase(t, func(t *testing.T, w *world) {
		for name, clear := range ways {
			b := w.blocked(t)
			done(t, clear(t, w, b))
			w.engine.Quiet()
			if e := w.entry(t, b.entry); !w.has(t, b.head, b.where) || e.State != "PROMOTED" || blockedBy(e) != "" {
				t.Errorf("%s: the gate is clear and a place is free: %+v", name, e)
			}
		}
		w.check(t)
	})
}

// The organizer changes what a shift asks for, and who was too young has the place.
func TestABlockedHeadIsServedWhenLessIsAsked(t *testing.T) {
	changes := map[string]struct {
		spec  spec
		clear func(w *world, event, shift string) error
	}{
		"the youngest age": {spec{minAge: 16}, func(w *world, _, shift string) error {
			return w.change(youngest(shift, 0))
		}},
		"the direction": {spec{direction: "EMERGENCY"}, func(w *world, id, _ string) error {
			_, err := w.events.Update(w.organizer, event.Patch{EventID: id, Directions: []direction.Code{direction.CodeSOCIAL}}, "")
			return err
		}},
	}
	eachDatabase(t, func(t *testing.T, w *world) {
		for name, change := range changes {
			e := w.event(t, change.spec)
			change.spec.event = e
			where := w.shift(t, change.spec)
			holder, young := w.people(t, 1)[0], w.person(t, "1990-01-01")
			taken := w.take(t, holder, where)
			entry := w.wait(t, young, where)
			w.store.Client.VolunteerPrivate.Update().Where(privateOf(young)).SetBirthDate("2012-01-01").ExecX(w.system)
			done(t, w.cancel(holder, taken))
			if got := w.entry(t, entry); blockedBy(got) != string(place.GateAge) {
				t.Fatalf("%s: blocked by %q", name, blockedBy(got))
			}
			done(t, change.clear(w, e, where))
			if !w.has(t, young, where) {
				t.Errorf("%s: old enough now, and a place is free", name)
			}
		}
		w.check(t)
	})
}

func youngest(shift string, age int) event.ShiftPatch {
	return event.ShiftPatch{ShiftID: shift, MinAge: &age}
}

// A change that adds places and asks for more years serves by the new years.
func TestAddedPlacesAreServedByTheNewAge(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(t, spec{capacity: 1})
		w.take(t, w.people(t, 1)[0], where)
		young, old := w.person(t, "2011-01-01"), w.people(t, 1)[0]
		w.wait(t, young, where)
		w.wait(t, old, where)
		age, capacity := 18, 3
		done(t, w.change(event.ShiftPatch{ShiftID: where, MinAge: &age, Capacity: &capacity}))
		if w.has(t, young, where) || !w.has(t, old, where) {
			t.Error("promoted by the age of before the change")
		}
		w.check(t)
	})
}

// A place elsewhere is given up while another server is just passing its holder
// over because of it: whoever comes second sees what the first did, and the holder
// is not forgotten.
func TestNoClearedGateIsForgotten(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p := w.people(t, 2)
		where := w.shift(t, spec{capacity: 1})
		elsewhere := w.shift(t, spec{capacity: 1, from: days(10, 1)})
		w.take(t, p[0], where)
		w.wait(t, p[1], where)
		place := w.take(t, p[1], elsewhere)
		passed, goOn := make(chan struct{}), make(chan struct{})
		first, second := make(chan error, 1), make(chan error, 1)
		go func() { first <- w.addPlaceSlowly(where, passed, goOn) }()
		<-passed // the head is blocked, not committed
		go func() { second <- w.cancel(p[1], place) }()
		cancelled := w.untilBlocked(t, second)
		close(goOn)
		done(t, <-first)
		if !cancelled {
			done(t, <-second)
		}
		if !w.has(t, p[1], where) {
			t.Error("the place elsewhere is given up, one here is free, and nobody looked again")
		}
		w.check(t)
	})
}

// addPlaceSlowly adds a place to a shift and stops before it commits.
func (w *world) addPlaceSlowly(where string, passed, goOn chan struct{}) error {
	return w.engine.Do(context.Background(), func(ctx context.Context, t *place.Tx) error {
		s, err := t.LockShift(ctx, where)
		if err != nil {
			return err
		}
		if err := s.SetCapacity(ctx, s.Capacity+1); err != nil {
			return err
		}
		close(passed)
		<-goOn
		return nil
	})
}

// untilBlocked waits until a call has returned, which it says, or a transaction
// waits for another one. On SQLite a writer always waits.
func (w *world) untilBlocked(t *testing.T, call chan error) bool {
	t.Helper()
	for {
		select {
		case err := <-call:
			done(t, err)
			return true
		default:
		}
		if !w.store.Postgres() {
			return false
		}
		var waiting int
		if err := w.store.DB().QueryRow(`SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (
			SELECT pid FROM pg_stat_activity WHERE datname = current_database())`).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
		if waiting > 0 {
			return false
		}
	}
}
