package program

import (
	"strings"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/internal/apptest"
)

// roster is a shift with one place, on which one person is and one waits.
type roster struct {
	shift, signup, entry string
	on, waiting          *apptest.Client
}

func rosterOf(t *testing.T, s *apptest.Server, organizer *apptest.Client, org string) roster {
	t.Helper()
	r := roster{on: s.Register(t, "dana"), waiting: s.Register(t, "erlan")}
	_, r.shift = organizer.Shift(t, org, 1, 3)
	r.signup = r.on.Do(t, signUp, apptest.Input("shiftId", r.shift)).Text("signUpForShift", "signup", "id")
	r.entry = r.waiting.Do(t, signUp, apptest.Input("shiftId", r.shift)).Text("signUpForShift", "waitlistEntry", "id")
	if r.signup == "" || r.entry == "" {
		t.Fatal("no roster")
	}
	return r
}

// Who is on a roster is seen by themselves and by those who run the event; how to reach
// them by the person, and by those who run the event for who holds a place.
func TestPeople(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		foreign, _ := s.Organizer(t, "foreign")
		member := s.Register(t, "member")
		joins(t, s, member, org, membership.RoleMEMBER, membership.StatusACTIVE)
		coordinator := s.Register(t, "coordinator")
		joins(t, s, coordinator, org, membership.RoleCOORDINATOR, membership.StatusACTIVE)
		r := rosterOf(t, s, organizer, org)
		dana, erlan := me(t, r.on), me(t, r.waiting)
		// What a person is shown of the roster, by word.
		type sees struct{ signup, entry, dana, erlan, email, roster bool }
		for name, c := range map[string]struct {
			who  *apptest.Client
			want sees
		}{
			"a visitor":               {s.As(""), sees{}},
			"a volunteer":             {s.Register(t, "other"), sees{}},
			"an organizer of another": {foreign, sees{}},
			"a member":                {member, sees{}},
			"its coordinator":         {coordinator, sees{signup: true, entry: true, dana: true, erlan: true, email: true, roster: true}},
			"its admin":               {organizer, sees{signup: true, entry: true, dana: true, erlan: true, email: true, roster: true}},
			"who is on it":            {r.on, sees{signup: true, dana: true, email: true, roster: true}},
			"who waits":               {r.waiting, sees{entry: true, erlan: true}},
		} {
			a := c.who.Do(t, `query($signup: ID!, $entry: ID!, $dana: ID!, $erlan: ID!, $shift: ID!) {
				signup: node(id: $signup) { id ... on Signup { volunteer { givenName email phone birthDate } } }
				entry: node(id: $entry) { id ... on WaitlistEntry { position offer { id } } }
				dana: node(id: $dana) { id ... on Volunteer { givenName email phone birthDate } }
				erlan: node(id: $erlan) { id ... on Volunteer { givenName email } }
				all: nodes(ids: [$signup, $entry, $dana, $erlan]) { id }
				shift: node(id: $shift) { ... on Shift { confirmed waitlisted viewerSignup { id } viewerWaitlistEntry { id }
					signups { totalCount edges { node { state volunteer { publicNumber email } } } }
					ordered: signups(last: 5) { totalCount edges { node { id } } } } } }`, map[string]any{
				"signup": r.signup, "entry": r.entry, "dana": dana, "erlan": erlan, "shift": r.shift,
			})
			got := sees{
				signup: a.At("signup") != nil, entry: a.At("entry") != nil, dana: a.At("dana") != nil, erlan: a.At("erlan") != nil,
				email: a.At("dana", "email") != nil, roster: a.Number("shift", "signups", "totalCount") > 0,
			}
			if got != c.want {
				t.Errorf("%s sees %+v, want %+v: %s", name, got, c.want, a.Body)
			}
			if a.Number("shift", "confirmed") != 1 || a.Number("shift", "waitlisted") != 1 {
				t.Errorf("%s does not see the counters: %s", name, a.Body)
			}
			for i, seen := range []bool{c.want.signup, c.want.entry, c.want.dana, c.want.erlan} {
				if (a.At("all", i) != nil) != seen {
					t.Errorf("%s: nodes %d: %s", name, i, a.Body)
				}
			}
			if n := a.Number("shift", "ordered", "totalCount"); (n > 0) != c.want.roster {
				t.Errorf("%s: the last page tells of %d: %s", name, n, a.Body)
			}
			// What is personal is in no answer but these.
			for _, word := range []string{"dana@example.kz", "erlan@example.kz", "1990-05-17"} {
				own := name == "who is on it" && word != "erlan@example.kz" || name == "who waits" && word != "dana@example.kz" ||
					(name == "its coordinator" || name == "its admin") && word != "erlan@example.kz"
				if !own && strings.Contains(string(a.Body), word) {
					t.Errorf("%s reads %q", name, word)
				}
			}
			if own := a.At("shift", "viewerSignup") != nil; own != (name == "who is on it") {
				t.Errorf("%s: viewerSignup: %s", name, a.Body)
			}
			if own := a.At("shift", "viewerWaitlistEntry") != nil; own != (name == "who waits") {
				t.Errorf("%s: viewerWaitlistEntry: %s", name, a.Body)
			}
			// Nobody else gives a place or a position up.
			if name != "a visitor" && name != "who is on it" {
				refused(t, c.who.Ask(t, `mutation($in: CancelSignupInput!) { cancelSignup(input: $in) { userErrors { code } } }`,
					apptest.Input("signupId", r.signup)), "cancelSignup", "NOT_FOUND")
			}
			if name != "a visitor" && name != "who waits" {
				refused(t, c.who.Ask(t, `mutation($in: LeaveWaitlistInput!) { leaveWaitlist(input: $in) { userErrors { code } } }`,
					apptest.Input("entryId", r.entry)), "leaveWaitlist", "NOT_FOUND")
			}
		}
		for _, mutation := range []string{
			`signUpForShift(input: {shiftId: "x"})`, `cancelSignup(input: {signupId: "x"})`, `leaveWaitlist(input: {entryId: "x"})`,
			`publishEvent(input: {eventId: "x"})`, `cancelShift(input: {shiftId: "x"})`,
		} {
			if a := s.As("").Ask(t, `mutation { `+mutation+` { userErrors { code } } }`, nil); a.Code() != "UNAUTHENTICATED" {
				t.Errorf("%s: %s", mutation, a.Body)
			}
		}
		if a := s.As("").Do(t, `{ viewer { volunteer { id } } }`, nil); a.At("viewer") != nil {
			t.Errorf("a visitor is somebody: %s", a.Body)
		}
	})
}

