package place_test

import (
	"testing"

	"erikti/internal/fault"
)

// A place that is given up is the head's in the same transaction: whoever reads
// after the answer finds them there (invariant 5).
func TestAPlaceGivenUpGoesToTheHead(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p := w.people(t, 4)
		where := w.shift(t, spec{capacity: 1})
		first := w.take(t, p[0], where)
		second, third := w.wait(t, p[1], where), w.wait(t, p[2], where)
		stop := w.watch(t)
		done(t, w.cancel(p[0], first))
		stop()
		if !w.has(t, p[1], where) || w.entry(t, second).State != "PROMOTED" || w.entry(t, third).State != "WAITING" {
			t.Error("the place did not go to the head")
		}
		if s := w.row(t, where); s.Confirmed != 1 || s.Waitlisted != 1 {
			t.Errorf("the counters are %d and %d", s.Confirmed, s.Waitlisted)
		}
		// Who gave it up may come again, to the end.
		if e := w.entry(t, w.wait(t, p[0], where)); e.Seq != 3 {
			t.Errorf("back in the queue with the number %d, want 3", e.Seq)
		}
		refused(t, w.cancel(p[0], first), fault.NotSignedUp)
		refused(t, w.cancel(p[3], first), fault.NotFound)
		refused(t, w.leave(p[1], second), fault.NotWaiting)
		refused(t, w.leave(p[3], third), fault.NotFound)
		done(t, w.leave(p[2], third))
		refused(t, w.leave(p[2], third), fault.NotWaiting)
		w.check(t)
	})
}

// Places that are added go to the queue in order, however long it is.
func TestPlacesAddedGoToTheQueue(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(t, spec{capacity: 1})
		people := w.crowd(t, 230)
		w.take(t, people[0], where)
		for _, who := range people[1:] {
			w.wait(t, who, where)
		}
		stop := w.watch(t)
		done(t, w.capacity(where, 4))
		for i, who := range people {
			if w.has(t, who, where) != (i < 4) {
				t.Fatalf("4 places, and number %d has one: %v", i, i >= 4)
			}
		}
		done(t, w.capacity(where, 220))
		stop()
		if s := w.row(t, where); s.Confirmed != 220 || s.Waitlisted != 10 {
			t.Errorf("the counters are %d and %d, want 220 and 10", s.Confirmed, s.Waitlisted)
		}
		if q := w.queue(t, where); len(q) != 10 || q[0].VolunteerID != people[220] {
			t.Errorf("%d wait, or the wrong ones", len(q))
		}
		w.check(t)
	})
}

// Somebody who comes when a place is free and an eligible person waits behind any
// number of blocked ones does not overtake them (invariant 2).
func TestNobodyOvertakesBehindManyBlocked(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where := w.shift(t, spec{capacity: 1})
		holder := w.people(t, 1)[0]
		place := w.take(t, holder, where)
		for _, who := range w.crowd(t, 205) {
			w.wait(t, who, where)
			w.store.Client.VolunteerPrivate.Update().Where(privateOf(who)).SetBirthDate("2015-01-01").ExecX(w.system)
		}
		last := w.people(t, 1)[0]
		w.wait(t, last, where)
		done(t, w.cancel(holder, place))
		if !w.has(t, last, where) {
			t.Error("205 in the queue are blocked, and the one behind them was not served")
		}
		newcomer := w.people(t, 1)[0]
		w.wait(t, newcomer, where)
		w.check(t)
	})
}

// Nobody is promoted once the shift has begun, and a cancelled one keeps nobody
// (invariant 12).
func TestNobodyIsPromotedTooLate(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p := w.people(t, 2)
		where := w.shift(t, spec{capacity: 1})
		w.take(t, p[0], where)
		entry := w.wait(t, p[1], where)
		w.at(days(10, 1))
		done(t, w.capacity(where, 5))
		if w.has(t, p[1], where) {
			t.Error("promoted into a shift that goes on")
		}
		_, err := w.events.CancelShift(w.organizer, where, "")
		done(t, err)
		if e := w.entry(t, entry); e.State != "CLOSED" {
			t.Errorf("waits for a cancelled shift: %s", e.State)
		}
		w.check(t)
	})
}

func TestTooLateToCancel(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p, cutoff := w.people(t, 2), days(9, 0)
		where := w.shift(t, spec{capacity: 2, cutoff: &cutoff})
		a, b := w.take(t, p[0], where), w.take(t, p[1], where)
		w.at(cutoff.Add(-1))
		done(t, w.cancel(p[0], a))
		w.at(cutoff)
		refused(t, w.cancel(p[1], b), fault.TooLateToCancel)
		w.check(t)
	})
}
