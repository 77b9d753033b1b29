package place_test

import (
	"sync"
	"testing"
	"time"

	"erikti/ent/gen/notice"
	"erikti/internal/event"
	"erikti/internal/fault"
)

// Whom an organizer adds gets a place of their own, past nobody; an offer that they
// have is their place.
func TestAdding(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p := w.people(t, 4)
		where := w.shift(t, spec{capacity: 2})
		done(t, w.add(p[0], where))
		if s := w.row(t, where); s.Capacity != 2 || s.Confirmed != 1 {
			t.Errorf("a place was free: %+v", s)
		}
		w.take(t, p[1], where)
		entry := w.wait(t, p[2], where)
		done(t, w.add(p[3], where))
		if s := w.row(t, where); s.Capacity != 3 || s.Confirmed != 3 || s.Waitlisted != 1 {
			t.Errorf("none was free: %+v", s)
		}
		done(t, w.add(p[2], where)) // waits there
		if s := w.row(t, where); s.Capacity != 4 || s.Confirmed != 4 || s.Waitlisted != 0 || w.entry(t, entry).State != "LEFT" {
			t.Errorf("waited: %+v", s)
		}
		refused(t, w.add(p[2], where), fault.AlreadySignedUp)
		refused(t, w.add(w.person(t, "2013-06-01"), where), fault.ConsentMissing)
		if w.told(t, p[3], notice.KindADDED) != 1 {
			t.Error("not told")
		}
		// Somebody with an offer, and another one behind them.
		who, full, e := w.freePlace(t, spec{}, false)
		next := w.people(t, 1)[0]
		w.wait(t, next, full)
		done(t, w.add(who, full))
		if s := w.row(t, full); s.Capacity != 1 || s.Confirmed != 1 || s.Held != 0 || s.Waitlisted != 1 || w.entry(t, e.ID).State != "ACCEPTED" {
			t.Errorf("was offered a place: %+v", s)
		}
		w.at(days(3, 0))
		w.tick(t)
		if e := w.entry(t, e.ID); e.State != "ACCEPTED" {
			t.Errorf("an offer expired that is a place: %+v", e)
		}
		w.check(t)
		w.verified(t)
	})
}

// A draft shows its shifts to nobody, so that nobody gets a place there.
func TestNobodyIsAddedToADraft(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		draft, who := w.shift(t, spec{draft: true}), w.people(t, 1)[0]
		refused(t, w.add(who, draft), fault.NotOpenYet)
		place := w.take(t, who, w.shift(t, spec{}))
		refused(t, w.moveSignup(place, draft), fault.NotOpenYet)
		w.check(t)
	})
}

// Places are moved between two shifts both ways at once: nobody waits for a lock in a
// circle (F4).
func TestF4_MovedBothWaysAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		deadlocks := func() (n int) {
			if w.store.Postgres() {
				if err := w.store.DB().QueryRow("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").Scan(&n); err != nil {
					t.Fatal(err)
				}
			}
			return n
		}
		a, b := w.shift(t, spec{capacity: 20}), w.shift(t, spec{capacity: 20})
		var all sync.WaitGroup
		for _, way := range [][2]string{{a, b}, {b, a}} {
			for _, who := range w.people(t, 10) {
				signup := w.take(t, who, way[0])
				all.Go(func() {
					if err := w.moveSignup(signup, way[1]); err != nil {
						t.Error(err)
					}
				})
			}
		}
		all.Wait()
		if n := deadlocks(); n > 0 {
			t.Errorf("%d deadlocks", n)
		}
		if w.row(t, a).Confirmed != 10 || w.row(t, b).Confirmed != 10 {
			t.Errorf("%d and %d", w.row(t, a).Confirmed, w.row(t, b).Confirmed)
		}
		w.check(t)
		w.verified(t)
	})
}

// A request keeps the position that it had, and is answered once.
func TestApproval(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		p := w.people(t, 4)
		where := w.shift(t, spec{capacity: 1, approval: true})
		var asked []string
		for _, who := range p {
			out, err := w.signUp(who, where)
			done(t, err)
			asked = append(asked, out.SignupID)
		}
		_, err := w.signUp(p[0], where)
		refused(t, err, fault.AlreadySignedUp)
		out, err := w.approve(asked[1])
		done(t, err)
		if out.EntryID != "" || !w.has(t, p[1], where) || w.told(t, p[1], notice.KindAPPROVED) != 1 {
			t.Errorf("a place was free: %+v", out)
		}
		later, err := w.approve(asked[3])
		done(t, err)
		earlier, err := w.approve(asked[0])
		done(t, err)
		if q := w.queue(t, where); len(q) != 2 || q[0].ID != earlier.EntryID || q[1].ID != later.EntryID {
			t.Errorf("by the time of the request: %+v", q)
		}
		done(t, w.cancel(p[2], asked[2])) // withdraws
		for _, signup := range asked {
			_, err := w.approve(signup)
			refused(t, err, fault.WrongState)
			_, err = w.events.Decline(w.organizer, signup, "No room", "")
			refused(t, err, fault.WrongState)
		}
		done(t, w.cancel(p[1], asked[1]))
		if !w.has(t, p[0], where) {
			t.Error("who asked first is next")
		}
		w.check(t)
		w.verified(t)
	})
}

// A moved shift frees the places of those who have another one then; they come first
// in the queue, and everyone may leave for 48 hours.
func TestMovingReleases(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		cutoff := days(1, 0)
		where := w.shift(t, spec{capacity: 3, cutoff: &cutoff})
		elsewhere := w.shift(t, spec{capacity: 3, from: days(12, 0)})
		p := w.people(t, 5)
		var signups []string
		for _, who := range p[:3] {
			signups = append(signups, w.take(t, who, where))
			w.at(w.clock.Load().Add(time.Second))
		}
		w.wait(t, p[3], where)
		w.wait(t, p[4], where)
		for _, who := range p[:2] {
			w.take(t, who, elsewhere)
		}
		w.at(days(2, 0))
		preview, err := w.events.PreviewMove(w.organizer, where, days(12, 1), days(12, 4))
		if err != nil || preview.Told != 3 || preview.WouldOverlap != 2 {
			t.Errorf("%+v, %v", preview, err)
		}
		patch := event.ShiftPatch{ShiftID: where, StartsAt: ptr(days(12, 1)), EndsAt: ptr(days(12, 4))}
		refused(t, w.change(patch), fault.WouldOverlap)
		patch.ReleaseConflicting = true
		done(t, w.change(patch))
		if !w.has(t, p[2], where) || w.told(t, p[2], notice.KindMOVED) != 1 || w.told(t, p[0], notice.KindRELEASED) != 1 || w.told(t, p[0], notice.KindMOVED) != 0 {
			t.Error("who is free keeps the place; who is not is told so")
		}
		// After the deadline for giving up a place is offered, not given.
		if s := w.row(t, where); s.Held != 2 || s.Waitlisted != 2 {
			t.Errorf("%+v", s)
		}
		q := w.queue(t, where)
		if q[0].VolunteerID != p[0] || q[1].VolunteerID != p[1] || q[0].Seq != -2 || q[1].Seq != -1 {
			t.Errorf("not first, in their order: %+v", q)
		}
		w.at(days(4, 0).Add(-time.Microsecond))
		preview, err = w.events.PreviewMove(w.organizer, where, days(20, 0), days(20, 3))
		if err != nil || preview.Told != 1 || preview.WouldOverlap != 0 {
			t.Errorf("%+v, %v", preview, err)
		}
		done(t, w.cancel(p[2], signups[2]))
		w.verified(t)
	})
}
