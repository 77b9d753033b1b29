package places

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// With a small limit of memory and one processor a server holds thousands who follow and
// hundreds who ask, and stays within it; whoever comes beyond its limits is refused with a
// code and breaks nothing.
func TestG10_LittleMemory(t *testing.T) {
	t.Parallel()
	many := 500
	if long() {
		many = 3000
	}
	s := newScene(t, siteOptions{environ: []string{"GOMEMLIMIT=200MiB", "GOMAXPROCS=1", fmt.Sprintf("SOCKETS_PER_ADDRESS=%d", many)}}, 0, 100)
	event := s.eventOf(0)
	watchers := make([]*watcher, many)
	for i := range watchers {
		w, err := s.watch(0, event)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(w.close)
		watchers[i] = w
	}
	for range 20 { // too many
		w, err := s.watch(0, event)
		if err == nil { // it has said what it wants before it was told
			err = w.until(seenWithin, func(state) bool { return false })
			w.close()
		}
		var closed *websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != 4441 {
			t.Errorf("one too many: %v", err)
		}
	}
	end := time.Now().Add(lasting(5*time.Second, time.Minute))
	var asking sync.WaitGroup
	most := 0.0
	for range 16 {
		asking.Go(func() {
			for time.Now().Before(end) {
				a, err := s.askOf(0, "", `{ events(first: 100) { edges { node { id title organization { id name } shifts { id title capacity live { version available } } } } } }`, nil)
				if err != nil || len(a.Errors) > 0 {
					t.Errorf("%v %s", err, body(a))
					return
				}
			}
		})
	}
	for i := 0; time.Now().Before(end); i++ {
		s.resize(0, 10+i%50)
		if i%10 == 0 {
			most = max(most, s.metric(0, "process_resident_memory_bytes"))
		}
	}
	asking.Wait()
	for _, w := range watchers {
		s.settles(w)
	}
	t.Logf("%d follow, 16 ask: %.0f MB at most", many, most/(1<<20))
	if most > 256<<20 {
		t.Errorf("%.0f MB", most/(1<<20))
	}
}
