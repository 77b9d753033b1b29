package program

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"erikti/internal/apptest"
)

const (
	followIt   = `mutation($in: FollowOrganizationInput!) { followOrganization(input: $in) { organization { id viewerFollows } userErrors { code path } } }`
	unfollowIt = `mutation($in: UnfollowOrganizationInput!) { unfollowOrganization(input: $in) { organization { viewerFollows } userErrors { code } } }`
	write      = `mutation($in: MessageRosterInput!) { messageRoster(input: $in) { told userErrors { code message path } } }`
	makeFeed   = `mutation { makeCalendarFeed(input: {}) { url madeAt userErrors { code } } }`
)

// Who follows an organization is told of its new event when it is published, once, and
// nobody else is; who follows no more is not.
func TestFollowersAreToldOfNewEvents(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		leader, org := s.Leader(t)
		people := s.People(t, 3, "1990-01-01")
		for _, p := range people[:2] {
			for range 2 { // again changes nothing
				a := p.Do(t, followIt, apptest.Input("organizationId", org))
				granted(t, a, "followOrganization")
				if a.At("followOrganization", "organization", "viewerFollows") != true {
					t.Errorf("%s", a.Body)
				}
			}
		}
		granted(t, people[1].Do(t, unfollowIt, apptest.Input("organizationId", org)), "unfollowOrganization")
		leader.Shift(t, org, 3, 5)
		for i, want := range []string{"EVENT_PUBLISHED", "", ""} {
			if got := strings.Join(told(t, people[i]), " "); got != want {
				t.Errorf("person %d was told %q, want %q", i, got, want)
			}
		}
		if a := people[0].Do(t, inbox, nil); a.Text("viewer", "notices", "edges", 0, "node", "shift", "event", "title") == "" {
			t.Errorf("the notice names no event: %s", a.Body)
		}
		a := people[0].Do(t, `{ viewer { following { id } } }`, nil)
		if a.Text("viewer", "following", 0, "id") != org {
			t.Errorf("%s", a.Body)
		}
		refused(t, people[0].Do(t, followIt, apptest.Input("organizationId", "org_none")), "followOrganization", "NOT_FOUND")
		if a := s.As("").Do(t, `query($id: ID!) { node(id: $id) { ... on Organization { viewerFollows } } }`, map[string]any{"id": org}); a.At("node", "viewerFollows") != false {
			t.Errorf("a visitor follows: %s", a.Body)
		}
	})
}

// A message to a roster reaches those who have a place, those who wait only when they are
// meant, and nobody else; it is counted, limited, kept by the audit, and read as written.
func TestAMessageReachesTheRoster(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		leader, org := s.Leader(t)
		_, shift := leader.Shift(t, org, 1, 5)
		people := s.People(t, 3, "1990-01-01")
		refused(t, leader.Do(t, write, apptest.Input("shiftId", shift, "text", "x")), "messageRoster", "INVALID_INPUT")
		for _, p := range people[:2] {
			granted(t, p.Do(t, signUp, apptest.Input("shiftId", shift)), "signUpForShift")
		}
		const words = "Bring gloves <b>and</b> water"
		for i, in := range []map[string]any{
			apptest.Input("shiftId", shift, "text", words, "idempotencyKey", "one"),
			apptest.Input("shiftId", shift, "text", words, "idempotencyKey", "one"), // sent again
			apptest.Input("shiftId", shift, "text", "And a hat", "waiting", true),
		} {
			a := leader.Do(t, write, in)
			granted(t, a, "messageRoster")
			if got, want := a.Number("messageRoster", "told"), []int{1, 1, 2}[i]; got != want {
				t.Errorf("call %d told %d, want %d", i, got, want)
			}
		}
		texts := func(c *apptest.Client) (out []string) {
			a := c.Do(t, `{ viewer { notices { edges { node { kind text } } } } }`, nil)
			edges, _ := a.At("viewer", "notices", "edges").([]any)
			for i := range edges {
				if a.Text("viewer", "notices", "edges", i, "node", "kind") == "ROSTER_MESSAGE" {
					out = append(out, a.Text("viewer", "notices", "edges", i, "node", "text"))
				}
			}
			return out
		}
		for i, want := range [][]string{{"And a hat", words}, {"And a hat"}, nil} {
			if got := texts(people[i]); !slices.Equal(got, want) {
				t.Errorf("person %d reads %q, want %q", i, got, want)
			}
		}
		a := leader.Do(t, `query($id: ID!) { auditLog(organizationId: $id, first: 50) { edges { node { action } } } }`, map[string]any{"id": org})
		if strings.Count(string(a.Body), "ROSTER_MESSAGED") != 2 {
			t.Errorf("the audit: %s", a.Body)
		}
		for range 3 {
			granted(t, leader.Do(t, write, apptest.Input("shiftId", shift, "text", "more")), "messageRoster")
		}
		refused(t, leader.Do(t, write, apptest.Input("shiftId", shift, "text", "more")), "messageRoster", "RATE_LIMITED")
		refused(t, people[0].Do(t, write, apptest.Input("shiftId", shift, "text", "mine")), "messageRoster", "NOT_FOUND")
		// What was erased is read by nobody; the notice stays.
		rows(s).RosterMessage.Update().SetText("").ExecX(system)
		if got := texts(people[1]); !slices.Equal(got, []string{""}) {
			t.Errorf("an erased message says %q", got)
		}
	})
}

