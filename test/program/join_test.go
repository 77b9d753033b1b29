package program

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"erikti/ent/gen/membership"
	"erikti/internal/apptest"
)

// invites makes an invitation and returns its token.
func invites(t testing.TB, who *apptest.Client, org, role string) string {
	t.Helper()
	a := who.Do(t, inviteMember, apptest.Input("organizationId", org, "email", "somebody@example.kz", "role", role))
	granted(t, a, "inviteMember")
	return tokenOf(t, a.Text("inviteMember", "inviteUrl"))
}

func tokenOf(t testing.TB, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil || u.Query().Get("token") == "" {
		t.Fatalf("no token in the link: %v", err)
	}
	return u.Query().Get("token")
}

// Of two ADMINs who leave, or lower themselves, at once one stays.
func TestD8_TheLastAdminStays(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		one, two := s.Register(t, "one"), s.Register(t, "two")
		for i := range 8 {
			org := founds(t, one, newGroup("Group"))
			ofOne := rows(s).Membership.Query().Where(membership.OrganizationID(org)).OnlyIDX(system)
			refused(t, one.Do(t, endMembership, apptest.Input("membershipId", ofOne)), "endMembership", "LAST_ADMIN")
			refused(t, one.Do(t, setRole, apptest.Input("membershipId", ofOne, "role", "MEMBER")), "setMemberRole", "LAST_ADMIN")
			a := two.Do(t, acceptInvite, apptest.Input("token", invites(t, one, org, "ADMIN")))
			granted(t, a, "acceptInvitation")
			ofTwo := a.Text("acceptInvitation", "membership", "id")
			leave := func(who *apptest.Client, id string) (*apptest.Answer, error) {
				if i%2 == 0 {
					return who.Try(endMembership, apptest.Input("membershipId", id))
				}
				return who.Try(setRole, apptest.Input("membershipId", id, "role", "COORDINATOR"))
			}
			var wg sync.WaitGroup
			for who, ids := range map[*apptest.Client][]string{one: {ofOne, ofTwo}, two: {ofTwo, ofOne}} {
				wg.Add(1)
				go func() {
					defer wg.Done()
					if _, err := leave(who, ids[i/2%2]); err != nil { // themselves, or each other
						t.Error(err)
					}
				}()
			}
			wg.Wait()
			left := rows(s).Membership.Query().Where(membership.OrganizationID(org), membership.RoleEQ(membership.RoleADMIN),
				membership.StatusEQ(membership.StatusACTIVE)).CountX(system)
			if left != 1 {
				t.Fatalf("%d ADMINs are left", left)
			}
			rows(s).Organization.UpdateOneID(org).SetStatus("VERIFIED").ExecX(system) // few that nobody has verified
		}
	})
}

