package place_test

import (
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/shift"
	"erikti/internal/place"
)

// However many shifts have somebody who is blocked beside a free place: who could have
// one gets it by the next tick, and who shows another gate that cleared in their turn.
func TestNobodyIsForgottenBehindManyBlocked(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		who := w.store.Client.Volunteer.GetX(w.system, w.person(t, "2010-01-01"))
		event := w.event(t, spec{})
		many := func(n int) {
			shifts := make([]*gen.ShiftCreate, n)
			for i := range shifts {
				from := days(10+i/4, 6*(i%4))
				shifts[i] = w.store.Client.Shift.Create().SetEventID(event).SetTitleEn("Morning").SetCapacity(1).SetMinAge(90).SetWaitlisted(1).
					SetLastSeq(1).SetStartsAt(from).SetEndsAt(from.Add(time.Hour)).SetState(shift.StateOPEN).SetNextTransitionAt(from)
			}
			entries := make([]*gen.WaitlistEntryCreate, n)
			for i, s := range w.store.Client.Shift.CreateBulk(shifts...).SaveX(w.system) {
				entries[i] = w.store.Client.WaitlistEntry.Create().SetShiftID(s.ID).SetVolunteerID(who.ID).SetPersonNo(who.PersonNo).
					SetSeq(1).SetBlockedBy("AGE")
			}
			w.store.Client.WaitlistEntry.CreateBulk(entries...).ExecX(w.system)
		}
		many(place.DueAtOnce)
		many(place.DueAtOnce / 2)
		// Two more behind them, whose gates cleared without a word: as after a server died.
		p := w.people(t, 4)
		cleared := func(taken, waits string) string {
			where, other := w.shift(t, spec{capacity: 1}), w.shift(t, spec{capacity: 1})
			w.take(t, taken, where)
			w.wait(t, waits, where)
			elsewhere := w.take(t, waits, other)
			done(t, w.capacity(where, 2)) // blocked
			w.store.Client.Signup.UpdateOneID(elsewhere).SetState("CANCELLED").SetCancelledBy("VOLUNTEER").ExecX(w.system)
			w.store.Client.Shift.UpdateOneID(other).SetConfirmed(0).ExecX(w.system)
			return where
		}
		first := cleared(p[0], p[1])
		w.tick(t)
		if !w.has(t, p[1], first) {
			t.Error("whose time is free does not get the free place by the next tick")
		}
		second := cleared(p[2], p[3])
		w.store.Client.WaitlistEntry.UpdateOneID(w.entryOn(p[3], second)).SetBlockedBy("MEMBERSHIP").ExecX(w.system)
		for range 3 {
			w.tick(t)
		}
		if !w.has(t, p[3], second) {
			t.Error("whose gate cleared is never looked at")
		}
	})
}