func fetch(t *testing.T, address string) (int, string, http.Header) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close() //nolint:errcheck // of a test
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body), r.Header
}

// The address of a feed is a secret that says nothing of anybody: not guessed, kept as a
// hash, ended and made anew by its person. Only their own places are in it.
func TestD10_ACalendarFeedIsASecretOfOnesOwnPlaces(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		leader, org := s.Leader(t)
		_, mine := leader.Shift(t, org, 5, 5)
		_, others := leader.Shift(t, org, 5, 9)
		people := s.People(t, 2, "1990-01-01")
		granted(t, people[0].Do(t, signUp, apptest.Input("shiftId", mine)), "signUpForShift")
		granted(t, people[1].Do(t, signUp, apptest.Input("shiftId", others)), "signUpForShift")
		a := people[0].Do(t, makeFeed, nil)
		first := a.Text("makeCalendarFeed", "url")
		code, file, header := fetch(t, first)
		if code != http.StatusOK || !strings.Contains(file, mine) || strings.Contains(file, others) {
			t.Fatalf("%d: %s", code, file)
		}
		if got := header.Get("Cache-Control"); got != "private, no-store" {
			t.Errorf("Cache-Control: %q", got)
		}
		who := people[0].Do(t, `{ viewer { calendarFeedMadeAt volunteer { id publicNumber givenName familyName } } }`, nil)
		for _, part := range []string{"id", "publicNumber", "familyName"} {
			if word := who.Text("viewer", "volunteer", part); word == "" || strings.Contains(file, word) {
				t.Errorf("the %s %q stands in the file", part, word)
			}
		}
		if who.Text("viewer", "calendarFeedMadeAt") == "" {
			t.Errorf("%s", who.Body)
		}
		token := strings.TrimSuffix(first[strings.LastIndex(first, "/")+1:], ".ics")
		if len(token) < 43 {
			t.Errorf("a token of %d characters", len(token))
		}
		for _, f := range rows(s).CalendarFeed.Query().AllX(system) {
			if strings.Contains(string(f.TokenHash), token) {
				t.Error("the token is kept")
			}
		}
		second := people[0].Do(t, makeFeed, nil).Text("makeCalendarFeed", "url")
		for name, address := range map[string]string{
			"the one before": first, "another": second + "x", "no file": strings.TrimSuffix(second, ".ics"), "cut": strings.Replace(second, "erc_", "erc_A", 1),
			"none": s.URL + "/calendar/.ics",
		} {
			if code, body, _ := fetch(t, address); code != http.StatusNotFound || strings.Contains(body, "BEGIN") {
				t.Errorf("%s: %d", name, code)
			}
		}
		if code, _, _ := fetch(t, second); code != http.StatusOK {
			t.Errorf("the new one: %d", code)
		}
		granted(t, people[0].Do(t, `mutation { endCalendarFeed(input: {}) { url userErrors { code } } }`, nil), "endCalendarFeed")
		if code, _, _ := fetch(t, second); code != http.StatusNotFound {
			t.Errorf("an ended one: %d", code)
		}
		if n := rows(s).CalendarFeed.Query().CountX(system); n != 0 {
			t.Errorf("%d feeds are left", n)
		}
	})
}

