package demo

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/rule"
	"erikti/internal/place"
	"erikti/internal/store"
)

// The engine of places is what Traffic needs.
var _ Engine = (*place.Engine)(nil)

func TestTraffic(t *testing.T) {
	eachFilled(t, func(t *testing.T, st *store.Store) {
		ctx := rule.System(t.Context())
		clock := func() time.Time { return noon }
		changed := 0
		engine := place.New(st, func(events []string) { changed += len(events) }, clock)
		traffic := &traffic{engine: engine, store: st, random: newRandom(seed, forTraffic), now: clock}
		cast := func() int {
			return st.Client.Signup.Query().Where(signup.HasVolunteerWith(volunteer.HasAccount()),
				signup.StateEQ(signup.StateCONFIRMED)).CountX(ctx)
		}
		before := cast()
		const steps = 300
		for range steps {
			if err := traffic.step(ctx); err != nil {
				t.Fatal(err)
			}
		}
		if changed < steps/2 {
			t.Errorf("%d steps changed %d times something", steps, changed)
		}
		check(t, st, noon)
		checkSituations(t, st)
		if after := cast(); after < before {
			t.Errorf("places of people with an account: got %d, had %d", after, before)
		}
		given := func() int {
			return number(t, st, "SELECT count(*) FROM signups WHERE state = 'CANCELLED' AND NOT ("+mark("id")+")")
		}
		if given() == 0 {
			t.Error("nobody who came went again")
		}
		if err := st.Tx(ctx, prune); err != nil {
			t.Fatal(err)
		}
		if n := given(); n != 0 {
			t.Errorf("%d places that were given up are left", n)
		}
		check(t, st, noon)
		rollTo(t, st, days(8))
		check(t, st, days(8))
	})
}

func TestTrafficStops(t *testing.T) {
	st := open(t, file(t))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		Traffic(ctx, place.New(st, func([]string) {}, time.Now), st, seed, time.Millisecond)
	}()
	time.Sleep(20 * time.Millisecond) // an empty database: steps that find nothing
	cancel()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("traffic goes on")
	}
}
