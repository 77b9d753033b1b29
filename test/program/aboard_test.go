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
	"erikti/ent/gen/organization"
	"erikti/internal/apptest"
	"erikti/internal/id"
	capability "erikti/internal/organization"
	"erikti/internal/state/statetest"
)

const (
	createOrganization = `mutation($in: CreateOrganizationInput!) { createOrganization(input: $in) {
		organization { id status kind version homeRegion { id } } userErrors { code message path nextStep } } }`
	updateOrganization = `mutation($in: UpdateOrganizationInput!) { updateOrganization(input: $in) {
		organization { id name version legalForm bin } userErrors { code path ... on WrongState { state allowed } ... on StaleVersion { currentVersion } } } }`
	centerRequests = `{ centerRequests { totalCount edges { node { id submittedAt } } } }`
	inviteMember   = `mutation($in: InviteMemberInput!) { inviteMember(input: $in) { invitationId inviteUrl expiresAt userErrors { code path message } } }`
	acceptInvite   = `mutation($in: AcceptInvitationInput!) { acceptInvitation(input: $in) { membership { id role status organization { id } } userErrors { code } } }`
	giveMandate    = `mutation($in: GiveMandateInput!) { giveMandate(input: $in) { supportCenter { id region { id } organization { id } } userErrors { code } } }`
	setRole        = `mutation($in: SetMemberRoleInput!) { setMemberRole(input: $in) { membership { id role status } userErrors { code ... on WrongState { state } } } }`
	endMembership  = `mutation($in: EndMembershipInput!) { endMembership(input: $in) { membership { id status } userErrors { code ... on WrongState { state } } } }`
	askToJoin      = `mutation($in: RequestMembershipInput!) { requestMembership(input: $in) { membership { id status role } userErrors { code } } }`
	answerRequest  = `mutation($in: AnswerMembershipInput!) { answerMembership(input: $in) { membership { id status } userErrors { code } } }`
	noticeKinds    = `{ viewer { notices { edges { node { kind message nextStep shift { id } organization { id } } } } } }`
)

// What can be set can be set again, and taken away, on both databases.
func TestAnOrganizationSaysHowToReachIt(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		owner := s.Register(t, "owner")
		group := founds(t, owner, newGroup("Reachable"))
		reads := `query($id: ID!) { node(id: $id) { ... on Organization { website contactEmail contactPhone } } }`
		for _, want := range [][3]string{
			{"https://group.example", "us@group.example", "+77015550100"},
			{"https://other.example", "we@group.example", "+77015550101"},
			{"", "", ""},
		} {
			granted(t, owner.Do(t, updateOrganization, apptest.Input("organizationId", group,
				"website", want[0], "contactEmail", want[1], "contactPhone", want[2])), "updateOrganization")
			now := owner.Do(t, reads, map[string]any{"id": group})
			if got := [3]string{now.Text("node", "website"), now.Text("node", "contactEmail"), now.Text("node", "contactPhone")}; got != want {
				t.Errorf("%v, want %v", got, want)
			}
		}
	})
}

// decide is the mutation of a decision on an organization.
func decide(name string) string {
	upper := string(name[0]-'a'+'A') + name[1:]
	return `mutation($in: ` + upper + `Input!) { ` + name + `(input: $in) { organization { id status statusReason version }
		userErrors { code message nextStep ... on WrongState { state allowed } ... on StaleVersion { currentVersion } } } }`
}

func pavlodar() string  { return id.Region.Of("KZ-55") }
func karagandy() string { return id.Region.Of("KZ-35") }

// newGroup is the input of a group of volunteers in Pavlodar Region.
func newGroup(name string) fields {
	return fields{"name": english(name), "legalForm": "INFORMAL_GROUP", "homeRegionId": pavlodar(), "directions": []string{"SOCIAL"}}
}

// founds makes an organization of a person's own and returns its id.
func founds(t testing.TB, who *apptest.Client, in fields) string {
	t.Helper()
	a := who.Do(t, createOrganization, map[string]any{"in": map[string]any(in)})
	granted(t, a, "createOrganization")
	return a.Text("createOrganization", "organization", "id")
}

// decides makes a decision that is granted.
func decides(t testing.TB, who *apptest.Client, name string, in map[string]any) *apptest.Answer {
	t.Helper()
	a := who.Do(t, decide(name), in)
	granted(t, a, name)
	return a
}

// center founds the support center of a region and returns the client of its ADMIN.
func center(t testing.TB, s *apptest.Server, admin *apptest.Client, name, region string) (*apptest.Client, string) {
	t.Helper()
	head := s.Register(t, strings.ReplaceAll(name, " ", "."))
	org := founds(t, head, fields{"name": english(name), "legalForm": "NGO", "bin": bin(name), "homeRegionId": region, "directions": []string{"SOCIAL"}})
	decides(t, head, "submitOrganization", apptest.Input("organizationId", org))
	decides(t, admin, "verifyOrganization", apptest.Input("organizationId", org))
	granted(t, admin.Do(t, giveMandate, apptest.Input("organizationId", org, "regionId", region)), "giveMandate")
	return head, org
}

