package rights

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/apptest"
	"erikti/internal/right"
)

// tenant is a region with an organization, who runs it, its center, and its people.
type tenant struct {
	side
	mark    string   // stands in the names of its people and in the titles of its drafts
	staff   []person // ADMIN, COORDINATOR, and one who acts for the center
	people  []person
	numbers []string // public numbers of people
	events  []string
	shifts  []string
	signups []string
	members []string
}

const (
	aPerson   = `volunteer { id publicNumber givenName familyName email phone }`
	onAShift  = `id title available signups(first: 20) { totalCount edges { cursor node { id state ` + aPerson + ` } } } viewerSignup { id } viewerWaitlistEntry { id }`
	anEvent   = `id title description state organization { id name memberships { totalCount edges { node { id role ` + aPerson + ` } } } invitations { id contact } } shifts { ` + onAShift + ` }`
	wholeNode = `{ __typename id ... on Event { ` + anEvent + ` } ... on Shift { ` + onAShift + ` event { id title } } ... on Signup { state shift { id } ` + aPerson + ` }
		... on WaitlistEntry { state position shift { id } } ... on Offer { state } ... on Membership { role ` + aPerson + ` } ... on Volunteer { givenName email }
		... on Notice { kind message } ... on Organization { name statusReason memberships { edges { node { id } } } events(first: 20) { totalCount edges { node { id title } } } } }`
)

// Coordinators, ADMINs and centers of two regions do whatever comes to mind, with ids of
// both, while all of them follow what they can: nothing that is the other region's own,
// no id and no name, stands in any answer or event.
func TestD7_NothingOfAnotherRegionAppears(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		seed := uint64(time.Now().UnixNano())
		t.Logf("seed %d", seed)
		w := newWorld(t, s)
		r := rand.New(rand.NewPCG(seed, 7))
		tenants := [2]*tenant{w.tenant(0, "Azure-mark"), w.tenant(1, "Birch-mark")}
		heard := make([]*bytes.Buffer, 0, 12)
		var all sync.WaitGroup
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		for i, own := range tenants {
			for _, p := range own.staff[:2] {
				for _, of := range tenants {
					heard = append(heard, w.follow(ctx, &all, p, `subscription($id: ID!) { roster(shiftId: $id) { entries { id signup { id `+aPerson+` } waitlistEntry { id } } removed } }`, of.shifts[0]))
				}
				heard = append(heard, w.follow(ctx, &all, p, `subscription { myNotices { unread notices { id message shift { id } organization { id } } } }`, ""))
				heard = append(heard, w.follow(ctx, &all, p, `subscription { shiftCapacities { shifts { id eventId available } } }`, ""))
			}
			_ = i
		}
		granted := 0
		for step := range 160 {
			i := r.IntN(2)
			own, other := tenants[i], tenants[1-i]
			if step%4 == 0 { // so that there is something to tell
				own.somebodySigns(w, r)
			}
			name, a := own.acts(w, r, tenants[r.IntN(2)])
			if len(a.Errors) == 0 && !strings.Contains(string(a.Body), `"code":"`) {
				granted++
			}
			if found := other.private(w, true).in(a.Body); len(found) > 0 {
				t.Fatalf("step %d, seed %d: %s tells somebody of the other region %s:\n%s", step, seed, name, found, a.Body)
			}
			own.refresh(w)
			other.refresh(w)
		}
		time.Sleep(300 * time.Millisecond) // what is on its way
		stop()
		all.Wait()
		events := 0
		for n, b := range heard {
			own := n / (len(heard) / 2)
			events += strings.Count(b.String(), "data: {")
			if found := tenants[1-own].private(w, false).in(b.Bytes()); len(found) > 0 {
				t.Errorf("seed %d: a subscription tells somebody of the other region %s:\n%s", seed, found, b)
			}
		}
		if granted < 30 || events < 20 {
			t.Errorf("only %d of 160 operations were granted, %d events came: it proves little", granted, events)
		}
		t.Logf("160 operations, %d granted, %d events in %d subscriptions", granted, events, len(heard))
	}, "MAX_COST=0", "GUESTS_PER_ADDRESS=0", "GUESTS_PER_CONTACT=0", "COST_PER_ACCOUNT=0")
}

