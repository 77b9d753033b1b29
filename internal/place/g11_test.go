package place_test

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/shift"
	"erikti/internal/place"
)

// A clock that jumps a day ahead and back again: what it moved too soon is moved back,
// but what has ended; nobody loses a place by it, an offer lapses once, and every log
// still tells who is there (G11).
func TestG11_TheClockJumpsADay(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p := w.people(t, 6)
		closes := w.shift(t, spec{capacity: 2, closes: ptr(days(0, 12))})
		begins := w.shift(t, spec{capacity: 1, from: days(0, 20), to: days(2, 0)})
		ends := w.shift(t, spec{from: days(0, 2), to: days(0, 5)})
		opens := w.shift(t, spec{from: days(7, 0), opens: ptr(days(0, 6))})
		held := w.take(t, p[0], closes)
		w.take(t, p[1], ends)
		offered := w.shift(t, spec{capacity: 1, from: days(5, 12), offerMinutes: 60})
		w.take(t, p[2], offered)
		silent := w.waitForOffer(t, p[3], offered)
		next := w.waitForOffer(t, p[4], offered)
		done(t, w.cancel(p[2], w.signupOn(t, p[2], offered)))
		states := func(want ...shift.State) {
			t.Helper()
			for i, where := range []string{closes, begins, ends, opens} {
				s := w.row(t, where)
				if s.State != want[i] {
					t.Errorf("shift %d is %s, want %s", i, s.State, want[i])
				}
				if next, due := place.StateAt(&gen.Shift{
					StartsAt: s.StartsAt, EndsAt: s.EndsAt, OpensAt: s.OpensAt, ClosesAt: s.ClosesAt, State: s.State,
				}, true, *w.clock.Load()); s.State != shift.StateENDED && (next != s.State || due == nil || s.NextTransitionAt == nil || !due.Equal(*s.NextTransitionAt)) {
					t.Errorf("shift %d moves next at %v, want %v", i, s.NextTransitionAt, due)
				}
			}
		}
		w.tick(t)
		states(shift.StateOPEN, shift.StateOPEN, shift.StateOPEN, shift.StateSCHEDULED)
		w.at(days(1, 0))
		w.tick(t)
		states(shift.StateCLOSED, shift.StateCLOSED, shift.StateENDED, shift.StateOPEN)
		if e := w.entry(t, silent); e.State != "WAITING" || e.Missed != 1 || w.offerOf(t, next) == nil {
			t.Errorf("the offer has lapsed, and is the next one's: %+v", e)
		}
		w.at(noon)
		w.tick(t)
		states(shift.StateOPEN, shift.StateOPEN, shift.StateENDED, shift.StateSCHEDULED)
		w.tick(t)
		if e := w.entry(t, silent); e.State != "WAITING" || e.Missed != 1 || w.offerOf(t, next) == nil {
			t.Errorf("after the jump back: %+v", e)
		}
		// Life goes on: places are taken, given up, and go to who waits.
		w.take(t, p[5], closes)
		done(t, w.cancel(p[0], held))
		holder := w.take(t, p[0], begins)
		w.wait(t, p[2], begins)
		done(t, w.cancel(p[0], holder))
		if !w.has(t, p[2], begins) && w.offerOf(t, w.entryOn(p[2], begins)) == nil {
			t.Error("a place that became free went to nobody")
		}
		// And a server that begins with the right clock after one that was wrong.
		w.at(days(0, 13))
		w.tick(t)
		w.at(noon)
		another := w.anotherEngine()
		if _, err := another.Tick(context.Background()); err != nil {
			t.Fatal(err)
		}
		another.Close()
		states(shift.StateOPEN, shift.StateOPEN, shift.StateENDED, shift.StateSCHEDULED)
		w.check(t)
		w.verified(t)
	})
}

// Between two ticks of a clock that is right nothing is looked for that was early.
func TestG11_TwoServersWhoseClocksDiffer(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(t, spec{closes: ptr(days(0, 1))})
		ahead := place.New(w.store, func([]string) {}, func() time.Time { return days(0, 2) })
		defer ahead.Close()
		tick := func(e *place.Engine) {
			if _, err := e.Tick(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		tick(w.engine)
		tick(ahead)
		closed := w.row(t, where)
		for range 5 { // they do not move it to and fro
			tick(w.engine)
			tick(ahead)
		}
		if s := w.row(t, where); closed.State != shift.StateCLOSED || s.State != shift.StateCLOSED || s.Version != closed.Version {
			t.Errorf("%s, then %s by %d versions", closed.State, s.State, s.Version-closed.Version)
		}
	})
}
