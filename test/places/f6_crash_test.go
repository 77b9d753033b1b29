package places

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// seenWithin is how long a subscriber may wait for a state; what the product promises
// is in the log of the test.
const seenWithin = 20 * time.Second

// The server is killed when the database has committed a sign-up and the server does
// not know: who subscribes again after the restart has the state with their first
// message.
func TestF6_KilledBetweenCommitAndPublish(t *testing.T) {
	t.Parallel()
	s := newScene(t, siteOptions{cluster: pgtest.Shared(t), ways: true}, 3, 2)
	event := s.eventOf(0)
	for n, token := range s.people {
		w, err := s.watch(0, event)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.until(seenWithin, func(state) bool { return true }); err != nil {
			t.Fatal(err)
		}
		before, _ := w.last()
		was := heldAnswers()
		s.ways[0].add("commit", toServer, map[string]any{"cut": false})
		in := apptest.Input("shiftId", s.shifts[0], "idempotencyKey", "k")
		var call sync.WaitGroup
		call.Go(func() {
			if a, err := s.ask(token, signUpForShift, in); err == nil {
				t.Errorf("an answer came: %s", a.Body)
			}
		})
		rows := func() int {
			return s.count(`SELECT count(*) FROM signups`) + s.count(`SELECT count(*) FROM waitlist_entries`)
		}
		for began := time.Now(); rows() == n || heldAnswers() == was; time.Sleep(time.Millisecond) {
			if time.Since(began) > seenWithin {
				t.Fatal("the sign-up is not committed")
			}
		}
		if last, _ := w.last(); last != before {
			t.Error("published before the answer to the commit: the kill comes too late")
		}
		s.kill(0)
		call.Wait()
		w.close()
		s.ways[0].heal()
		s.start(0)

		began := time.Now()
		if w, err = s.watch(0, event); err != nil {
			t.Fatal(err)
		}
		if err := w.until(seenWithin, func(now state) bool { return now.confirmed+now.waitlisted == n+1 }); err != nil {
			t.Error(err)
		}
		if last, messages := w.last(); messages != 1 || last.version <= before.version {
			t.Errorf("%+v with the message number %d, before the kill %+v", last, messages, before)
		}
		t.Logf("seen %s after the restart", time.Since(began).Round(time.Millisecond))
		if a, err := s.ask(token, signUpForShift, in); err != nil || refusal(a, "signUpForShift") != "" || rows() != n+1 {
			t.Errorf("the same key: %v %s", err, body(a))
		}
		w.close()
	}
	s.audit()
}

// Kills at any moment of a sign-up: each subscriber who comes back has what the
// database has, and no version goes back.
func TestF6_KillsUnderSubscribers(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		o.servers = 1
		kills := 5
		if long() {
			kills = 100
		}
		s := newScene(t, o, 8, 3)
		event := s.eventOf(0)
		newest := 0
		var slowest time.Duration
		for round := range kills {
			var watchers []*watcher
			began := time.Now()
			for range 3 {
				w, err := s.watch(0, event)
				if err != nil {
					t.Fatal(err)
				}
				watchers = append(watchers, w)
			}
			there := state{
				confirmed:  s.count(`SELECT count(*) FROM signups WHERE state = 'CONFIRMED'`),
				waitlisted: s.count(`SELECT count(*) FROM waitlist_entries WHERE state = 'WAITING'`),
			}
			for _, w := range watchers {
				if err := w.until(seenWithin, func(now state) bool {
					return now.confirmed == there.confirmed && now.waitlisted == there.waitlisted
				}); err != nil {
					t.Fatalf("after %d kills the database has %+v: %v", round, there, err)
				}
				if last, _ := w.last(); last.version < newest {
					t.Errorf("version %d after %d", last.version, newest)
				}
			}
			slowest = max(slowest, time.Since(began))
			var calls sync.WaitGroup
			for p, token := range s.people {
				calls.Go(func() {
					for n := range 20 {
						a, err := s.ask(token, signUpForShift, apptest.Input("shiftId", s.shifts[0], "idempotencyKey", fmt.Sprint(round, " ", p, " ", n)))
						if err != nil {
							return // killed
						}
						if id := a.Text("signUpForShift", "signup", "id"); id != "" {
							if _, err := s.ask(token, cancelSignup, apptest.Input("signupId", id)); err != nil {
								return
							}
						}
					}
				})
			}
			pause(10, 60)
			s.kill(0)
			calls.Wait()
			for _, w := range watchers {
				last, _ := w.last()
				newest = max(newest, last.version)
				if w.backwards() {
					t.Error("a version was followed by one that is no newer")
				}
				w.close()
			}
			s.start(0)
		}
		t.Logf("%d kills, the state is seen at most %s after a restart", kills, slowest.Round(time.Millisecond))
		s.audit()
	})
}
