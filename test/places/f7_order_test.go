package places

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/lib/pq"
)

// Somebody on the bus says everything again, in any order, also long after: no watcher
// is told a version twice, or an older one after a newer one, and all get the last.
func TestF7_TheBusShufflesAndDuplicates(t *testing.T) {
	t.Parallel()
	s := twoServers(t, 0)
	echo := s.echo()
	watchers := []*watcher{s.follow(0), s.follow(1), s.follow(0), s.follow(1)}
	for i := range 150 {
		s.resize(i%2, 10+i)
		if i%10 == 0 {
			pause(1, 40)
		}
	}
	for _, w := range watchers {
		s.settles(w)
	}
	if said := echo(); said < 100 {
		t.Errorf("only %d messages were said again", said)
	}
	for _, w := range watchers {
		s.settles(w)
	}
}

// echo says what it hears again, shuffled, each several times, until its end, which
// returns how often it did.
func (s *scene) echo() func() int {
	s.t.Helper()
	listener := pq.NewListener(s.url, 50*time.Millisecond, time.Second, nil)
	if err := listener.Listen("erikti"); err != nil {
		s.t.Fatal(err)
	}
	over := make(chan struct{})
	var done sync.WaitGroup
	said := 0
	done.Go(func() {
		var heard []string
		for {
			select {
			case <-over:
				return
			case n := <-listener.Notify:
				if n != nil {
					// As if from somebody else, so that all take it.
					heard = append(heard, "echo"+n.Extra)
				}
			}
			if len(heard) > 500 { // its own words come back to it
				heard = heard[400:]
			}
			if said < 3000 {
				for range 3 {
					if len(heard) > 0 {
						s.notify(heard[rand.IntN(len(heard))])
						said++
					}
				}
			}
		}
	})
	return func() int {
		close(over)
		done.Wait()
		_ = listener.Close()
		return said
	}
}

func (s *site) notify(message string) {
	if _, err := s.db.Exec(`SELECT pg_notify('erikti', $1)`, message); err != nil {
		s.t.Error(err)
	}
}
