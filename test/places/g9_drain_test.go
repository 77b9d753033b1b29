package places

import (
	"sync/atomic"
	"testing"
	"time"
)

// drainsWithin is how long a server may take to end when it is asked to.
const drainsWithin = 15 * time.Second

// A server that is asked to end while people follow, change and wait does so in time,
// tells all who follow to come again, and loses nothing that it has acknowledged; one that
// is killed neither.
func TestG9_ServersThatEnd(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*site){
		"SIGTERM": func(s *site) { s.servers[0].now().Stop() },
		"SIGKILL": func(s *site) { s.kill(0) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t, siteOptions{}, 0, 1000)
			watchers := make([]*watcher, 100)
			for i := range watchers {
				watchers[i] = s.follow(0)
			}
			s.resize(0, 10)
			var acknowledged atomic.Int64
			over, done := make(chan struct{}), make(chan struct{})
			go func() {
				defer close(done)
				for i := 11; ; i++ {
					select {
					case <-over:
						return
					default:
					}
					a, err := s.askOf(0, s.organizer, updateShift, map[string]any{"in": map[string]any{"shiftId": s.shifts[0], "capacity": i}})
					if err != nil || a.Text("updateShift", "shift", "id") == "" {
						return
					}
					acknowledged.Store(int64(i))
				}
			}()
			for waited := time.Now(); acknowledged.Load() <= 12 && time.Since(waited) < seenWithin; {
				time.Sleep(time.Millisecond)
			}
			began := time.Now()
			end(s.site)
			took := time.Since(began)
			close(over)
			<-done
			if n := acknowledged.Load(); n <= 10 {
				t.Errorf("%d: no change was acknowledged before it ended", n)
			}
			if took > drainsWithin {
				t.Errorf("it ended after %s", took)
			}
			told := 0
			for _, w := range watchers {
				_ = w.until(seenWithin, func(state) bool { return false }) // its end
				w.mu.Lock()
				if w.ended != nil && restarts(w.ended) {
					told++
				}
				w.mu.Unlock()
			}
			if name == "SIGTERM" && told != len(watchers) {
				t.Errorf("%d of %d were told to come again", told, len(watchers))
			}
			if capacity := s.count(`SELECT capacity FROM shifts WHERE id = $1`, s.shifts[0]); capacity < int(acknowledged.Load()) {
				t.Errorf("the last that was acknowledged was %d, in the database is %d", acknowledged.Load(), capacity)
			}
			s.start(0)
			s.settles(s.follow(0))
			t.Logf("%s: ended after %s, %d changes", name, took.Round(time.Millisecond), acknowledged.Load()-10)
		})
	}
}
