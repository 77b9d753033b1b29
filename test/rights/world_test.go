package rights

import (
	"fmt"
	"net/url"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/gen/region"
	"erikti/internal/apptest"
	"erikti/internal/civil"
	"erikti/internal/id"
	"erikti/internal/network"
	"erikti/internal/right"
)

// person is somebody who asks.
type person struct {
	*apptest.Client
	id string // of the volunteer, "" for a visitor
}

// side is an organization with what surrounds it: one that publishes, a quiet one in
// which nothing was published, and the region of both.
type side struct {
	org, quiet, region string
	admin              person
}

// world has two sides, and people who are something on the first one only.
type world struct {
	*apptest.Server
	t     testing.TB
	sides [2]side
	// askers by what they are on the first side.
	askers   map[right.Asker]person
	somebody person // else
	password string // of known@example.kz
	made     int
}

// newWorld makes it.
func newWorld(t testing.TB, s *apptest.Server) *world {
	t.Helper()
	w := &world{Server: s, t: t, askers: map[right.Asker]person{right.Anyone: {s.As(""), ""}}, password: "password of known"}
	s.Register(t, "known")
	regions := rows(s).Region.Query().Order(gen.Asc("iso")).Limit(2).IDsX(system)
	for i := range w.sides {
		w.sides[i] = side{org: w.organization("VERIFIED", regions[i]), quiet: w.organization("DRAFT", regions[i]), region: regions[i], admin: w.person()}
		w.member(w.sides[i].admin, w.sides[i].org, right.Admin)
		center := w.organization("VERIFIED", regions[i])
		rows(s).SupportCenter.Create().SetOrganizationID(center).SetRegionID(regions[i]).SetValidFrom("2020-01-01").ExecX(system)
		if i == 0 {
			w.askers[right.Center] = w.person()
			w.member(w.askers[right.Center], center, right.Coordinator)
		}
	}
	for _, role := range right.Roles {
		w.askers[role] = w.person()
		w.member(w.askers[role], w.sides[0].org, role)
		w.member(w.askers[role], w.sides[0].quiet, role)
	}
	for _, role := range []right.Asker{right.PlatformAdmin, right.CreditAdmin} {
		w.askers[role] = w.person()
		rows(s).PlatformGrant.Create().SetVolunteerID(w.askers[role].id).SetRole(platformgrant.Role(role)).ExecX(system)
	}
	w.askers[right.Person], w.somebody = w.person(), w.person()
	return w
}

