package places

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	natsserver "github.com/nats-io/nats-server/v2/server"

	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// What the servers of a test tell each other by.
const (
	noBus = "BUS_URL=memory" // by nothing: the sweep alone
	byPG  = "BUS_URL="
)

// byNATS starts a NATS server and returns the option that names it.
func byNATS(t *testing.T) string { return "BUS_URL=" + startNATS(t) }

func startNATS(t *testing.T) string {
	t.Helper()
	s, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, NoLog: true, NoSigs: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(s.Shutdown)
	if !s.ReadyForConnections(seenWithin) {
		t.Fatal("the NATS server does not start")
	}
	return s.ClientURL()
}

// twoServers is a scene with two servers on one PostgreSQL.
func twoServers(t *testing.T, people int, environ ...string) *scene {
	t.Helper()
	return newScene(t, siteOptions{cluster: pgtest.Shared(t), servers: 2, environ: environ}, people, 1000)
}

// resize changes the capacity of the first shift through a server.
func (s *scene) resize(n, capacity int) {
	s.t.Helper()
	a, err := s.askOf(n, s.organizer, updateShift, apptest.Input("shiftId", s.shifts[0], "capacity", capacity))
	if err != nil || a.Text("updateShift", "shift", "id") == "" {
		s.t.Fatalf("%v %s", err, body(a))
	}
}

// follow watches the first event at a server, and waits for its first state.
func (s *scene) follow(n int) *watcher {
	s.t.Helper()
	w, err := s.watch(n, s.eventOf(0))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(w.close)
	if err := w.until(seenWithin, func(state) bool { return true }); err != nil {
		s.t.Fatal(err)
	}
	return w
}

// seen waits until a watcher has more states than before, and returns how long it took.
func (s *scene) seen(w *watcher, before int) time.Duration {
	s.t.Helper()
	began := time.Now()
	for {
		if _, n := w.last(); n > before {
			return time.Since(began)
		}
		if time.Since(began) > seenWithin {
			s.t.Fatalf("not seen in %s", seenWithin)
		}
		time.Sleep(200 * time.Microsecond)
	}
}

// delays are how long things took.
type delays []time.Duration

func (d delays) String() string {
	slices.Sort(d)
	at := func(q float64) time.Duration { return d[int(q*float64(len(d)-1))].Round(100 * time.Microsecond) }
	return fmt.Sprintf("%d: p50 %s, p99 %s, longest %s", len(d), at(0.5), at(0.99), at(1))
}

// A change made on one server is seen by who watches at the other one, by each bus, and
// by the sweep alone.
func TestServersSeeEachOthersChanges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		changes int
		bus     func(*testing.T) string
	}{
		{"postgres", 200, func(*testing.T) string { return byPG }},
		{"nats", 200, byNATS},
		{"sweep alone", 12, func(*testing.T) string { return noBus }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			by := c.bus(t)
			s := twoServers(t, 0, by)
			w := s.follow(1)
			var all delays
			for i := range c.changes {
				_, before := w.last()
				s.resize(0, 10+i)
				all = append(all, s.seen(w, before))
				time.Sleep(time.Duration(i*37%50) * time.Millisecond)
			}
			if w.backwards() {
				t.Error("an older version after a newer one, or the same twice")
			}
			if by != noBus {
				s.heardByBus(1, c.changes/2)
			}
			t.Logf("from the answer to the state at the other server: %s", all)
		})
	}
}

// restarts says whether a connection ended with the advice to come again.
func restarts(err error) bool { return websocket.IsCloseError(err, websocket.CloseServiceRestart) }

// Many watch at one server what is changed through the other one: all have the last
// state.
func TestManyWatchAtTheOtherServer(t *testing.T) {
	t.Parallel()
	for name, bus := range map[string]func(*testing.T) string{"postgres": func(*testing.T) string { return byPG }, "nats": byNATS} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := twoServers(t, 0, bus(t))
			all := s.spread(many(), []int{1})
			s.heardByBus(1, 25) // of 50 changes
			t.Logf("from the answer to the last of %d sockets at the other server: %s", many(), all)
		})
	}
}

// Many watch at one, two and three servers, as a balancer spreads them, what is changed
// through the first: all have the last state.
func TestManyWatchAtAllServers(t *testing.T) {
	for servers := 1; servers <= 3; servers++ {
		t.Run(fmt.Sprint(servers), func(t *testing.T) {
			s := newScene(t, siteOptions{cluster: pgtest.Shared(t), servers: servers, environ: []string{byPG, "SOCKETS_PER_ADDRESS=0"}}, 0, 1000)
			at := make([]int, servers)
			for i := range at {
				at[i] = i
			}
			all := s.spread(many(), at)
			t.Logf("%d servers: from the answer of one to the last of %d sockets: %s", servers, many(), all)
		})
	}
}

// many is how many watch one event.
func many() int {
	if long() {
		return 1000
	}
	return 200
}

// spread lets so many watch at servers in turn, makes changes through the first server,
// each after the last has the one before, and returns how long the last waited for each.
func (s *scene) spread(many int, at []int) (all delays) {
	s.t.Helper()
	watchers := make([]*watcher, many)
	for i := range watchers {
		watchers[i] = s.follow(at[i%len(at)])
	}
	for i := range 50 {
		s.resize(0, 10+i)
		began := time.Now()
		version := s.version() // as fast as the first can have it
		for _, w := range watchers {
			if err := w.until(seenWithin, func(now state) bool { return now.version >= version }); err != nil {
				s.t.Fatal(err)
			}
		}
		all = append(all, time.Since(began))
		time.Sleep(20 * time.Millisecond)
	}
	for _, w := range watchers {
		s.settles(w)
	}
	return all
}
