package places

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

// Who follows an event connects again and again at either of two servers, at any
// moment, while places change through both: no version is older than one that the same
// person has seen, and the last one is the database's.
func TestE12_ReconnectsAtAnyServer(t *testing.T) {
	t.Parallel()
	for name, bus := range map[string]func(*testing.T) string{
		"postgres": func(*testing.T) string { return byPG }, "nats": byNATS, "sweep alone": func(*testing.T) string { return noBus },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reconnects := 40
			if long() {
				reconnects = 1250
			}
			by := bus(t)
			s := twoServers(t, 0, by)
			event := s.eventOf(0)
			over := make(chan struct{})
			var changes, readers sync.WaitGroup
			for n := range s.servers {
				changes.Go(func() {
					for i := 0; ; i++ {
						select {
						case <-over:
							return
						default:
						}
						s.resize(n, 10+i%900)
						pause(2, 40)
					}
				})
			}
			for range 8 {
				readers.Go(func() {
					newest := 0
					for range reconnects {
						w, err := s.watch(rand.IntN(len(s.servers)), event)
						if err != nil {
							t.Error(err)
							return
						}
						if err := w.until(seenWithin, func(state) bool { return true }); err != nil {
							t.Error(err)
						}
						pause(1, 30)
						w.close()
						if w.backwards() {
							t.Error("an older version after a newer one, or the same twice, on one connection")
						}
						w.mu.Lock()
						for _, now := range w.states {
							if now.version < newest {
								t.Errorf("version %d after %d", now.version, newest)
							}
							newest = max(newest, now.version)
						}
						w.mu.Unlock()
					}
				})
			}
			readers.Wait()
			close(over)
			changes.Wait()
			for n := range s.servers {
				s.settles(s.follow(n))
				if by != noBus {
					s.heardByBus(n, 3)
				}
			}
		})
	}
}

// Two servers are replaced one after the other, again and again, while places change:
// who follows is told to come again (1012), and has at last what the database has; no
// version goes back.
func TestE15_RollingRestart(t *testing.T) {
	t.Parallel()
	s := twoServers(t, 0)
	event := s.eventOf(0)
	rounds, followers := 3, 20
	if long() {
		rounds = 30
	}
	over := make(chan struct{})
	var all sync.WaitGroup
	var mu sync.Mutex
	restarted, refused, accepted := 0, 0, 0
	all.Go(func() { // changes, at whichever server takes them
		for i := 0; ; i++ {
			select {
			case <-over:
				return
			default:
			}
			a, err := s.ask(s.organizer, updateShift, map[string]any{"in": map[string]any{"shiftId": s.shifts[0], "capacity": 10 + i%900}})
			mu.Lock()
			if err != nil || a.Text("updateShift", "shift", "id") == "" {
				refused++
			} else {
				accepted++
			}
			mu.Unlock()
			pause(5, 30)
		}
	})
	truth := make(chan int)
	for range followers {
		all.Go(func() {
			newest, last := 0, -1
			for {
				w, err := s.watch(rand.IntN(len(s.servers)), event)
				if err != nil { // that one is away
					pause(5, 50)
					continue
				}
				for done := false; !done; {
					select {
					case last = <-truth:
					case <-time.After(2 * time.Millisecond):
					}
					now, _ := w.last()
					w.mu.Lock()
					ended := w.ended
					w.mu.Unlock()
					if ended != nil {
						if restarts(ended) {
							mu.Lock()
							restarted++
							mu.Unlock()
						}
						done = true
					}
					if last >= 0 && now.version == last {
						w.close()
						return
					}
				}
				if w.backwards() {
					t.Error("an older version after a newer one, or the same twice, on one connection")
				}
				w.mu.Lock()
				for _, now := range w.states {
					if now.version < newest {
						t.Errorf("version %d after %d", now.version, newest)
					}
					newest = max(newest, now.version)
				}
				w.mu.Unlock()
			}
		})
	}
	for range rounds {
		for n := range s.servers {
			pause(200, 500)
			s.servers[n].now().Stop()
			s.tell(s.servers[n].now())
			s.start(n)
			mu.Lock()
			if accepted == 0 {
				t.Error("no change was accepted while a server was away")
			}
			accepted = 0
			mu.Unlock()
		}
	}
	close(over)
	pause(50, 100)
	version := s.version()
	for range followers {
		select {
		case truth <- version:
		case <-time.After(seenWithin):
			t.Fatal("somebody does not follow any more")
		}
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(seenWithin):
		t.Fatalf("not everybody has version %d in %s", version, seenWithin)
	}
	mu.Lock()
	defer mu.Unlock()
	t.Logf("%d servers replaced; %d connections were told to come again, %d changes were refused meanwhile", 2*rounds, restarted, refused)
	if restarted == 0 {
		t.Error("nobody was told to come again")
	}
}