// An invitation works once, for 14 days, by its token only; who asks is answered.
func TestPeopleJoinOrganizations(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		owner, member := s.Register(t, "owner"), s.Register(t, "member")
		org := founds(t, owner, newGroup("Group"))
		for _, in := range []map[string]any{
			apptest.Input("organizationId", org, "role", "MEMBER"),
			apptest.Input("organizationId", org, "role", "MEMBER", "email", "a@b.kz", "phone", "+77010000000"),
			apptest.Input("organizationId", org, "role", "MEMBER", "email", "nonsense"),
			apptest.Input("organizationId", org, "role", "UNIVERSITY_OFFICER", "email", "a@b.kz"),
		} {
			refused(t, owner.Do(t, inviteMember, in), "inviteMember", "INVALID_INPUT")
		}
		refused(t, member.Do(t, inviteMember, apptest.Input("organizationId", org, "email", "a@b.kz", "role", "ADMIN")), "inviteMember", "NOT_FOUND")
		// The link is told once, and is no token that the database keeps.
		in := apptest.Input("organizationId", org, "phone", "8 701 000 00 00", "role", "COORDINATOR", "idempotencyKey", "k")
		a := owner.Do(t, inviteMember, in)
		token := tokenOf(t, a.Text("inviteMember", "inviteUrl"))
		again := owner.Do(t, inviteMember, in)
		if again.At("inviteMember", "inviteUrl") != nil || again.Text("inviteMember", "invitationId") != a.Text("inviteMember", "invitationId") {
			t.Errorf("told again: %s", again.Body)
		}
		if held := rows(s).Invitation.Query().OnlyX(system); held.Contact != "+77010000000" || strings.Contains(string(held.TokenHash), token) {
			t.Errorf("kept: %+v", held)
		}
		for _, wrong := range []string{"", "eri_" + token, token[:20], strings.ToLower(token)} {
			refused(t, member.Do(t, acceptInvite, apptest.Input("token", wrong)), "acceptInvitation", "NOT_FOUND")
		}
		if a := s.As("").Ask(t, acceptInvite, apptest.Input("token", token)); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("a visitor: %s", a.Body)
		}
		// Reading the link, as programs that look into mails do, uses nothing up.
		for range 3 {
			if status, page := get(t, a.Text("inviteMember", "inviteUrl")); status != 200 || !strings.Contains(page, "Group") {
				t.Fatalf("the page: %d %s", status, page)
			}
		}
		a = member.Do(t, acceptInvite, apptest.Input("token", token))
		granted(t, a, "acceptInvitation")
		if a.Text("acceptInvitation", "membership", "organization", "id") != org || a.Text("acceptInvitation", "membership", "role") != "COORDINATOR" {
			t.Errorf("%s", a.Body)
		}
		refused(t, s.Register(t, "late").Do(t, acceptInvite, apptest.Input("token", token)), "acceptInvitation", "LINK_EXPIRED")
		withdrawn := owner.Do(t, inviteMember, apptest.Input("organizationId", org, "email", "a@b.kz", "role", "EDITOR"))
		withdraw := `mutation($in: WithdrawInvitationInput!) { withdrawInvitation(input: $in) { invitationId userErrors { code } } }`
		of := apptest.Input("invitationId", withdrawn.Text("inviteMember", "invitationId"))
		refused(t, member.Do(t, withdraw, of), "withdrawInvitation", "NOT_FOUND")
		granted(t, owner.Do(t, withdraw, of), "withdrawInvitation")
		refused(t, member.Do(t, acceptInvite, apptest.Input("token", tokenOf(t, withdrawn.Text("inviteMember", "inviteUrl")))), "acceptInvitation", "LINK_EXPIRED")
		// By the page: the form signs in and accepts, and only by POST.
		byPage := invites(t, owner, org, "TRAINER")
		form := url.Values{"token": {byPage}, "contact": {"member@example.kz"}, "password": {"wrong"}}
		if status, _ := post(t, s.URL+"/invitation", form); status != 422 {
			t.Errorf("a wrong password: %d", status)
		}
		form.Set("password", "password of member")
		if status, page := post(t, s.URL+"/invitation", form); status != 200 || strings.Contains(page, "<form") {
			t.Errorf("the page: %d %s", status, page)
		}
		// Asking.
		stranger := s.Register(t, "stranger")
		ask := apptest.Input("organizationId", org)
		refused(t, stranger.Do(t, askToJoin, ask), "requestMembership", "NOT_FOUND") // a draft
		rows(s).Organization.UpdateOneID(org).SetStatus("VERIFIED").ExecX(system)
		a = stranger.Do(t, askToJoin, ask)
		granted(t, a, "requestMembership")
		asked := a.Text("requestMembership", "membership", "id")
		refused(t, stranger.Do(t, askToJoin, ask), "requestMembership", "ALREADY_MEMBER")
		answer := apptest.Input("membershipId", asked, "accept", true)
		for _, who := range []*apptest.Client{stranger, member} {
			refused(t, who.Do(t, answerRequest, answer), "answerMembership", "NOT_FOUND")
		}
		list := `query($id: ID!) { node(id: $id) { ... on Organization { memberships { totalCount edges { node { status volunteer { givenName email } } } } } } }`
		for who, want := range map[*apptest.Client]int{owner: 4, member: 2, stranger: 1, s.As(""): 0} {
			a := who.Do(t, list, map[string]any{"id": org})
			if n := a.Number("node", "memberships", "totalCount"); n != want || strings.Contains(string(a.Body), "@example.kz") && who == owner && strings.Contains(string(a.Body), "stranger@") {
				t.Errorf("%d memberships are seen, want %d: %s", n, want, a.Body)
			}
		}
		granted(t, owner.Do(t, answerRequest, answer), "answerMembership")
		if !slices.Contains(newsOf(t, owner), "MEMBERSHIP_REQUESTED") || !slices.Contains(newsOf(t, stranger), "MEMBERSHIP_ACCEPTED") {
			t.Error("nobody was told")
		}
		refused(t, owner.Do(t, answerRequest, answer), "answerMembership", "WRONG_STATE")
		granted(t, stranger.Do(t, endMembership, apptest.Input("membershipId", asked)), "endMembership")
		refused(t, owner.Do(t, endMembership, apptest.Input("membershipId", asked)), "endMembership", "WRONG_STATE")
		granted(t, stranger.Do(t, askToJoin, ask), "requestMembership")
	})
}

func get(t testing.TB, address string) (int, string) {
	t.Helper()
	r, err := http.Get(address)
	return read(t, r, err)
}

func post(t testing.TB, address string, form url.Values) (int, string) {
	t.Helper()
	r, err := http.PostForm(address, form)
	return read(t, r, err)
}

func read(t testing.TB, r *http.Response, err error) (int, string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close() //nolint:errcheck // read to the end
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}