// bin is a number for an organization.
func bin(name string) string {
	digits := []byte("000000000000")
	for i, c := range []byte(name) {
		digits[i%12] = '0' + (digits[i%12]-'0'+c)%10
	}
	return string(digits)
}

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

// newsOf are the kinds of notices that a person has, the newest first.
func newsOf(t testing.TB, who *apptest.Client) []string {
	t.Helper()
	a := who.Do(t, noticeKinds, nil)
	var kinds []string
	edges, _ := a.At("viewer", "notices", "edges").([]any)
	for i := range edges {
		kinds = append(kinds, a.Text("viewer", "notices", "edges", i, "node", "kind"))
		if a.Text("viewer", "notices", "edges", i, "node", "message") == "" {
			t.Errorf("a notice says nothing: %s", a.Body)
		}
	}
	return kinds
}

// What can be done with an organization in which state is what the table says, and a
// refusal names the state and those in which it can be done.
func TestStatesOfOrganizations(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		admin := s.FirstAdmin(t)
		owner := s.Register(t, "owner")
		db := rows(s)
		org := founds(t, s.Register(t, "founder"), newGroup("Group"))
		joins(t, s, owner, org, membership.RoleADMIN, membership.StatusACTIVE)
		var calls []statetest.Call
		for _, change := range []string{"submit", "return", "verify", "suspend", "reinstate", "close"} {
			who, name, in := admin, change+"Organization", apptest.Input("organizationId", org)
			switch change {
			case "submit":
				who = owner
			case "return", "suspend", "close":
				in = apptest.Input("organizationId", org, "reason", "The papers are missing.")
			}
			call := asks(t, who, name, decide(name), always(in), change)
			made := call.Make
			call.Make = func() error {
				err := made()
				if version := db.Organization.GetX(system, org).Version; (err == nil) != (version == 2) {
					t.Errorf("%s: %v, and its version is %d", change, err, version)
				}
				return err
			}
			calls = append(calls, call)
		}
		statetest.Walk[organization.Status]{
			Table: capability.States, States: []organization.Status{"DRAFT", "PENDING", "VERIFIED", "SUSPENDED", "CLOSED"},
			Starts: []organization.Status{"DRAFT"},
			Put: func(_ statetest.Call, in organization.Status) {
				db.Organization.UpdateOneID(org).SetStatus(in).SetVersion(1).ExecX(system)
			},
			At:    func() organization.Status { return db.Organization.GetX(system, org).Status },
			Calls: calls,
		}.Run(t)
	})
}

