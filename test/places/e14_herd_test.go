package places

import (
	"bufio"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// metric reads a figure of a server, 0 when it has none.
func (s *site) metric(n int, name string) float64 {
	s.t.Helper()
	r, err := http.Get(s.servers[n].now().URL + "/metrics")
	if err != nil {
		s.t.Fatal(err)
	}
	defer r.Body.Close() //nolint:errcheck // only read
	for lines := bufio.NewScanner(r.Body); lines.Scan(); {
		if written, found := strings.CutPrefix(lines.Text(), name+" "); found {
			value, _ := strconv.ParseFloat(written, 64)
			return value
		}
	}
	return 0
}

// heardByBus fails the test when a server has not heard so much of the others by the bus: what
// was seen there, the sweep found.
func (s *site) heardByBus(n, least int) {
	s.t.Helper()
	if heard := s.metric(n, "erikti_bus_received_total"); heard < float64(least) {
		s.t.Errorf("server %d heard %v messages by the bus, want %d at least", n, heard, least)
	}
}

// A server is replaced under thousands who follow one event. They are told to come again,
// spread over a moment, wait as clients do, some random time more, and come: all have the
// state, which was executed once, and the server has time left meanwhile.
func TestE14_AHerdComesBack(t *testing.T) {
	t.Parallel()
	many, jitter := 1000, 2*time.Second
	if long() {
		many, jitter = 5000, 5*time.Second
	}
	s := newScene(t, siteOptions{environ: []string{"SOCKETS_PER_ADDRESS=0"}}, 0, 100)
	event := s.eventOf(0)
	come := func(many int, after func() time.Duration) (all []*watcher) {
		var mu sync.Mutex
		var coming sync.WaitGroup
		var failed atomic.Int64
		for range many {
			coming.Go(func() {
				time.Sleep(after())
				w, err := s.watch(0, event)
				if err == nil {
					err = w.until(seenWithin, func(state) bool { return true })
				}
				if err != nil {
					failed.Add(1)
					return
				}
				mu.Lock()
				all = append(all, w)
				mu.Unlock()
			})
		}
		coming.Wait()
		if failed.Load() > 0 {
			t.Errorf("%d of %d have no state", failed.Load(), many)
		}
		return all
	}
	spread := func() time.Duration { return rand.N(jitter) }
	first := come(many, spread)
	stopped := make(chan struct{})
	go func() { s.servers[0].now().Stop(); close(stopped) }()
	again := 0
	for _, w := range first {
		_ = w.until(seenWithin, func(state) bool { return false }) // its end
		w.mu.Lock()
		if w.ended != nil && restarts(w.ended) {
			again++
		}
		w.mu.Unlock()
		w.close()
	}
	<-stopped
	if again != len(first) {
		t.Errorf("%d of %d were told to come again", again, len(first))
	}
	s.start(0)
	used, began := s.metric(0, "process_cpu_seconds_total"), time.Now()
	second := come(many, spread)
	took := time.Since(began)
	used = s.metric(0, "process_cpu_seconds_total") - used
	if executed := s.metric(0, "erikti_live_executions_total"); executed != 1 {
		t.Errorf("the state was executed %v times for %d", executed, many)
	}
	if members := s.metric(0, "erikti_live_members"); int(members) != many {
		t.Errorf("%v follow", members)
	}
	t.Logf("%d came back in %s, for %.2f s of CPU time", len(second), took.Round(time.Millisecond), used)
	if used > 0.7*took.Seconds() {
		t.Errorf("the server worked %.2f of %.2f s", used, took.Seconds())
	}
	s.resize(0, 77)
	for _, w := range second {
		s.settles(w)
		w.close()
	}
}