// People change what they say of themselves; a birth date that is known stays.
func TestPeopleChangeTheirProfile(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		p := s.People(t, 1, "1990-01-01")[0]
		const update = `mutation($in: UpdateProfileInput!) { updateProfile(input: $in) {
			volunteer { givenName locale skills birthDate region { iso } directions { code } } userErrors { code path } } }`
		region := p.Do(t, `{ regions { id } }`, nil).Text("regions", 0, "id")
		a := p.Do(t, update, apptest.Input("givenName", " Aigerim  A ", "locale", "ru", "regionId", region, "skills", []string{"first aid"}, "directions", []string{"SOCIAL"}))
		granted(t, a, "updateProfile")
		if a.Text("updateProfile", "volunteer", "givenName") != "Aigerim A" || a.Text("updateProfile", "volunteer", "region", "iso") == "" ||
			a.Text("updateProfile", "volunteer", "directions", 0, "code") != "SOCIAL" || a.Text("updateProfile", "volunteer", "skills", 0) != "first aid" {
			t.Errorf("%s", a.Body)
		}
		a = p.Do(t, update, apptest.Input("regionId", nil))
		if a.At("updateProfile", "volunteer", "region") != nil || a.Text("updateProfile", "volunteer", "locale") != "ru" {
			t.Errorf("%s", a.Body)
		}
		for i, in := range []map[string]any{
			apptest.Input("birthDate", "2012-01-01"), apptest.Input("givenName", ""), apptest.Input("skills", []string{""}),
			apptest.Input("givenName", "Other", "birthDate", time.Now().AddDate(1, 0, 0).Format(time.DateOnly)),
		} {
			if a := p.Do(t, update, in); fmt.Sprint(codes(a, "updateProfile")) != "[INVALID_INPUT]" {
				t.Errorf("call %d: %s", i, a.Body)
			}
		}
		a = p.Do(t, `{ viewer { volunteer { givenName birthDate } } }`, nil)
		if a.Text("viewer", "volunteer", "givenName") != "Aigerim A" || a.Text("viewer", "volunteer", "birthDate") != "1990-01-01" {
			t.Errorf("bad input was written: %s", a.Body)
		}
	})
}

// Invitations whose links work are shown to an ADMIN, without the link; to others nothing.
func TestInvitationsAreForAdmins(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		leader, org := s.Leader(t)
		granted(t, leader.Do(t, `mutation($in: InviteMemberInput!) { inviteMember(input: $in) { userErrors { code } } }`,
			apptest.Input("organizationId", org, "email", "invited@example.kz", "role", "COORDINATOR")), "inviteMember")
		const list = `query($id: ID!) { node(id: $id) { ... on Organization { invitations { id role contact expiresAt } } } }`
		a := leader.Do(t, list, map[string]any{"id": org})
		if a.Text("node", "invitations", 0, "contact") != "invited@example.kz" || a.Text("node", "invitations", 0, "role") != "COORDINATOR" {
			t.Errorf("%s", a.Body)
		}
		for _, other := range []*apptest.Client{s.As(""), s.People(t, 1, "1990-01-01")[0]} {
			if a := other.Do(t, list, map[string]any{"id": org}); a.At("node", "invitations") != nil {
				t.Errorf("somebody reads %s", a.Body)
			}
		}
	})
}
