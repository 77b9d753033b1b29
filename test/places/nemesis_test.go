package places

import (
	"math/rand/v2"
	"sync"
	"time"
)

// mischief is something bad that happens to a site and is over when it returns.
type mischief struct {
	name string
	do   func(s *site)
}

// mischiefs are those that a site can meet.
func (s *site) mischiefs() []mischief {
	all := []mischief{{"a server is killed", func(s *site) {
		n := rand.IntN(len(s.servers))
		s.kill(n)
		pause(50, 200)
		s.start(n)
	}}}
	if len(s.servers) > 1 {
		all = append(all, mischief{"all servers are killed", func(s *site) {
			var both sync.WaitGroup
			for n := range s.servers {
				s.kill(n)
				both.Go(func() { s.start(n) })
			}
			both.Wait()
		}})
	}
	if len(s.ways) > 0 {
		way := func() *network { return s.ways[rand.IntN(len(s.ways))] }
		all = append(
			all,
			mischief{"a way to the database is cut", func(*site) { w := way(); w.cut(); pause(100, 500); w.heal() }},
			mischief{"a way to the database is slow", func(*site) { w := way(); w.slow(60); pause(500, 1000); w.heal() }},
			mischief{"a way to the database swallows", func(*site) { w := way(); w.swallow(); pause(300, 800); w.heal() }},
			mischief{"the answer to a commit is lost", func(*site) {
				w := way()
				w.add("commit", toServer, map[string]any{"cut": true})
				pause(50, 150)
				w.heal()
			}},
		)
	}
	if s.cluster != nil && len(s.ways) > 0 { // one of its own
		all = append(all, mischief{"the database stops at once", func(s *site) {
			if err := s.cluster.StopImmediate(); err != nil {
				s.t.Error(err)
			}
			pause(50, 300)
			if err := s.cluster.StartAgain(); err != nil {
				s.t.Error(err)
			}
		}})
	}
	return all
}

// torment does each mischief in turn, in an order by chance, until the end. It returns
// how often it did something.
func (s *site) torment(until time.Time) int {
	n := 0
	for all := s.mischiefs(); time.Now().Before(until); {
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, m := range all {
			pause(200, 600)
			if !time.Now().Before(until) {
				break
			}
			m.do(s)
			n++
		}
	}
	return n
}

// pause waits for a random number of milliseconds.
func pause(least, most int) {
	time.Sleep(time.Duration(least+rand.IntN(most-least)) * time.Millisecond)
}
