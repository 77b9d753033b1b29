package place_test

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/event"
	"erikti/internal/fault"
)

// expected are the refusals that a storm may meet; anything else is a fault.
var expected = map[fault.Code]bool{
	"": true, fault.AlreadySignedUp: true, fault.Overlaps: true, fault.NotWaiting: true, fault.NotSignedUp: true,
	fault.CapacityBelowTaken: true, fault.WouldOverlap: true, fault.ShiftClosed: true, fault.WrongState: true,
}

// Many people and the organizer do everything at once, on shifts that overlap,
// while a reader looks at every commit it can see; at the end an event and a shift
// are cancelled into the storm (invariants 1, 2, 3, 4, 5, 8, 10, 12).
func TestStorm(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		ours := w.event(t, spec{})
		shifts := []string{
			w.shift(t, spec{event: ours, capacity: 3}),
			w.shift(t, spec{event: ours, capacity: 2, from: days(10, 2)}), // overlaps the first
			w.shift(t, spec{event: ours, capacity: 4, from: days(10, 3)}), // touches the first
			w.shift(t, spec{capacity: 3, from: days(20, 0)}),              // of another event
		}
		people := w.people(t, 14)
		stop := w.watch(t)
		var storm sync.WaitGroup
		for worker := range 6 {
			storm.Go(func() {
				r := rand.New(rand.NewPCG(uint64(worker), 2020))
				for range 40 {
					if c := code(w.anything(r, people[r.IntN(len(people))], shifts[r.IntN(len(shifts))])); !expected[c] {
						t.Errorf("got %s", c)
					}
				}
				if worker == 0 {
					_, err := w.events.CancelShift(w.organizer, shifts[3], "")
					done(t, err)
				}
				if worker == 1 {
					_, err := w.events.Cancel(w.organizer, ours, "storm", "")
					done(t, err)
				}
			})
		}
		storm.Wait()
		stop()
		w.check(t)
		for _, id := range shifts {
			if s := w.row(t, id); s.State != "CANCELLED" || s.Confirmed+s.Held+s.Waitlisted != 0 {
				t.Errorf("a cancelled shift: %+v", s)
			}
		}
	})
}

// anything does one thing of all that can be done to places.
func (w *world) anything(r *rand.Rand, who, where string) error {
	switch r.IntN(10) {
	case 0, 1, 2, 3:
		_, err := w.signUp(who, where)
		return err
	case 4, 5:
		id, err := w.store.Client.Signup.Query().Where(signup.VolunteerID(who), signup.ShiftID(where),
			signup.StateEQ(signup.StateCONFIRMED)).FirstID(w.system)
		if err != nil {
			return gen.MaskNotFound(err)
		}
		return w.cancel(who, id)
	case 6:
		id, err := w.store.Client.WaitlistEntry.Query().Where(waitlistentry.VolunteerID(who), waitlistentry.ShiftID(where),
			waitlistentry.StateEQ(waitlistentry.StateWAITING)).FirstID(w.system)
		if err != nil {
			return gen.MaskNotFound(err)
		}
		return w.leave(who, id)
	case 7, 8:
		return w.capacity(where, 1+r.IntN(6))
	default:
		// An hour here or there makes others overlap, or no more.
		from := days(10, r.IntN(6))
		to := from.Add(3 * time.Hour)
		return w.change(event.ShiftPatch{ShiftID: where, StartsAt: &from, EndsAt: &to})
	}
}
