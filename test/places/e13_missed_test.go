package places

import (
	"testing"
	"time"

	"erikti/internal/pgtest"
)

// A server misses what the others say: it notices by itself, and who watches there gets
// the newest state, never an older one after it.
func TestG3_NotificationsAreLost(t *testing.T) {
	t.Parallel()
	t.Run("the listener's connection ends again and again", func(t *testing.T) {
		t.Parallel()
		s := twoServers(t, 0)
		w := s.follow(1)
		var all delays
		for i := range 20 {
			_, before := w.last()
			// Every server has one, unless it was ended just now and is on its way back.
			for began := time.Now(); s.count(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
				WHERE datname = current_database() AND application_name = 'erikti listener'`) == 0; {
				if time.Since(began) > seenWithin {
					t.Fatal("no listener comes back")
				}
			}
			s.resize(0, 10+i)
			all = append(all, s.seen(w, before))
		}
		s.settles(w)
		t.Logf("seen at the other server after %s", all)
	})
	for name, cut := range map[string]func(*network){"is cut": (*network).cut, "swallows": (*network).swallow} {
		t.Run("the way to the bus "+name, func(t *testing.T) {
			t.Parallel()
			way := newNetwork(t, startNATS(t))
			s := twoServers(t, 0, "BUS_URL="+way.url)
			w := s.follow(1)
			var all delays
			for i := range 9 {
				if i%3 == 0 {
					cut(way)
				}
				_, before := w.last()
				s.resize(0, 10+i)
				all = append(all, s.seen(w, before))
				if i%3 == 2 {
					way.heal()
				}
			}
			s.settles(w)
			t.Logf("seen at the other server after %s", all)
		})
	}
}

// settles checks what a watcher was told: never backwards, and at last the truth.
func (s *scene) settles(w *watcher) {
	s.t.Helper()
	if err := w.until(seenWithin, func(now state) bool { return now.version == s.version() }); err != nil {
		s.t.Error(err)
	}
	if w.backwards() {
		s.t.Error("an older version after a newer one, or the same twice")
	}
}

// version is that of the first event in the database.
func (s *scene) version() int {
	return s.count(`SELECT e.version + sum(s.version) FROM events e JOIN shifts s ON s.event_id = e.id WHERE e.id = $1 GROUP BY e.version`, s.eventOf(0))
}

// One server's network to the database is cut and slow while the other one changes
// places: it says so to who asks it, and when it is back who watches there has the
// newest state; nobody is told an older one.
func TestE13_AServersWayToTheDatabaseIsBad(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(*network){
		"cut": (*network).cut, "swallows": (*network).swallow, "slow": func(n *network) { n.slow(300) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t, siteOptions{cluster: pgtest.Shared(t), servers: 2, ways: true, environ: []string{"REQUEST_TIMEOUT=2s"}}, 0, 1000)
			here, there := s.follow(0), s.follow(1)
			var all delays
			for i := range 3 {
				harm(s.ways[1])
				for j := range 3 {
					s.resize(0, 10+3*i+j)
					pause(100, 400)
				}
				s.ways[1].heal()
				began := time.Now()
				if err := there.until(seenWithin, func(now state) bool { return now.version == s.version() }); err != nil {
					t.Error(err)
				}
				all = append(all, time.Since(began))
			}
			s.settles(here)
			s.settles(there)
			t.Logf("the newest state after the way was good again: %s", all)
		})
	}
}
