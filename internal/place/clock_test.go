package place_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	eventservice "erikti/internal/event"
	"erikti/internal/fault"
)

// A shift goes SCHEDULED, OPEN, CLOSED, ENDED, and its event becomes DONE, each
// step once and at its time; who still waits at the end waits no more.
func TestTheClock(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		opens, closes := days(1, 0), days(9, 0)
		e := w.event(t, spec{})
		where := w.shift(t, spec{event: e, opens: &opens, closes: &closes, capacity: 1})
		p := w.people(t, 3)
		step := func(at time.Time, due int, want shift.State, done event.State) {
			t.Helper()
			w.at(at)
			version := w.row(t, where).Version
			if n := w.tick(t); n != due {
				t.Errorf("%v: %d due, want %d", at, n, due)
			}
			s := w.row(t, where)
			if s.State != want {
				t.Errorf("%v: %s, want %s", at, s.State, want)
			}
			if (s.Version > version) != (due > 0) {
				t.Errorf("%v: version %d after %d", at, s.Version, version)
			}
			if state := w.store.Client.Event.GetX(w.system, e).State; state != done {
				t.Errorf("%v: the event is %s, want %s", at, state, done)
			}
			w.check(t)
		}
		_, err := w.signUp(p[0], where)
		refused(t, err, fault.NotOpenYet)
		step(opens.Add(-time.Microsecond), 0, shift.StateSCHEDULED, event.StatePUBLISHED)
		w.at(opens) // the time decides, whatever the clock has moved yet
		w.take(t, p[0], where)
		step(opens, 1, shift.StateOPEN, event.StatePUBLISHED)
		step(opens, 0, shift.StateOPEN, event.StatePUBLISHED)
		entry := w.wait(t, p[1], where)
		w.at(closes)
		_, err = w.signUp(p[2], where)
		refused(t, err, fault.ShiftClosed)
		step(closes, 1, shift.StateCLOSED, event.StatePUBLISHED)
		step(days(10, 0), 0, shift.StateCLOSED, event.StatePUBLISHED)
		step(days(10, 3), 1, shift.StateENDED, event.StateDONE)
		step(days(11, 0), 0, shift.StateENDED, event.StateDONE)
		if got := w.entry(t, entry); got.State != "CLOSED" {
			t.Errorf("waits for a shift that is over: %s", got.State)
		}
	})
}

// Two servers tick on one database: every step is made once.
func TestTwoServersTick(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		const shifts = 12
		e := w.event(t, spec{})
		ids := make([]string, shifts)
		versions := map[string]int{}
		for i := range ids {
			ids[i] = w.shift(t, spec{event: e, from: days(2, 0), to: days(2, i+1), capacity: 3})
			versions[ids[i]] = w.row(t, ids[i]).Version
		}
		stop := w.watch(t)
		for hour := -1; hour <= shifts; hour++ {
			w.at(days(2, hour))
			var both sync.WaitGroup
			for range 2 {
				server := w.anotherEngine()
				both.Go(func() {
					if _, err := server.Tick(context.Background()); err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
		}
		stop()
		for _, id := range ids {
			// Closed, then ended: two steps, each counted once, whoever made it.
			s := w.row(t, id)
			if s.State != shift.StateENDED || s.Version != versions[id]+2 {
				t.Errorf("%s with version %d after %d", s.State, s.Version, versions[id])
			}
		}
		if got := w.store.Client.Event.GetX(w.system, e); got.State != event.StateDONE || got.Version != 2 {
			t.Errorf("the event is %s with version %d", got.State, got.Version)
		}
		w.check(t)
	})
}

// An event is DONE with its last shift, whatever happened to the others.
func TestDone(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		e := w.event(t, spec{})
		first := w.shift(t, spec{event: e, from: days(1, 0)})
		second := w.shift(t, spec{event: e, from: days(2, 0)})
		state := func() event.State { return w.store.Client.Event.GetX(w.system, e).State }
		w.at(days(1, 5))
		w.tick(t)
		if state() != event.StatePUBLISHED {
			t.Fatalf("%s, and a shift is to come", state())
		}
		_, err := w.events.CancelShift(w.organizer, second, "")
		done(t, err)
		if state() != event.StateDONE {
			t.Errorf("%s, and nothing is to come", state())
		}
		_, err = w.events.CancelShift(w.organizer, first, "")
		refused(t, err, fault.WrongState)
	})
}

// A shift that is moved into the past is over at once: nobody waits for it, and
// its event is done.
func TestMovedIntoThePast(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		e := w.event(t, spec{})
		where := w.shift(t, spec{event: e, capacity: 1})
		p := w.people(t, 2)
		w.take(t, p[0], where)
		entry := w.wait(t, p[1], where)
		done(t, w.change(eventservice.ShiftPatch{ShiftID: where, StartsAt: ptr(days(-2, 0)), EndsAt: ptr(days(-2, 3))}))
		if got := w.entry(t, entry); got.State != "CLOSED" || w.row(t, where).Waitlisted != 0 {
			t.Errorf("waits for a shift that is over: %s", got.State)
		}
		if got := w.store.Client.Event.GetX(w.system, e).State; got != event.StateDONE {
			t.Errorf("the event is %s", got)
		}
		w.check(t)
	})
}
