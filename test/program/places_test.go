package program

import (
	"testing"

	"erikti/internal/apptest"
)

const signUp = `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) {
  signup { id state } waitlistEntry { id state position } shift { capacity confirmed waitlisted available version } userErrors { code message nextStep } } }`

// Three people want two places: two are confirmed, one waits, and gets the place
// that becomes free.
func TestThreePeopleTwoPlaces(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		organizer, org := s.Organizer(t, "aigerim")
		_, shift := organizer.Shift(t, org, 2, 3)
		a, b, c := s.Register(t, "a"), s.Register(t, "b"), s.Register(t, "c")
		first := a.Do(t, signUp, apptest.Input("shiftId", shift))
		if first.Text("signUpForShift", "signup", "state") != "CONFIRMED" {
			t.Fatalf("first: %s", first.Body)
		}
		b.Do(t, signUp, apptest.Input("shiftId", shift))
		third := c.Do(t, signUp, apptest.Input("shiftId", shift))
		if third.Number("signUpForShift", "waitlistEntry", "position") != 1 {
			t.Fatalf("third: %s", third.Body)
		}
		gone := a.Do(t, `mutation($in: CancelSignupInput!) { cancelSignup(input: $in) { signup { state } shift { confirmed waitlisted } userErrors { code } } }`,
			apptest.Input("signupId", first.Text("signUpForShift", "signup", "id")))
		if gone.Number("cancelSignup", "shift", "confirmed") != 2 || gone.Number("cancelSignup", "shift", "waitlisted") != 0 {
			t.Fatalf("cancel: %s", gone.Body)
		}
		mine := c.Do(t, `{ viewer { places { ... on Signup { state shift { event { title } } } ... on WaitlistEntry { id } } } }`, nil)
		if mine.Text("viewer", "places", 0, "state") != "CONFIRMED" {
			t.Fatalf("promoted: %s", mine.Body)
		}
	})
}
