package places

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/pgtest"
)

// Histories of people who sign up, give up and look, of organizers who resize, and of
// servers, databases and networks that fail, can be explained by some order of what
// was done (a place goes to the head of the queue in the moment it is freed), and
// leave nothing wrong in the database.
func TestF3_HistoriesAreLinearizable(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		linearizable(t, siteOptions{})
	})
	for name, servers := range map[string]int{"postgres": 1, "postgres, two servers": 2} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			linearizable(t, siteOptions{cluster: pgtest.Private(t), servers: servers, ways: true})
		})
	}
}

// roundFor is how long one history is; in the long variant there are many.
const roundFor = 10 * time.Second

func linearizable(t *testing.T, o siteOptions) {
	for end := time.Now().Add(lasting(0, 10*time.Minute)); ; {
		t.Run("round", func(t *testing.T) { round(t, o) })
		if t.Failed() || !time.Now().Before(end) {
			return
		}
	}
}

// round is one history: six shifts of different capacity, twelve people on each, each
// of the people on two.
func round(t *testing.T, o siteOptions) {
	o.environ = append(o.environ, "REQUEST_TIMEOUT=3s")
	s := newScene(t, o, 36, 1, 2, 3, 4, 5, 6)
	h, keys, codes := newHistory(s.capacity), &atomic.Int64{}, &tally{}
	until := time.Now().Add(roundFor)
	var all sync.WaitGroup
	walk := func(client int, token string, step func(w *walker)) {
		w := &walker{scene: s, history: h, client: client, token: token, person: client, keys: keys, codes: codes, known: map[int]own{}}
		all.Go(func() {
			for time.Now().Before(until) && !t.Failed() {
				step(w)
				pause(5, 60)
			}
		})
	}
	for i, token := range s.people {
		on := [2]int{i % 6, (i + 1 + i/6) % 6}
		walk(i, token, func(w *walker) { w.volunteer(on[rand.IntN(2)]) })
	}
	for i := range 2 {
		walk(len(s.people)+i, s.organizer, func(w *walker) {
			w.resize(rand.IntN(len(s.shifts)), 1+rand.IntN(7))
			pause(50, 100)
		})
	}
	faults := s.torment(until)
	all.Wait()
	// When all is well again everybody looks once more: what was acknowledged is there.
	for i, token := range s.people {
		w := &walker{scene: s, history: h, client: i, token: token, person: i, keys: keys, codes: codes, known: map[int]own{}}
		for shift := range s.shifts {
			w.look(shift)
		}
	}
	t.Logf("%d faults; requests that failed: %v", faults, codes.n)
	h.check(t, s.seqs())
	s.audit()
	s.none("who was promoted past somebody", fairly)
}
