package places

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// People sign up with keys and ask again until they are answered, while the server is
// killed again and again: what was acknowledged is there at the end, and the same key
// still gets the same answer, from whichever server.
func TestF2_NothingAcknowledgedIsLostOverKills(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		kills := 20
		if long() {
			kills = 200
		}
		capacity := make([]int, 2*kills+10)
		for i := range capacity {
			capacity[i] = 12
		}
		s := newScene(t, o, 24, capacity...)
		type done struct{ person, shift int }
		answers := map[done]string{} // a sign-up's or an entry's id
		var mu sync.Mutex
		var killed atomic.Bool
		var lost atomic.Int64 // calls without an answer
		ask := func(d done, n int) (string, bool) {
			a, err := s.askOf(n, s.people[d.person], signUpForShift,
				apptest.Input("shiftId", s.shifts[d.shift], "idempotencyKey", fmt.Sprint("kill ", d.shift)))
			if err != nil || a.Code() == "TRY_AGAIN" {
				return "", false
			}
			id := a.Text("signUpForShift", "signup", "id") + a.Text("signUpForShift", "waitlistEntry", "id")
			if id == "" {
				t.Errorf("signing up: %s", a.Body)
			}
			return id, true
		}
		var all sync.WaitGroup
		for p := range s.people {
			all.Go(func() {
				for _, shift := range rand.Perm(len(s.shifts)) {
					d := done{p, shift}
					for !t.Failed() {
						if id, answered := ask(d, rand.IntN(len(s.servers))); answered {
							mu.Lock()
							answers[d] = id
							mu.Unlock()
							break
						}
						lost.Add(1)
						pause(50, 150)
					}
					if killed.Load() || t.Failed() {
						return
					}
					pause(5, 50)
				}
			})
		}
		for range kills {
			n := rand.IntN(len(s.servers))
			pause(20, 150)
			s.kill(n)
			s.start(n)
		}
		killed.Store(true)
		all.Wait()
		t.Logf("%d kills, %d sign-ups acknowledged, %d calls without an answer", kills, len(answers), lost.Load())
		if lost.Load() == 0 {
			t.Error("no call was lost: the kills came too late")
		}
		for d, id := range answers {
			if n := s.count(`SELECT (SELECT count(*) FROM signups WHERE id = $1 AND state = 'CONFIRMED') + (SELECT count(*) FROM waitlist_entries WHERE id = $1 AND state = 'WAITING')`, id); n != 1 {
				t.Errorf("%s was acknowledged and is not there", id)
			}
			for n := range s.servers {
				if again, answered := ask(d, n); !answered || again != id {
					t.Errorf("%s was acknowledged, the same key now gets %s", id, again)
				}
			}
		}
		if n := s.count(`SELECT count(*) FROM signups`) + s.count(`SELECT count(*) FROM waitlist_entries`); n != len(answers) {
			t.Errorf("%d places and positions for %d acknowledged", n, len(answers))
		}
		s.audit()
	})
}

// A click that is sent twice at the same moment, to two servers, is one sign-up: with
// a key both get the same answer, without one the second is told that they are there.
func TestF2_DoubleClicks(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		s := newScene(t, o, 20, 4, 4)
		for p := range s.people {
			for shift, key := range []any{"double", nil} {
				ids, refused := make([]string, 2), make([]string, 2)
				var both sync.WaitGroup
				for i := range 2 {
					both.Go(func() {
						a, err := s.askOf(i%len(s.servers), s.people[p], signUpForShift, apptest.Input("shiftId", s.shifts[shift], "idempotencyKey", key))
						if err != nil || len(a.Errors) > 0 {
							t.Errorf("signing up: %v %s", err, body(a))
							return
						}
						ids[i] = a.Text("signUpForShift", "signup", "id") + a.Text("signUpForShift", "waitlistEntry", "id")
						refused[i] = refusal(a, "signUpForShift")
					})
				}
				both.Wait()
				switch {
				case key != nil && (ids[0] == "" || ids[0] != ids[1]):
					t.Errorf("one key, two answers: %v %v", ids, refused)
				case key == nil && ((ids[0] == "") == (ids[1] == "") || refused[0]+refused[1] != "ALREADY_SIGNED_UP"):
					t.Errorf("without a key: %v %v", ids, refused)
				}
			}
		}
		if n := s.count(`SELECT count(*) FROM signups`) + s.count(`SELECT count(*) FROM waitlist_entries`); n != 2*len(s.people) {
			t.Errorf("%d places and positions", n)
		}
		s.audit()
	})
}

// replayFor bounds how often a call is sent again.
const replayFor = time.Minute
