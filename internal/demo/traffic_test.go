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
		verified(t, st)
		lines := number(t, st, "SELECT count(*) FROM place_log_lines")
		heads := number(t, st, "SELECT sum(log_length) FROM shifts")
		told := func() int {
			return number(t, st, "SELECT count(*) FROM notices WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.volunteer_id = notices.volunteer_id)")
		}
		if told() == 0 {
			t.Error("nobody was promoted")
		}
		if err := tidy(ctx, engine, st, longestLog, noon); err != nil {
			t.Fatal(err)
		}
		if told() == 0 {
			t.Error("a notice of a moment ago is gone")
		}
		if err := tidy(ctx, engine, st, 4, noon.Add(noticesKept+time.Hour)); err != nil {
			t.Fatal(err)
		}
		if n := told(); n != 0 {
			t.Errorf("%d notices that nobody reads are left", n)
		}
		if after := number(t, st, "SELECT count(*) FROM place_log_lines"); after >= lines {
			t.Errorf("%d lines of %d are left", after, lines)
		}
		if after := number(t, st, "SELECT sum(log_length) FROM shifts"); after <= heads {
			t.Errorf("logs went back from %d to %d", heads, after)
		}
		verified(t, st)
		if n := given(); n != 0 {
			t.Errorf("%d places that were given up are left", n)
		}
		check(t, st, noon)
		rollTo(t, st, days(8))
		check(t, st, days(8))
	})
}

// verified fails the test when a log of places does not tell who is there.
func verified(t *testing.T, st *store.Store) {
	t.Helper()
	found, err := place.New(st, func([]string) {}, time.Now).Verify(t.Context(), func(f place.Fault) { t.Error(f) }, func(place.Verified) {})
	if err != nil || found.Shifts == 0 || found.Unnamed > 0 {
		t.Errorf("%+v, %v", found, err)
	}
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