// A person who leaves the organization runs its events no more, at once.
func TestRightsEndWithTheMembership(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		r := rosterOf(t, s, organizer, org)
		count := func() int {
			return organizer.Do(t, `query($id: ID!) { node(id: $id) { ... on Shift { signups { totalCount } } } }`, map[string]any{"id": r.shift}).
				Number("node", "signups", "totalCount")
		}
		active := func() {
			rows(s).Membership.Update().SetStatus("ACTIVE").SetValidFrom("2020-01-01").ClearValidTo().ExecX(system)
		}
		if count() != 1 {
			t.Fatal("the organizer sees no roster")
		}
		for name, end := range map[string]func(*gen.MembershipUpdate) *gen.MembershipUpdate{
			"it ended yesterday": func(u *gen.MembershipUpdate) *gen.MembershipUpdate { return u.SetValidTo("2020-02-02") },
			"it begins tomorrow": func(u *gen.MembershipUpdate) *gen.MembershipUpdate {
				return u.SetValidFrom("2200-01-01")
			},
			"it is requested only": func(u *gen.MembershipUpdate) *gen.MembershipUpdate {
				return u.SetStatus("REQUESTED")
			},
			"it ended": func(u *gen.MembershipUpdate) *gen.MembershipUpdate { return u.SetStatus("ENDED") },
		} {
			active()
			end(rows(s).Membership.Update()).ExecX(system)
			if n := count(); n != 0 {
				t.Errorf("%s: sees %d", name, n)
			}
		}
		active()
		if count() != 1 {
			t.Error("active again, and sees nothing")
		}
	})
}