// person is a new one, signed in.
func (w *world) person() person {
	w.t.Helper()
	c := w.People(w.t, 1, "1990-05-17")[0]
	return person{c, c.Do(w.t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")}
}

func (w *world) organization(status, region string) string {
	w.made++
	return rows(w.Server).Organization.Create().SetNameEn(fmt.Sprint("Organization ", w.made)).SetLegalForm("INFORMAL_GROUP").
		SetStatus(organizationStatus(status)).SetHomeRegionID(region).AddRegionIDs(region).AddDirectionIDs(id.Direction.Of("SOCIAL")).SaveX(system).ID
}

// fresh is an organization of a side, with everybody who is something on the side.
func (w *world) fresh(o one, status string) string {
	org := w.organization(status, o.region)
	w.joins(o, org)
	return org
}

// joins makes everybody who is something on the side that in an organization.
func (w *world) joins(o one, org string) {
	w.member(o.side.admin, org, right.Admin)
	if o.region == w.sides[0].region {
		for _, role := range right.Roles {
			w.member(w.askers[role], org, role)
		}
	}
}

// network is a verified network of organizations, with everybody who is something on the
// side.
func (w *world) network(o one) string {
	w.made++
	n := rows(w.Server).Organization.Create().SetNameEn(fmt.Sprint("Network ", w.made)).SetLegalForm("NGO").SetNetwork(true).
		SetStatus("VERIFIED").SetHomeRegionID(o.region).AddRegionIDs(o.region).AddDirectionIDs(id.Direction.Of("SOCIAL")).SaveX(system).ID
	w.joins(o, n)
	return n
}

// mandated is a mandate of an organization, in a region and from a day of its own.
func (w *world) mandated(o one) string {
	w.made++
	region := rows(w.Server).Region.Query().Order(gen.Desc("iso")).FirstIDX(system)
	return rows(w.Server).SupportCenter.Create().SetOrganizationID(w.fresh(o, "VERIFIED")).SetRegionID(region).
		SetValidFrom(civil.Date(time.Date(1990, 1, w.made, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))).SaveX(system).ID
}

// free is a region without a support center.
func (w *world) free() string {
	return rows(w.Server).Region.Query().Where(region.Not(region.HasSupportCenters()), network.RegionsOn(network.Today(time.Now()))).Order(gen.Asc("iso")).FirstIDX(system)
}

// invited is the id and the secret of an invitation into an organization.
func (w *world) invited(o one) (id, token string) {
	w.t.Helper()
	a := o.side.admin.Do(w.t, `mutation($in: InviteMemberInput!) { inviteMember(input: $in) { invitationId inviteUrl userErrors { code } } }`,
		apptest.Input("organizationId", w.fresh(o, "VERIFIED"), "email", "invited@example.kz", "role", "TRAINER"))
	link, err := url.Parse(a.Text("inviteMember", "inviteUrl"))
	if err != nil || a.Text("inviteMember", "invitationId") == "" {
		w.t.Fatalf("inviting: %s", a.Body)
	}
	return a.Text("inviteMember", "invitationId"), link.Query().Get("token")
}

// joined is a membership of somebody in an organization of a side.
func (w *world) joined(o one, status membership.Status) string {
	return rows(w.Server).Membership.Create().SetVolunteerID(w.somebody.id).SetOrganizationID(w.fresh(o, "VERIFIED")).
		SetRole(membership.RoleMEMBER).SetStatus(status).SetValidFrom("2020-01-01").SaveX(system).ID
}

func (w *world) member(p person, org string, role right.Asker) {
	rows(w.Server).Membership.Create().SetVolunteerID(p.id).SetOrganizationID(org).SetRole(membership.Role(role)).
		SetStatus(membership.StatusACTIVE).SetValidFrom("2020-01-01").ExecX(system)
}

// event writes an event with open shifts of some places, on days of its own: nobody's
// places overlap.
func (w *world) event(org, state string, shifts ...func(*gen.ShiftCreate)) (string, []string) {
	w.t.Helper()
	w.made++
	at := time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, 3+2*w.made)
	e := rows(w.Server).Event.Create().SetOrganizationID(org).SetTitleEn(fmt.Sprint("Event ", w.made)).SetStartsAt(at).SetEndsAt(at.Add(24 * time.Hour)).
		SetTimeZone("Asia/Almaty").SetState(eventState(state)).AddDirectionIDs(id.Direction.Of("SOCIAL")).SaveX(system)
	var ids []string
	for i, f := range shifts {
		start := at.Add(time.Duration(4*i) * time.Hour)
		c := rows(w.Server).Shift.Create().SetEventID(e.ID).SetTitleEn("Shift").SetCapacity(5).SetStartsAt(start).SetEndsAt(start.Add(3 * time.Hour)).SetState("OPEN")
		if state == "DRAFT" {
			c.SetState("SCHEDULED")
		}
		f(c)
		ids = append(ids, c.SaveX(system).ID)
	}
	return e.ID, ids
}

// shift is one of a published event.
func (w *world) shift(org string, more ...func(*gen.ShiftCreate)) string {
	w.t.Helper()
	_, ids := w.event(org, "PUBLISHED", func(c *gen.ShiftCreate) {
		for _, f := range more {
			f(c)
		}
	})
	return ids[0]
}

// takes signs a person up, and returns the sign-up or the waiting entry.
func (w *world) takes(p person, shift string, more ...any) string {
	w.t.Helper()
	a := p.Do(w.t, `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) { signup { id } waitlistEntry { id } userErrors { code } } }`,
		apptest.Input(append([]any{"shiftId", shift}, more...)...))
	if s := a.Text("signUpForShift", "signup", "id"); s != "" {
		return s
	}
	if e := a.Text("signUpForShift", "waitlistEntry", "id"); e != "" {
		return e
	}
	w.t.Fatalf("signing up: %s", a.Body)
	return ""
}

func onePlace(c *gen.ShiftCreate) { c.SetCapacity(1) }

func byApproval(c *gen.ShiftCreate) { c.SetSignupPolicy("APPROVAL") }
