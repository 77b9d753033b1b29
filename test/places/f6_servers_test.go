package places

import (
	"sync"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// hold makes a server change something and not hear that the database has committed
// it. It returns when that is so; the function that it returns waits for the call's end.
func (s *scene) hold(n int, call func(), committed func() bool) (ended func()) {
	s.t.Helper()
	was := heldAnswers()
	s.ways[n].add("commit", toServer, map[string]any{"cut": false})
	var calls sync.WaitGroup
	calls.Go(call)
	for began := time.Now(); heldAnswers() == was || !committed(); time.Sleep(time.Millisecond) {
		if time.Since(began) > seenWithin {
			s.t.Fatal("nothing is committed")
		}
	}
	return calls.Wait
}

// A server is killed when the database has committed a change and nobody was told: who
// watches at the other one sees it all the same.
func TestF6_KilledBetweenCommitAndPublishSeenAtTheOtherServer(t *testing.T) {
	t.Parallel()
	const kills = 4
	s := newScene(t, siteOptions{cluster: pgtest.Shared(t), servers: 2, ways: true}, kills, 2)
	w := s.follow(1)
	var all delays
	for n, token := range s.people {
		_, before := w.last()
		ended := s.hold(0, func() {
			_, _ = s.askOf(0, token, signUpForShift, apptest.Input("shiftId", s.shifts[0]))
		}, func() bool {
			return s.count(`SELECT count(*) FROM signups`)+s.count(`SELECT count(*) FROM waitlist_entries`) == n+1
		})
		s.kill(0)
		began := time.Now()
		ended()
		s.seen(w, before)
		all = append(all, time.Since(began))
		s.ways[0].renew()
		s.start(0)
	}
	s.settles(w)
	t.Logf("seen at the other server after the kill: %s", all)
	s.audit()
}

// The database has committed, and the server that did not hear of it lives on: who
// watches there sees the change all the same.
func TestF6_TheAnswerToACommitIsLostAndWatchersSeeIt(t *testing.T) {
	t.Parallel()
	s := newScene(t, siteOptions{cluster: pgtest.Shared(t), servers: 2, ways: true}, 1, 2)
	here, there := s.follow(0), s.follow(1)
	s.ways[0].add("commit", toServer, map[string]any{"cut": true})
	a, err := s.askOf(0, s.people[0], signUpForShift, apptest.Input("shiftId", s.shifts[0]))
	s.ways[0].heal()
	if err != nil || a.Code() != "TRY_AGAIN" || s.count(`SELECT count(*) FROM signups`) != 1 {
		t.Fatalf("%v %s", err, body(a))
	}
	for _, w := range []*watcher{here, there} {
		if err := w.until(seenWithin, func(now state) bool { return now.confirmed == 1 }); err != nil {
			t.Error(err)
		}
		s.settles(w)
	}
}

// Somebody gives a place up and waits elsewhere at the same time, where a place is
// free: they get it, also when the server is killed right after the commit, or lives and
// has lost the answer to it.
func TestF6_TimeBecomesFreeAndTheServerIsKilled(t *testing.T) {
	t.Parallel()
	for name, killed := range map[string]bool{"killed": true, "lost": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := crowdedScene(t, siteOptions{cluster: pgtest.Shared(t), ways: true}, 2, 1, 1)
			got := func(p, shift int) string {
				a, err := s.ask(s.people[p], signUpForShift, apptest.Input("shiftId", s.shifts[shift]))
				if err != nil || refusal(a, "signUpForShift") != "" {
					t.Fatalf("%v %s", err, body(a))
				}
				return a.Text("signUpForShift", "signup", "id")
			}
			other := got(1, 1)
			got(0, 1) // waits there
			mine := got(0, 0)
			// A place is free there, and the one who waits has no time.
			if a, err := s.ask(s.people[1], cancelSignup, apptest.Input("signupId", other)); err != nil || refusal(a, "cancelSignup") != "" {
				t.Fatalf("%v %s", err, body(a))
			}
			ended := s.hold(0, func() { _, _ = s.ask(s.people[0], cancelSignup, apptest.Input("signupId", mine)) },
				func() bool { return s.count(`SELECT count(*) FROM signups WHERE state = 'CANCELLED'`) == 2 })
			if killed {
				s.kill(0)
				ended()
				s.ways[0].renew()
				s.start(0)
			} else {
				s.ways[0].renew()
				ended()
			}
			for began := time.Now(); s.count(`SELECT count(*) FROM signups WHERE state = 'CONFIRMED'`) != 1; time.Sleep(10 * time.Millisecond) {
				if time.Since(began) > seenWithin {
					t.Fatal("they wait, and a place is free")
				}
			}
			s.audit()
		})
	}
}