func (w *world) tenant(i int, mark string) *tenant {
	o := &tenant{side: w.sides[i], mark: mark}
	db := rows(w.Server)
	named := func() person {
		p := w.person()
		db.Volunteer.UpdateOneID(p.id).SetGivenName(mark).SetFamilyName(mark).ExecX(system)
		db.VolunteerPrivate.Update().Where(privateOf(p.id)).SetEmail(fmt.Sprintf("%s%d@example.kz", mark, w.made)).ExecX(system)
		w.made++
		return p
	}
	for _, role := range []right.Asker{right.Admin, right.Coordinator} {
		p := named()
		w.member(p, o.org, role)
		o.staff = append(o.staff, p)
	}
	center, head := w.organization("VERIFIED", o.region), named()
	w.member(head, center, right.Admin)
	db.SupportCenter.Create().SetOrganizationID(center).SetRegionID(o.region).SetValidFrom("2020-01-02").ExecX(system)
	o.staff = append(o.staff, head)
	for range 4 {
		p := named()
		o.people = append(o.people, p)
		o.numbers = append(o.numbers, db.Volunteer.GetX(system, p.id).PublicNumber)
	}
	w.member(o.people[0], o.org, right.Member)
	for n := range 3 {
		state := []string{"PUBLISHED", "PUBLISHED", "DRAFT"}[n]
		id, shifts := w.event(o.org, state, func(c *gen.ShiftCreate) { c.SetCapacity(1) }, func(*gen.ShiftCreate) {})
		if state == "DRAFT" {
			db.Event.UpdateOneID(id).SetTitleEn("Draft " + mark).ExecX(system)
		}
		o.events, o.shifts = append(o.events, id), append(o.shifts, shifts...)
	}
	o.refresh(w)
	return o
}

// refresh reads what there is of the organization now.
func (o *tenant) refresh(w *world) {
	db := rows(w.Server)
	own := event.OrganizationID(o.org)
	o.events = db.Event.Query().Where(own).IDsX(system)
	o.signups = db.Signup.Query().Where(signup.HasShiftWith(shift.HasEventWith(own))).IDsX(system)
	o.members = db.Membership.Query().Where(membership.OrganizationID(o.org)).IDsX(system)
}

// somebodySigns lets one of the own people sign up or give up a place.
func (o *tenant) somebodySigns(w *world, r *rand.Rand) {
	p := pick(r, o.people)
	p.Ask(w.t, `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) { userErrors { code } } }`, apptest.Input("shiftId", pick(r, o.shifts), "autoAccept", r.IntN(2) == 0))
	if len(o.signups) > 0 && r.IntN(2) == 0 {
		p.Ask(w.t, `mutation($in: CancelSignupInput!) { cancelSignup(input: $in) { userErrors { code } } }`, apptest.Input("signupId", pick(r, o.signups)))
	}
}

