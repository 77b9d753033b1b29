package places

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// crowdedScene has shifts at the same time, with few places, and people who want them
// all.
func crowdedScene(t *testing.T, o siteOptions, people int, capacity ...int) *scene {
	t.Helper()
	s := &scene{capacity: capacity}
	s.site = newSite(t, o, func(first *apptest.Server) {
		organizer, organization := first.Leader(t)
		s.organizer, s.of = organizer.Token, organization
		for _, n := range capacity {
			_, shift := organizer.Shift(t, organization, n, 5)
			s.shifts = append(s.shifts, shift)
		}
		for _, p := range first.People(t, people, "1990-05-17") {
			s.people = append(s.people, p.Token)
		}
	})
	return s
}

// Somebody asks for two shifts that overlap at the same moment, of two servers: one is
// theirs, the other is refused.
func TestF4_TwoOverlappingShiftsAtOnce(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		s := crowdedScene(t, o, 25, 25, 25)
		for p, token := range s.people {
			got := make([]string, 2)
			var both sync.WaitGroup
			for i := range 2 {
				both.Go(func() {
					a, err := s.askOf((p+i)%len(s.servers), token, signUpForShift, apptest.Input("shiftId", s.shifts[i]))
					if err != nil || len(a.Errors) > 0 {
						t.Errorf("signing up: %v %s", err, body(a))
						return
					}
					if got[i] = refusal(a, "signUpForShift"); got[i] == "" && a.Text("signUpForShift", "signup", "id") == "" {
						t.Errorf("no place: %s", a.Body)
					}
				})
			}
			both.Wait()
			if got[0]+got[1] != "OVERLAPS" {
				t.Errorf("refused: %q and %q", got[0], got[1])
			}
		}
		s.audit()
	})
}

// Crowds sign up for shifts that overlap in opposite orders, give up what they have,
// and so free places for each other across shifts, while organizers resize: no request
// fails, nobody has two places at one time, no place stays free that someone may take.
func TestF4_OpposedCrowds(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		s := crowdedScene(t, o, 24, 4, 4, 4)
		mark := 0
		if s.cluster != nil {
			mark = len(s.cluster.Log())
		}
		until := time.Now().Add(lasting(8*time.Second, time.Minute))
		done := &tally{}
		expected := map[string]bool{"": true, "OVERLAPS": true, "ALREADY_SIGNED_UP": true, "NOT_SIGNED_UP": true, "NOT_WAITING": true, "CAPACITY_BELOW_TAKEN": true}
		ask := func(token, field, document string, in map[string]any) *apptest.Answer {
			a, err := s.ask(token, document, in)
			if err != nil || len(a.Errors) > 0 || !expected[refusal(a, field)] {
				t.Errorf("%s: %v %s", field, err, body(a))
				return nil
			}
			done.add(strings.TrimSpace(field + " " + refusal(a, field)))
			return a
		}
		var all sync.WaitGroup
		for i, token := range s.people {
			all.Go(func() {
				order := []int{0, 1, 2}
				if i%2 == 1 {
					order = []int{2, 1, 0}
				}
				for time.Now().Before(until) && !t.Failed() {
					for _, shift := range order {
						ask(token, "signUpForShift", signUpForShift, apptest.Input("shiftId", s.shifts[shift]))
					}
					for _, shift := range rand.Perm(3) {
						a, err := s.ask(token, ownState, map[string]any{"id": s.shifts[shift]})
						if err != nil || len(a.Errors) > 0 {
							t.Errorf("looking: %v %s", err, body(a))
							continue
						}
						if id := a.Text("node", "viewerSignup", "id"); id != "" {
							ask(token, "cancelSignup", cancelSignup, apptest.Input("signupId", id))
						}
						if id := a.Text("node", "viewerWaitlistEntry", "id"); id != "" && rand.IntN(3) == 0 {
							ask(token, "leaveWaitlist", leaveQueue, apptest.Input("entryId", id))
						}
					}
				}
			})
		}
		all.Go(func() {
			for time.Now().Before(until) && !t.Failed() {
				ask(s.organizer, "updateShift", updateShift, apptest.Input("shiftId", s.shifts[rand.IntN(3)], "capacity", 2+rand.IntN(5)))
				pause(20, 100)
			}
		})
		all.Wait()
		t.Logf("answers: %v", done.n)
		if s.cluster != nil {
			log := s.cluster.Log()[mark:]
			if n := strings.Count(log, "deadlock detected"); n > 0 {
				t.Logf("PostgreSQL broke %d deadlocks, each tried again:\n%s", n, about(log, "deadlock detected", 12))
			}
		}
		for _, kind := range []string{"OVERLAPS", "signUpForShift", "cancelSignup", "updateShift"} {
			found := false
			for name := range done.n {
				found = found || strings.Contains(name, kind)
			}
			if !found {
				t.Errorf("%s did not happen", kind)
			}
		}
		s.audit()
	})
}

// about returns the lines of a log that say something, and so many after each.
func about(log, what string, more int) string {
	var b strings.Builder
	left := 0
	for line := range strings.Lines(log) {
		if strings.Contains(line, what) {
			left = more + 1
		}
		if left--; left >= 0 {
			b.WriteString(line)
		}
	}
	return b.String()
}
