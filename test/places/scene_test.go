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
	of        string   // the organizer's organization
	people    []string // tokens
	shifts    []string
	capacity  []int // of the shifts
}

// publish makes and publishes an event with one shift through the API, and returns the
// shift's id.
func (s *scene) publish(shift map[string]any, from, to, zone string) string {
	s.t.Helper()
	a, err := s.ask(s.organizer, `mutation($in: CreateEventInput!) { createEvent(input: $in) { event { id shifts { id } } userErrors { code path } } }`, apptest.Input(
		"organizationId", s.of, "title", map[string]any{"en": "An event"}, "directions", []string{"SOCIAL"},
		"startsAt", from, "endsAt", to, "timeZone", zone, "shifts", []any{shift},
	))
	if err != nil || a.Text("createEvent", "event", "id") == "" {
		s.t.Fatalf("creating: %v %s", err, body(a))
	}
	b, err := s.ask(s.organizer, `mutation($in: PublishEventInput!) { publishEvent(input: $in) { event { state } userErrors { code } } }`,
		apptest.Input("eventId", a.Text("createEvent", "event", "id")))
	if err != nil || b.Text("publishEvent", "event", "state") != "PUBLISHED" {
		s.t.Fatalf("publishing: %v %s", err, body(b))
	}
	return a.Text("createEvent", "event", "shifts", 0, "id")
}

// newScene makes a shift for each capacity, each on a day of its own so that none
// overlap, and people, on a running site.
func newScene(t *testing.T, o siteOptions, people int, capacity ...int) *scene {
	t.Helper()
	s := &scene{capacity: capacity}
	s.site = newSite(t, o, func(first *apptest.Server) {
		organizer, organization := first.Leader(t)
		s.organizer, s.of = organizer.Token, organization
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
