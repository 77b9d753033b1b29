package places

import (
	"strings"
	"sync"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// anomalies are pairs of changes that are each right alone and wrong together when one
// does not see the other: what databases call write skew, lost update and phantoms, as
// things that people do. Each returns what both are refused with, in order.
var anomalies = []struct {
	name string
	// allowed are the pairs of refusals that some order of the two explains.
	allowed []string
	// prepare makes what the pair needs and returns the two.
	prepare func(r *rivals) (first, second func() string)
}{
	{"two people, the last place", []string{" SHIFT_FULL", "SHIFT_FULL "}, func(r *rivals) (func() string, func() string) {
		shift := r.shift(1, 1)
		return func() string { return r.signUp(0, shift, false) }, func() string { return r.signUp(1, shift, false) }
	}},
	{"a sign-up and a smaller shift", []string{" CAPACITY_BELOW_TAKEN", "SHIFT_FULL "}, func(r *rivals) (func() string, func() string) {
		shift := r.shift(2, 1)
		r.signUp(0, shift, false)
		return func() string { return r.signUp(1, shift, false) }, func() string { return r.update(shift, "capacity", 1) }
	}},
	{"one person, two shifts at one time", []string{" OVERLAPS", "OVERLAPS "}, func(r *rivals) (func() string, func() string) {
		a, b := r.shift(5, 1), r.shift(5, 1)
		return func() string { return r.signUp(0, a, true) }, func() string { return r.signUp(0, b, true) }
	}},
	{"a sign-up and a shift that is moved onto it", []string{" WOULD_OVERLAP", "OVERLAPS "}, func(r *rivals) (func() string, func() string) {
		held, other := r.shift(5, 1), r.shift(5, 5)
		r.signUp(0, held, true)
		return func() string { return r.signUp(0, other, true) }, func() string {
			return r.update(held, "startsAt", r.at(5), "endsAt", r.at(6))
		}
	}},
	{"two shifts of one person that are moved together", []string{" WOULD_OVERLAP", "WOULD_OVERLAP "}, func(r *rivals) (func() string, func() string) {
		a, b := r.shift(5, 1), r.shift(5, 5)
		r.signUp(0, a, true)
		r.signUp(0, b, true)
		move := func(shift string) func() string {
			return func() string { return r.update(shift, "startsAt", r.at(3), "endsAt", r.at(4)) }
		}
		return move(a), move(b)
	}},
	{"one gives up, one joins the queue", []string{" "}, func(r *rivals) (func() string, func() string) {
		shift := r.shift(1, 1)
		place := r.place(0, shift)
		return func() string { return r.cancel(0, place) }, func() string { return r.signUp(1, shift, true) }
	}},
	{"two give up, two wait", []string{" "}, func(r *rivals) (func() string, func() string) {
		shift := r.shift(2, 1)
		a, b := r.place(0, shift), r.place(1, shift)
		r.signUp(2, shift, true)
		r.signUp(3, shift, true)
		return func() string { return r.cancel(0, a) }, func() string { return r.cancel(1, b) }
	}},
	{"two organizers, one version", []string{" STALE_VERSION", "STALE_VERSION "}, func(r *rivals) (func() string, func() string) {
		shift := r.shift(5, 1)
		version := r.version(shift)
		return func() string { return r.update(shift, "capacity", 6, "expectedVersion", version) },
			func() string { return r.update(shift, "capacity", 7, "expectedVersion", version) }
	}},
	{"a sign-up and the end of its shift", []string{" ", "SHIFT_CLOSED "}, func(r *rivals) (func() string, func() string) {
		shift := r.shift(5, 1)
		return func() string { return r.signUp(0, shift, true) }, func() string {
			return r.ask(r.organizer, "cancelShift", `mutation($in: CancelShiftInput!) { cancelShift(input: $in) { userErrors { code } } }`, apptest.Input("shiftId", shift))
		}
	}},
	{"a promotion and the same person elsewhere", []string{" ", " OVERLAPS"}, func(r *rivals) (func() string, func() string) {
		a, b := r.shift(1, 1), r.shift(5, 1)
		place := r.place(0, a)
		r.signUp(1, a, true)
		return func() string { return r.cancel(0, place) }, func() string { return r.signUp(1, b, true) }
	}},
}

// Pairs of changes at one moment, through two servers where there are two: each pair
// ends as one of its two orders would, and leaves nothing wrong.
func TestF8_PairsEndAsInSomeOrder(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		s := newScene(t, o, 4)
		r := &rivals{scene: s, t: t, day: 5}
		for _, a := range anomalies {
			t.Run(a.name, func(t *testing.T) {
				r.t = t
				ended := map[string]int{}
				for range 8 {
					r.day++
					first, second := a.prepare(r)
					var got [2]string
					var both sync.WaitGroup
					both.Go(func() { got[0] = first() })
					both.Go(func() { got[1] = second() })
					both.Wait()
					ended[got[0]+" "+got[1]]++
				}
				for pair, n := range ended {
					if !strings.Contains("\n"+strings.Join(a.allowed, "\n")+"\n", "\n"+pair+"\n") {
						t.Errorf("%d times refused with %q, of %q", n, pair, a.allowed)
					}
				}
				s.audit()
			})
		}
	})
}

// rivals are four people and an organizer. Each pair of changes gets a day of its own.
type rivals struct {
	*scene
	t   *testing.T
	day int
}

// at is a time of the day.
func (r *rivals) at(hour int) string {
	return time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, r.day).Add(time.Duration(hour) * time.Hour).Format(time.RFC3339)
}

// ask sends a change and returns what it was refused with.
func (r *rivals) ask(token, field, document string, in map[string]any) string {
	a, err := r.scene.ask(token, document, in)
	if err != nil || len(a.Errors) > 0 {
		r.t.Errorf("%s: %v %s", field, err, body(a))
		return "no answer"
	}
	return refusal(a, field)
}

// shift makes a shift of an hour in an event of its own.
func (r *rivals) shift(capacity, hour int) string {
	r.t.Helper()
	return r.publish(map[string]any{
		"title": map[string]any{"en": "An hour"}, "startsAt": r.at(hour), "endsAt": r.at(hour + 1), "capacity": capacity,
	}, r.at(0), r.at(12), "Asia/Almaty")
}

func (r *rivals) signUp(person int, shift string, wait bool) string {
	return r.ask(r.people[person], "signUpForShift", signUpForShift, apptest.Input("shiftId", shift, "joinWaitlist", wait))
}

// place signs a person up and returns the sign-up's id.
func (r *rivals) place(person int, shift string) string {
	a, err := r.scene.ask(r.people[person], signUpForShift, apptest.Input("shiftId", shift))
	if err != nil || a.Text("signUpForShift", "signup", "id") == "" {
		r.t.Fatalf("signing up: %v %s", err, body(a))
	}
	return a.Text("signUpForShift", "signup", "id")
}

func (r *rivals) cancel(person int, signup string) string {
	return r.ask(r.people[person], "cancelSignup", cancelSignup, apptest.Input("signupId", signup))
}

func (r *rivals) update(shift string, fields ...any) string {
	return r.ask(r.organizer, "updateShift", updateShift, apptest.Input(append([]any{"shiftId", shift}, fields...)...))
}

func (r *rivals) version(shift string) int {
	return r.count(`SELECT version FROM shifts WHERE id = $1`, shift)
}
