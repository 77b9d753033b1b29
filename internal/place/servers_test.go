package place_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"erikti/ent/gen/notice"
	"erikti/ent/gen/placelogline"
	"erikti/internal/event"
	"erikti/internal/place"
)

// Two servers decide batches of the same people over the same overlapping shifts, in
// opposed orders: nobody waits in a circle, and nobody has two places at once (F4).
func TestF4_OpposedBatches(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		var shifts []string
		for i := range 6 {
			shifts = append(shifts, w.shift(t, spec{capacity: 4, from: days(10, i)}))
		}
		people := w.crowd(t, 20)
		stop := w.watch(t)
		var all sync.WaitGroup
		for server := range 2 {
			other := &world{store: w.store, engine: w.anotherEngine(), org: w.org, organizer: w.organizer, system: w.system}
			other.clock.Store(w.clock.Load())
			other.events = event.New(other.engine)
			for worker := range 8 {
				all.Go(func() {
					r := rand.New(rand.NewPCG(uint64(server), uint64(worker)))
					for i := range 12 {
						at := i % len(shifts)
						if server == 1 {
							at = len(shifts) - 1 - at
						}
						if c := code(other.anything(r, people[r.IntN(len(people))], shifts[at])); !expected[c] {
							t.Errorf("got %s", c)
						}
					}
				})
			}
			defer other.engine.Close()
		}
		all.Wait()
		stop()
		w.look(t, never)
		w.verified(t)
	})
}

// Two servers see the same offers expire: each once.
func TestOffersExpireOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		const offers = 8
		where := w.shift(t, spec{capacity: 1, offerMinutes: 60})
		people := w.crowd(t, 2*offers+1)
		w.take(t, people[0], where)
		for _, who := range people[1:] {
			w.waitForOffer(t, who, where)
		}
		done(t, w.capacity(where, offers+1))
		w.at(noon.AddDate(0, 0, 1))
		var both sync.WaitGroup
		for range 2 {
			server := w.anotherEngine()
			for range 2 {
				both.Go(func() {
					if _, err := server.Tick(context.Background()); err != nil {
						t.Error(err)
					}
				})
			}
		}
		both.Wait()
		lapsed := w.store.Client.PlaceLogLine.Query().Where(placelogline.ShiftID(where), placelogline.Kind(string(place.LogLapsed))).CountX(w.system)
		told := w.store.Client.Notice.Query().Where(notice.ShiftID(where), notice.KindEQ(notice.KindLAPSED)).CountX(w.system)
		if s := w.row(t, where); lapsed != offers || told != offers || s.Held != offers || s.Waitlisted != offers {
			t.Errorf("%d lapsed, %d told: %+v", lapsed, told, s)
		}
		w.check(t)
		w.verified(t)
	})
}
