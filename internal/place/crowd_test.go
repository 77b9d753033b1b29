package place_test

import (
	"sync"
	"testing"

	"erikti/internal/place"
)

// Two hundred people want ten places at once: ten get one, the others wait in the
// order in which they came to the lock (invariants 1, 2, 3, 4).
func TestACrowdAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		const people, places = 200, 10
		where := w.shift(t, spec{capacity: places})
		crowd := w.crowd(t, people)
		stop := w.watch(t)
		outcomes := make([]place.SignUpOutcome, people)
		errs := make([]error, people)
		var all sync.WaitGroup
		for i, who := range crowd {
			all.Go(func() { outcomes[i], errs[i] = w.signUp(who, where) })
		}
		all.Wait()
		stop()
		confirmed, waiting := 0, 0
		for i, out := range outcomes {
			done(t, errs[i])
			switch {
			case out.SignupID != "" && out.EntryID == "":
				confirmed++
				if !w.has(t, crowd[i], where) {
					t.Error("somebody was answered a place and has none")
				}
			case out.EntryID != "" && out.SignupID == "":
				waiting++
			default:
				t.Errorf("neither a place nor a position, or both: %+v", out)
			}
		}
		if confirmed != places || waiting != people-places {
			t.Errorf("%d have a place and %d wait, want %d and %d", confirmed, waiting, places, people-places)
		}
		if s := w.row(t, where); s.Confirmed != places || s.Waitlisted != people-places {
			t.Errorf("the counters are %d and %d", s.Confirmed, s.Waitlisted)
		}
		for i, e := range w.queue(t, where) {
			if e.Seq != int64(i+1) {
				t.Fatalf("the %d. in the queue has the number %d", i+1, e.Seq)
			}
		}
		w.check(t)
	})
}

// One person asks twenty times at once: one answer is a place, the others are
// ALREADY_SIGNED_UP (invariant 3).
func TestOnePersonManyTimesAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		for _, full := range []bool{false, true} {
			where := w.shift(t, spec{})
			if full {
				w.take(t, w.people(t, 1)[0], where)
			}
			who := w.people(t, 1)[0]
			codes := make([]string, 20)
			var all sync.WaitGroup
			for i := range codes {
				all.Go(func() {
					_, err := w.signUp(who, where)
					codes[i] = string(code(err))
				})
			}
			all.Wait()
			count := map[string]int{}
			for _, c := range codes {
				count[c]++
			}
			if count[""] != 1 || count["ALREADY_SIGNED_UP"] != len(codes)-1 {
				t.Errorf("full: %v: got %v", full, count)
			}
		}
		w.check(t)
	})
}
