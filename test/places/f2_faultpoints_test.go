package places

import (
	"fmt"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// The connection to the database is cut after each some bytes of a sign-up, in each
// direction: whatever the person was told, the same key sent again makes it once, and
// the answer stays the same.
func TestF2_ReplayAtEveryFaultPoint(t *testing.T) {
	t.Parallel()
	s := newFaultPoints(t)
	for _, direction := range []string{toDatabase, toServer} {
		t.Run(direction, func(t *testing.T) {
			points, made, apart := 0, 0, 127
			if long() {
				apart = 29
			}
			for cut := 1; ; cut += apart {
				if points++; points > 400 {
					t.Fatal("a sign-up has no end")
				}
				s.ways[0].add("limit_data", direction, map[string]any{"bytes": cut})
				passed, there := s.replay(t, s.ways[0].renew)
				if there {
					made++
				}
				if passed {
					break
				}
			}
			t.Logf("%d points; at %d of them nobody was told, though it had been made", points, made)
		})
	}
	s.audit()
}

// The database has committed and its word is lost: the person is not told that nothing
// happened, and the key finds what did.
func TestF2_TheAnswerToACommitIsLost(t *testing.T) {
	t.Parallel()
	s := newFaultPoints(t)
	for range 5 {
		was := heldAnswers()
		s.ways[0].add("commit", toServer, map[string]any{"cut": true})
		if _, there := s.replay(t, s.ways[0].renew); !there || heldAnswers() == was {
			t.Error("the cut did not come between the commit and its answer")
		}
	}
	s.audit()
}

// faultPoints is a server with one connection to its database, and people who sign up
// one after the other.
type faultPoints struct {
	*scene
	next int
}

func newFaultPoints(t *testing.T) *faultPoints {
	s := &faultPoints{scene: newScene(t, siteOptions{
		cluster: pgtest.Shared(t), ways: true, environ: []string{"DATABASE_CONNECTIONS=1", "REQUEST_TIMEOUT=10s"},
	}, 900, 400)}
	s.replay(t, func() {}) // so that statements are prepared
	return s
}

// replay lets the next person sign up, heals the way, and sends the same again until
// it is answered, and once more. It returns whether the first call was answered, and
// whether one that was not had been made all the same.
func (s *faultPoints) replay(t *testing.T, heal func()) (answered, made bool) {
	t.Helper()
	token := s.people[s.next]
	in := apptest.Input("shiftId", s.shifts[0], "idempotencyKey", fmt.Sprint("fault ", s.next))
	s.next++
	there := func() int {
		return s.count(`SELECT count(*) FROM signups`) + s.count(`SELECT count(*) FROM waitlist_entries`)
	}
	before := there()
	ask := func() string {
		a, err := s.ask(token, signUpForShift, in)
		switch {
		case err != nil:
			t.Errorf("no answer: %v", err)
		case a.Code() == "TRY_AGAIN":
		case len(a.Errors) > 0 || refusal(a, "signUpForShift") != "":
			t.Errorf("signing up: %d %s", a.Status, a.Body)
		default:
			return a.Text("signUpForShift", "signup", "id") + a.Text("signUpForShift", "waitlistEntry", "id")
		}
		return ""
	}
	id := ask()
	answered = id != ""
	made = !answered && there() > before
	heal()
	for began := time.Now(); id == "" && time.Since(began) < replayFor && !t.Failed(); {
		id = ask()
	}
	if again := ask(); id == "" || again != id {
		t.Errorf("the same key got %q, then %q", id, again)
	}
	if n := there() - before; n != 1 {
		t.Errorf("%d places and positions for one key", n)
	}
	return answered, made
}
