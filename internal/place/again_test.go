package place_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/place"
)

func (w *world) again(who, where, key string) (place.SignUpOutcome, error) {
	return w.engine.SignUp(context.Background(), place.SignUpRequest{
		ShiftID: where, VolunteerID: who, AutoAccept: true, JoinWaitlist: true, Key: key,
	})
}

// The same call sent again gets the same answer, later and at the same time
// (invariant 9).
func TestTheSameCallAgain(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, other := w.shift(t, spec{capacity: 1}), w.shift(t, spec{capacity: 1, from: days(12, 0)})
		p := w.people(t, 3)
		first, err := w.again(p[0], where, "k")
		done(t, err)
		if second, err := w.again(p[0], where, "k"); err != nil || second != first {
			t.Errorf("got %+v, %v, want %+v", second, err, first)
		}
		// The key is the caller's own, and stands for one input.
		if out, err := w.again(p[1], where, "k"); err != nil || out.EntryID == "" {
			t.Errorf("somebody else's: got %+v, %v", out, err)
		}
		_, err = w.again(p[0], other, "k")
		refused(t, err, fault.IdempotencyKeyReused)
		// The answer stays when the place is gone.
		done(t, w.cancel(p[0], first.SignupID))
		if second, err := w.again(p[0], where, "k"); err != nil || second != first {
			t.Errorf("got %+v, %v, want %+v", second, err, first)
		}
		// A refusal changes nothing and is decided anew.
		done(t, w.capacity(other, 1))
		holder := w.take(t, p[2], other)
		no := place.SignUpRequest{ShiftID: other, VolunteerID: p[0], Key: "full"}
		_, err = w.engine.SignUp(context.Background(), no)
		refused(t, err, fault.ShiftFull)
		done(t, w.cancel(p[2], holder))
		if out, err := w.engine.SignUp(context.Background(), no); err != nil || out.SignupID == "" {
			t.Errorf("free now: got %+v, %v", out, err)
		}
		w.check(t)
	})
}

func TestTheSameCallAtTheSameTime(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		for range 10 {
			where, who := w.shift(t, spec{capacity: 1}), w.people(t, 1)[0]
			outcomes := make([]place.SignUpOutcome, 4)
			var all sync.WaitGroup
			for i := range outcomes {
				all.Go(func() {
					var err error
					if outcomes[i], err = w.again(who, where, "k"); err != nil {
						t.Errorf("got %v", err)
					}
				})
			}
			all.Wait()
			for _, out := range outcomes {
				if out != outcomes[0] || out.SignupID == "" {
					t.Fatalf("different answers: %+v", outcomes)
				}
			}
		}
		w.check(t)
	})
}

// An outcome is kept for a day, as ids.
func TestAKeyIsForgotten(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, who := w.shift(t, spec{capacity: 1}), w.people(t, 1)[0]
		first, err := w.again(who, where, "k")
		done(t, err)
		kept := w.store.Client.IdempotencyKey.Query().OnlyX(w.system)
		if kept.Outcome != `{"SignupID":"`+first.SignupID+`"}` {
			t.Errorf("kept %s", kept.Outcome)
		}
		w.at(noon.Add(idempotency.Kept))
		if second, err := w.again(who, where, "k"); err != nil || second != first {
			t.Errorf("got %+v, %v", second, err)
		}
		w.at(noon.Add(idempotency.Kept + time.Microsecond))
		_, err = w.again(who, where, "k")
		refused(t, err, fault.AlreadySignedUp)
		if n, err := idempotency.Purge(w.system, w.store.Client, *w.clock.Load()); n != 1 || err != nil {
			t.Errorf("purged %d, %v", n, err)
		}
	})
}
