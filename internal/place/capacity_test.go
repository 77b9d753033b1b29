package place_test

import (
	"sync"
	"testing"

	"erikti/internal/event"
	"erikti/internal/fault"
)

// A capacity below what is taken is refused, with how many would have to go, and
// changes nothing (invariant 8).
func TestCapacityBelowTaken(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(t, spec{capacity: 5})
		for _, who := range w.people(t, 5) {
			w.take(t, who, where)
		}
		w.wait(t, w.people(t, 1)[0], where)
		before := w.row(t, where)
		age := 16
		r := refused(t, w.change(event.ShiftPatch{ShiftID: where, Capacity: ptr(3), MinAge: &age}), fault.CapacityBelowTaken)
		if r.Args["taken"] != 5 || r.Args["excess"] != 2 {
			t.Errorf("got %v, want 5 taken and 2 too many", r.Args)
		}
		if after := w.row(t, where); after.String() != before.String() {
			t.Errorf("a refusal changed\n%v to\n%v", before, after)
		}
		done(t, w.capacity(where, 5))
		w.check(t)
	})
}

func ptr[T any](v T) *T { return &v }

// Organizers cut while people come: nobody is oversold, and each cut that was
// granted held at that moment.
func TestCutsWhilePeopleCome(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(t, spec{capacity: 40})
		stop := w.watch(t)
		var all sync.WaitGroup
		for _, who := range w.people(t, 40) {
			all.Go(func() {
				_, err := w.signUp(who, where)
				if err != nil {
					t.Error(err)
				}
			})
		}
		granted := make([]bool, 8)
		for i := range granted {
			all.Go(func() {
				c := code(w.capacity(where, 30-2*i))
				granted[i] = c == ""
				if c != "" && c != fault.CapacityBelowTaken {
					t.Error(c)
				}
			})
		}
		all.Wait()
		stop()
		if s := w.row(t, where); s.Confirmed+s.Waitlisted != 40 {
			t.Errorf("40 people came: %d have a place, %d wait", s.Confirmed, s.Waitlisted)
		}
		w.check(t)
	})
}

// Moving a shift re-checks everyone who has a place there (invariant 8).
func TestMovingAShiftReChecksItsHolders(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, elsewhere := w.shift(t, spec{capacity: 9}), w.shift(t, spec{capacity: 9, from: days(12, 0)})
		both, onlyHere := w.people(t, 2), w.people(t, 1)[0]
		for _, who := range append(both, onlyHere) {
			w.take(t, who, where)
		}
		for _, who := range both {
			w.take(t, who, elsewhere)
		}
		before := w.row(t, where)
		r := refused(t, w.change(event.ShiftPatch{ShiftID: where, StartsAt: ptr(days(12, 2)), EndsAt: ptr(days(12, 5))}), fault.WouldOverlap)
		if r.Args["people"] != 2 {
			t.Errorf("got %v, want 2 people", r.Args)
		}
		if after := w.row(t, where); after.String() != before.String() {
			t.Errorf("a refusal changed\n%v to\n%v", before, after)
		}
		done(t, w.change(event.ShiftPatch{ShiftID: where, StartsAt: ptr(days(12, 3)), EndsAt: ptr(days(12, 5))})) // touches
		w.check(t)
		// What the holders have moved with the shift.
		_, err := w.signUp(onlyHere, w.shift(t, spec{from: days(12, 4), capacity: 1}))
		refused(t, err, fault.Overlaps)
		w.take(t, onlyHere, w.shift(t, spec{capacity: 1})) // where the shift was
		w.check(t)
	})
}

// Two shifts of one person are moved onto each other at once: one of them moves.
func TestTwoMovesAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		for i := range 10 {
			who := w.people(t, 1)[0]
			first := w.shift(t, spec{capacity: 1, from: days(20+i, 0)})
			second := w.shift(t, spec{capacity: 1, from: days(20+i, 6)})
			w.take(t, who, first)
			w.take(t, who, second)
			codes := make([]fault.Code, 2)
			var both sync.WaitGroup
			for j, where := range []string{first, second} {
				both.Go(func() {
					codes[j] = code(w.change(event.ShiftPatch{ShiftID: where, StartsAt: ptr(days(20+i, 3)), EndsAt: ptr(days(20+i, 5))}))
				})
			}
			both.Wait()
			if codes[0]+codes[1] != fault.WouldOverlap {
				t.Fatalf("got %q", codes)
			}
		}
		w.check(t)
	})
}
