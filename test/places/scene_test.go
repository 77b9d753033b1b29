package places

import (
	"testing"

	"erikti/internal/apptest"
)

// The documents that the suites send.
const (
	signUpForShift = `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) {
		signup { id } waitlistEntry { id } userErrors { code } } }`
	cancelSignup = `mutation($in: CancelSignupInput!) { cancelSignup(input: $in) { signup { id } userErrors { code } } }`
	leaveQueue   = `mutation($in: LeaveWaitlistInput!) { leaveWaitlist(input: $in) { waitlistEntry { id } userErrors { code } } }`
	updateShift  = `mutation($in: UpdateShiftInput!) { updateShift(input: $in) {
		shift { id } userErrors { code ... on CapacityBelowTaken { taken } } } }`
	ownState = `query($id: ID!) { node(id: $id) { ... on Shift {
		live { capacity confirmed held waitlisted available }
		viewerSignup { id } viewerWaitlistEntry { id position } } } }`
)

// refusal is the code of the first refusal in a payload, "" for none.
func refusal(a *apptest.Answer, field string) string { return a.Text(field, "userErrors", 0, "code") }

// scene is who and what a suite has.
type scene struct {
	*site
	organizer string   // token
	people    []string // tokens
	shifts    []string
	capacity  []int // of the shifts
}

// newScene makes a shift for each capacity, each on a day of its own so that none
// overlap, and people, on a running site.
func newScene(t *testing.T, o siteOptions, people int, capacity ...int) *scene {
	t.Helper()
	s := &scene{capacity: capacity}
	s.site = newSite(t, o, func(first *apptest.Server) {
		organizer, organization := first.Leader(t)
		s.organizer = organizer.Token
		for i, n := range capacity {
			_, shift := organizer.Shift(t, organization, n, 3+i)
			s.shifts = append(s.shifts, shift)
		}
		for _, p := range first.People(t, people, "1990-05-17") {
			s.people = append(s.people, p.Token)
		}
	})
	return s
}