// The center of the region decides, else the platform; not that of another region, not
// a suspended one, not a member, never on one's own.
func TestWhoDecidesOnOrganizations(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		admin := s.FirstAdmin(t)
		head, centerOrg := center(t, s, admin, "Pavlodar Center", pavlodar())
		other, _ := center(t, s, admin, "Karagandy Center", karagandy())
		coordinator, member := s.Register(t, "coordinator"), s.Register(t, "member")
		for who, role := range map[*apptest.Client]string{coordinator: "COORDINATOR", member: "MEMBER"} {
			granted(t, who.Do(t, acceptInvite, apptest.Input("token", invites(t, head, centerOrg, role))), "acceptInvitation")
		}
		owner := s.Register(t, "owner")
		first, second := founds(t, owner, newGroup("First")), founds(t, owner, newGroup("Second"))
		for _, who := range []*apptest.Client{head, coordinator, admin} {
			if n := who.Do(t, centerRequests, nil).Number("centerRequests", "totalCount"); n != 0 {
				t.Errorf("%d drafts are shown", n)
			}
			refused(t, who.Do(t, decide("verifyOrganization"), apptest.Input("organizationId", first)), "verifyOrganization", map[bool]string{true: "WRONG_STATE", false: "NOT_FOUND"}[who == admin])
		}
		for _, org := range []string{second, first} {
			decides(t, owner, "submitOrganization", apptest.Input("organizationId", org))
		}
		a := coordinator.Do(t, centerRequests, nil)
		if a.Text("centerRequests", "edges", 0, "node", "id") != second || a.Text("centerRequests", "edges", 1, "node", "id") != first {
			t.Errorf("not the oldest first: %s", a.Body)
		}
		for _, who := range []*apptest.Client{head, coordinator} {
			if kinds := newsOf(t, who); !slices.Contains(kinds, "ORGANIZATION_SUBMITTED") {
				t.Errorf("the center was told %v", kinds)
			}
		}
		if kinds := newsOf(t, other); slices.Contains(kinds, "ORGANIZATION_SUBMITTED") {
			t.Errorf("another center was told %v", kinds)
		}
		for name, who := range map[string]*apptest.Client{"a visitor": s.As(""), "its ADMIN": owner, "a member of the center": member} {
			if a := who.Ask(t, centerRequests, nil); a.Code() != map[bool]string{true: "UNAUTHENTICATED", false: "FORBIDDEN"}[name == "a visitor"] {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
		if n := other.Do(t, centerRequests, nil).Number("centerRequests", "totalCount"); n != 0 {
			t.Errorf("another center sees %d", n)
		}
		in := apptest.Input("organizationId", first)
		for name, who := range map[string]*apptest.Client{"its ADMIN": owner, "another center": other, "a member of the center": member, "a stranger": s.Register(t, "stranger")} {
			if got := codes(who.Do(t, decide("verifyOrganization"), in), "verifyOrganization"); !slices.Equal(got, []string{"NOT_FOUND"}) {
				t.Errorf("%s: %v", name, got)
			}
		}
		if a := s.As("").Ask(t, decide("verifyOrganization"), in); a.Code() != "UNAUTHENTICATED" {
			t.Errorf("a visitor: %s", a.Body)
		}
		// Nobody on their own: the coordinator is invited into it.
		granted(t, coordinator.Do(t, acceptInvite, apptest.Input("token", invites(t, owner, first, "MEMBER"))), "acceptInvitation")
		refused(t, coordinator.Do(t, decide("verifyOrganization"), in), "verifyOrganization", "OWN_ORGANIZATION")
		// What was looked at is what is verified.
		granted(t, owner.Do(t, updateOrganization, apptest.Input("organizationId", first, "name", english("Changed"))), "updateOrganization")
		refused(t, head.Do(t, decide("verifyOrganization"), apptest.Input("organizationId", first, "expectedVersion", 2)), "verifyOrganization", "STALE_VERSION")
		decides(t, head, "verifyOrganization", apptest.Input("organizationId", first, "expectedVersion", 3))
		back := decides(t, head, "returnOrganization", apptest.Input("organizationId", second, "reason", " No directions that we know. "))
		if back.Text("returnOrganization", "organization", "statusReason") != "No directions that we know." {
			t.Errorf("%s", back.Body)
		}
		why := `query($id: ID!) { node(id: $id) { ... on Organization { statusReason } } }`
		for who, want := range map[*apptest.Client]string{owner: "No directions that we know.", s.Register(t, "reader"): "", s.As(""): ""} {
			if got := who.Do(t, why, map[string]any{"id": second}).Text("node", "statusReason"); got != want {
				t.Errorf("the reason is shown as %q, want %q", got, want)
			}
		}
		if kinds := newsOf(t, owner); !slices.Contains(kinds, "ORGANIZATION_VERIFIED") || !slices.Contains(kinds, "ORGANIZATION_RETURNED") {
			t.Errorf("the owner was told %v", kinds)
		}
		// A suspended center decides nothing more, the platform does.
		decides(t, admin, "suspendOrganization", apptest.Input("organizationId", centerOrg, "reason", "Audit."))
		if a := head.Ask(t, centerRequests, nil); a.Code() != "FORBIDDEN" {
			t.Errorf("a suspended center: %s", a.Body)
		}
		refused(t, head.Do(t, decide("suspendOrganization"), apptest.Input("organizationId", first, "reason", "r")), "suspendOrganization", "NOT_FOUND")
		decides(t, admin, "suspendOrganization", apptest.Input("organizationId", first, "reason", "r"))
		// Its people are told, each kind once, and nobody else is.
		told := func(who *apptest.Client, kind string) (n int) {
			for _, one := range newsOf(t, who) {
				if one == kind {
					n++
				}
			}
			return n
		}
		if told(owner, "ORGANIZATION_SUSPENDED") != 1 || told(head, "ORGANIZATION_SUSPENDED") != 1 || told(other, "ORGANIZATION_SUSPENDED") != 0 {
			t.Errorf("suspended: the owner was told %v, the head of the center %v, another center %v", newsOf(t, owner), newsOf(t, head), newsOf(t, other))
		}
		decides(t, admin, "closeOrganization", apptest.Input("organizationId", first, "reason", "r"))
		if told(owner, "ORGANIZATION_CLOSED") != 1 || told(head, "ORGANIZATION_CLOSED") != 0 || told(other, "ORGANIZATION_CLOSED") != 0 {
			t.Errorf("closed: the owner was told %v, the head of the center %v, another center %v", newsOf(t, owner), newsOf(t, head), newsOf(t, other))
		}
		refused(t, s.Register(t, "nobody").Do(t, giveMandate, apptest.Input("organizationId", first, "regionId", karagandy())), "giveMandate", "NOT_FOUND")
		refused(t, admin.Do(t, giveMandate, apptest.Input("organizationId", first, "regionId", pavlodar())), "giveMandate", "WRONG_STATE")
	})
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
