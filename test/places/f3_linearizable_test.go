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

// roundFor is how long one shift is used, and mostRounds how many of them the long
// history has at most.
const (
	roundFor   = 10 * time.Second
	mostRounds = 60
)

// capacities are those of the six shifts of a round.
var capacities = []int{1, 2, 3, 4, 5, 6}

// linearizable is one history of a site: of 10 seconds, in the long variant of 10
// minutes. Places on one shift say nothing of those on another, so a history is checked
// shift by shift; none is used for longer than a checker can try the orders of what was
// done on it. The servers, their database and the people stay the same throughout.
func linearizable(t *testing.T, o siteOptions) {
	rounds := 1
	if long() {
		rounds = mostRounds
	}
	o.environ = append(o.environ, "REQUEST_TIMEOUT=3s")
	var capacity []int
	for range rounds {
		capacity = append(capacity, capacities...)
	}
	s, checked, began := newScene(t, o, 36, capacity...), 0, time.Now()
	for n := range rounds {
		part := *s
		part.shifts, part.capacity = s.shifts[n*len(capacities):(n+1)*len(capacities)], capacities
		if checked += part.round(t); t.Failed() {
			return
		}
		if time.Since(began) > lasting(0, 10*time.Minute) {
			break
		}
	}
	s.audit()
	s.none("who was promoted past somebody", fairly)
	t.Logf("%d operations in %s", checked, time.Since(began).Round(time.Second))
}

// round is what is done on six shifts of different capacity, by twelve people on each,
// each of the people on two; it returns how many operations were checked.
func (s *scene) round(t *testing.T) int {
	h, keys, codes := newHistory(s.capacity), &atomic.Int64{}, &tally{}
	until := time.Now().Add(roundFor)
	var all sync.WaitGroup
	walk := func(client int, token string, step func(w *walker)) {
		w := &walker{scene: s, history: h, client: client, token: token, person: client, keys: keys, codes: codes, run: s.shifts[0] + " ", known: map[int]own{}}
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
	return len(h.operations)
}