// acts does something at random to something of a region.
func (o *tenant) acts(w *world, r *rand.Rand, of *tenant) (string, *apptest.Answer) {
	who := pick(r, o.staff)
	signupID, memberID := "sgn_x", "mem_x"
	if len(of.signups) > 0 {
		signupID = pick(r, of.signups)
	}
	if len(of.members) > 0 {
		memberID = pick(r, of.members)
	}
	shiftID, eventID, number := pick(r, of.shifts), pick(r, of.events), pick(r, of.numbers)
	id := pick(r, []string{shiftID, eventID, signupID, memberID, of.org, of.quiet, pick(r, of.people).id})
	mutation := func(name, answer string, in ...any) (string, string, map[string]any) {
		input := strings.ToUpper(name[:1]) + name[1:] + "Input!"
		return name, `mutation($in: ` + input + `) { at: ` + name + `(input: $in) { ` + answer + ` userErrors { code message path } } }`, apptest.Input(in...)
	}
	query := func(name, document string, values ...any) (string, string, map[string]any) {
		variables := map[string]any{}
		for i := 0; i < len(values); i += 2 {
			variables[values[i].(string)] = values[i+1]
		}
		return name, document, variables
	}
	ways := []func() (string, string, map[string]any){
		func() (string, string, map[string]any) {
			return query("node", `query($id: ID!) { node(id: $id) `+wholeNode+` nodes(ids: [$id]) { id } }`, "id", id)
		},
		func() (string, string, map[string]any) {
			return query("events", `query($of: [ID!]) { events(first: 100, where: {organizationIDIn: $of}) { totalCount edges { cursor node { `+anEvent+` } } } }`, "of", []string{of.org, of.quiet})
		},
		func() (string, string, map[string]any) {
			return query("search", `query($s: String) { events(search: $s) { totalCount edges { node { `+anEvent+` } } } organizations(search: $s) { totalCount edges { node { id name } } } }`, "s", of.mark[:5])
		},
		func() (string, string, map[string]any) {
			return query("organizations", `{ organizations(first: 100) { edges { node { id name memberships { totalCount edges { node { id `+aPerson+` } } } invitations { id contact } events(first: 50) { totalCount edges { node { id title } } } } } } }`)
		},
		func() (string, string, map[string]any) {
			return query("placeLog", `query($id: ID!) { placeLog(shiftId: $id, first: 100) { length lines { kind message person `+aPerson+` } } }`, "id", shiftID)
		},
		func() (string, string, map[string]any) {
			return query("auditLog", `query($org: ID, $region: ID, $id: ID) { a: auditLog(first: 50) { edges { node { id objectId who { volunteerId publicNumber givenName } reason } } }
				b: auditLog(organizationId: $org) { edges { node { id objectId } } } c: auditLog(regionId: $region) { edges { node { id objectId } } } d: auditLog(objectId: $id) { edges { node { id } } } }`,
				"org", of.org, "region", of.region, "id", id)
		},
		func() (string, string, map[string]any) {
			return query("viewer", `{ viewer { volunteer { id } memberships { id organization { id } } notices(first: 50) { edges { node { id message shift { id } organization { id } } } } places { __typename } } }`)
		},
		func() (string, string, map[string]any) {
			return query("preview", `query($id: ID!, $from: DateTime!, $to: DateTime!) { previewShiftChange(shiftId: $id, startsAt: $from, endsAt: $to) { told wouldOverlap } }`, "id", shiftID, "from", "2027-05-01T08:00:00Z", "to", "2027-05-01T09:00:00Z")
		},
		func() (string, string, map[string]any) {
			return mutation("updateShift", `shift { `+onAShift+` }`, "shiftId", shiftID, "capacity", 1+r.IntN(4))
		},
		func() (string, string, map[string]any) {
			return mutation("addToShift", `signup { id `+aPerson+` }`, "shiftId", shiftID, "publicNumber", number)
		},
		func() (string, string, map[string]any) {
			return mutation("addToShift", `signup { id `+aPerson+` }`, "shiftId", pick(r, o.shifts), "publicNumber", pick(r, o.numbers))
		},
		func() (string, string, map[string]any) {
			return mutation("moveSignup", `signup { id `+aPerson+` }`, "signupId", signupID, "toShiftId", pick(r, o.shifts))
		},
		func() (string, string, map[string]any) {
			return mutation("declineSignup", `signup { id `+aPerson+` }`, "signupId", signupID, "reason", "r")
		},
		func() (string, string, map[string]any) {
			return mutation("cancelSignup", `signup { id }`, "signupId", signupID)
		},
		func() (string, string, map[string]any) {
			return mutation("updateEvent", `event { `+anEvent+` }`, "eventId", eventID, "description", map[string]any{"en": "d"})
		},
		func() (string, string, map[string]any) {
			return mutation("createEvent", `event { `+anEvent+` }`, "organizationId", of.org, "title", map[string]any{"en": "New " + o.mark}, "directions", []string{"SOCIAL"},
				"timeZone", "Asia/Almaty", "startsAt", time.Now().AddDate(0, 2, 0).Format(time.RFC3339), "endsAt", time.Now().AddDate(0, 2, 1).Format(time.RFC3339))
		},
		func() (string, string, map[string]any) {
			return mutation("inviteMember", `invitationId`, "organizationId", of.org, "email", o.mark+"@example.kz", "role", "MEMBER")
		},
		func() (string, string, map[string]any) {
			return mutation("setMemberRole", `membership { id role `+aPerson+` }`, "membershipId", memberID, "role", "EDITOR")
		},
		func() (string, string, map[string]any) {
			return mutation("issueClaimCode", `expiresAt`, "publicNumber", number)
		},
		func() (string, string, map[string]any) {
			return mutation("messageRoster", ``, "shiftId", shiftID, "text", "Come early.")
		},
		func() (string, string, map[string]any) {
			return query("centerRequests", `{ centerRequests(first: 50) { totalCount edges { node { id name } } } }`)
		},
		func() (string, string, map[string]any) {
			return query("reports", `{ reports(first: 50) { totalCount edges { node { id } } } }`)
		},
	}
	name, document, variables := pick(r, ways)()
	if len(variables) == 0 {
		variables = nil
	}
	if strings.HasPrefix(name, "setMemberRole") && len(o.members) < 3 {
		return name, who.Ask(w.t, `{ __typename }`, nil)
	}
	return name, who.Ask(w.t, document, variables)
}

