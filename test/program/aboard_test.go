package program

import (
	"slices"
	"strings"
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
