package places

import (
	"sync"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// 500 people at once for 10 places, through one server and through two: exactly 10 are
// confirmed, all others wait in the order of their numbers, who was answered before
// another one asked stands before them, and places that are given up go to the heads.
func TestF1_FiveHundredForTenPlaces(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		const crowd, places = 500, 10
		o.environ = append(o.environ, "REQUEST_TIMEOUT=60s")
		s := newScene(t, o, crowd, places)
		type answer struct {
			signup, entry string
			from, to      time.Time
		}
		answers := make([]answer, crowd)
		begin := make(chan struct{})
		var all sync.WaitGroup
		for i, token := range s.people {
			all.Go(func() {
				<-begin
				// Most at the same moment, some a little later.
				time.Sleep(time.Duration(i%5) * 100 * time.Millisecond)
				from := time.Now()
				a, err := s.ask(token, signUpForShift, apptest.Input("shiftId", s.shifts[0]))
				if err != nil || len(a.Errors) > 0 || refusal(a, "signUpForShift") != "" {
					t.Errorf("signing up: %v %s", err, body(a))
					return
				}
				answers[i] = answer{a.Text("signUpForShift", "signup", "id"), a.Text("signUpForShift", "waitlistEntry", "id"), from, time.Now()}
			})
		}
		began := time.Now()
		close(begin)
		all.Wait()
		t.Logf("%d answers in %s", crowd, time.Since(began).Round(time.Millisecond))
		if t.Failed() {
			return
		}
		seqs := s.seqs()
		confirmed, byNumber := 0, map[int]int{}
		for i, a := range answers {
			if (a.signup == "") == (a.entry == "") {
				t.Fatalf("neither or both: %+v", a)
			}
			if a.signup != "" {
				confirmed++
				continue
			}
			byNumber[seqs[a.entry]] = i
		}
		if confirmed != places || len(byNumber) != crowd-places {
			t.Fatalf("%d are confirmed, %d have a number in the queue", confirmed, len(byNumber))
		}
		// Numbers are 1, 2, …; and time does not contradict them.
		var earliest time.Time // answer of all who stand behind
		for n := crowd - places; n >= 1; n-- {
			i, given := byNumber[n]
			if !given {
				t.Fatalf("nobody has the number %d", n)
			}
			if a := answers[i]; !earliest.IsZero() && a.from.After(earliest) {
				t.Errorf("number %d asked when one behind it had been answered", n)
			}
			if to := answers[i].to; earliest.IsZero() || to.Before(earliest) {
				earliest = to
			}
		}
		// Nobody who waits asked before all who are confirmed were sure to come first.
		for _, a := range answers {
			if a.signup != "" && a.from.After(earliest) {
				t.Error("confirmed, though one who waits had been answered before they asked")
			}
		}
		s.audit()

		for i, a := range answers {
			if a.signup != "" {
				all.Go(func() {
					if a, err := s.ask(s.people[i], cancelSignup, apptest.Input("signupId", a.signup)); err != nil || a.Text("cancelSignup", "signup", "id") == "" {
						t.Errorf("cancelling: %v %s", err, body(a))
					}
				})
			}
		}
		all.Wait()
		if n := s.count(`SELECT count(*) FROM waitlist_entries WHERE state = 'PROMOTED' AND seq <= $1`, places); n != places {
			t.Errorf("of the first %d in the queue %d were promoted", places, n)
		}
		s.audit()
		s.none("who was promoted past somebody", fairly)
	})
}

// body is an answer as it came, for messages.
func body(a *apptest.Answer) []byte {
	if a == nil {
		return nil
	}
	return a.Body
}