// follow subscribes, and keeps what is told.
func (w *world) follow(ctx context.Context, all *sync.WaitGroup, p person, document, id string) *bytes.Buffer {
	w.t.Helper()
	in := map[string]any{"query": document}
	if id != "" {
		in["variables"] = map[string]any{"id": id}
	}
	body, err := json.Marshal(in)
	if err != nil {
		w.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Authorization", "Bearer "+p.Token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	heard := &bytes.Buffer{}
	all.Go(func() {
		_, _ = io.Copy(heard, response.Body) // ends with the context
		_ = response.Body.Close()
	})
	return heard
}

// words are what must not be told.
type words []string

func (w words) in(body []byte) (found []string) {
	for _, word := range w {
		if bytes.Contains(body, []byte(word)) {
			found = append(found, word)
		}
	}
	return found
}

// private are the ids and names of a region that are nobody else's: now also those of
// drafts, which may be published one day.
func (o *tenant) private(w *world, drafts bool) words {
	db := rows(w.Server)
	own := event.OrganizationID(o.org)
	all := words{o.mark + "\"", o.mark + "@", o.quiet}
	all = append(all, o.numbers...)
	all = append(all, o.signups...)
	all = append(all, o.members...)
	of := shift.HasEventWith(own)
	all = append(all, db.WaitlistEntry.Query().Where(waitlistentry.HasShiftWith(of)).IDsX(system)...)
	all = append(all, db.Offer.Query().Where(offer.HasShiftWith(of)).IDsX(system)...)
	people := db.Volunteer.Query().Where(volunteer.GivenName(o.mark)).IDsX(system)
	all = append(all, people...)
	all = append(all, db.Notice.Query().Where(notice.VolunteerIDIn(people...)).IDsX(system)...)
	if drafts {
		draft := event.StateEQ(event.StateDRAFT)
		all = append(all, db.Event.Query().Where(own, draft).IDsX(system)...)
		all = append(all, db.Shift.Query().Where(shift.HasEventWith(own, draft)).IDsX(system)...)
		all = append(all, "Draft "+o.mark)
	}
	return all
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
