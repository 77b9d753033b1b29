package attack

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"erikti/ent/gen/membership"
	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/credit"
	"erikti/internal/credit/tier"
	"erikti/internal/network"
)

// campus is a university with its officer, and students who worked enough for an award.
type campus struct {
	id, officerID string
	officer       *apptest.Client
	students      []*apptest.Client
	enrollments   []string
}

func newCampus(s *apptest.Server, students int) *campus {
	ctx, db, today := rule.System(context.Background()), s.App.Store().Client, network.Today(time.Now())
	year := today.Time().Year()
	first := network.Today(time.Date(year, 1, 1, 12, 0, 0, 0, network.Home))
	c := &campus{id: db.Organization.Create().SetNameEn("University").SetLegalForm("UNIVERSITY").SetStatus("VERIFIED").SaveX(ctx).ID}
	c.officer, c.officerID = person(s, "officer")
	db.Membership.Create().SetVolunteerID(c.officerID).SetOrganizationID(c.id).SetRole("UNIVERSITY_OFFICER").SetStatus("ACTIVE").SetValidFrom("2020-01-01").ExecX(ctx)
	host := db.Organization.Create().SetNameEn("Host").SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(ctx).ID
	db.HostAccreditation.Create().SetOrganizationID(host).SetFiscalYear(year).SetValidFrom(first).ExecX(ctx)
	db.CreditPolicy.Create().SetFiscalYear(year).SetNumber(1).SetAppliesFrom(first).SetTiers([]tier.Tier{{Minutes: 1200, Amount: 2_000_000, Credits: 2}}).
		SetCapMinutes(4200).SetCapCredits(7).SetMinEvidence(1).SetDirections([]string{}).SetClaimDays(120).SetSeatDays(30).SetConfirmDays(10).SetApproveDays(10).SetPayDays(20).ExecX(ctx)
	for i := range students {
		who, id := person(s, fmt.Sprint("student-", i))
		c.students = append(c.students, who)
		c.enrollments = append(c.enrollments, db.Enrollment.Create().SetVolunteerID(id).SetOrganizationID(c.id).SetStudentNo(fmt.Sprint("S", i)).SetState("CONFIRMED").
			SetValidFrom(first).SetValidTo(today.AddDays(200)).SaveX(ctx).ID)
		db.HourEntry.Create().SetVolunteerID(id).SetOrganizationID(host).SetDate(today).SetMinutes(1200).SetEvidence(3).SetState("VERIFIED").ExecX(ctx)
	}
	return c
}

// claims lets a student claim, and returns the award.
func (c *campus) claims(t testing.TB, student int) string {
	t.Helper()
	a := c.students[student].Do(t, `mutation($in: ClaimCreditInput!) { claimCredit(input: $in) { award { id } userErrors { code } } }`,
		apptest.Input("enrollmentId", c.enrollments[student], "hours", 20))
	award := a.Text("claimCredit", "award", "id")
	if award == "" {
		t.Fatalf("%s", a.Body)
	}
	return award
}

// stateOf reads what a subscription said.
func stateOf[T any](t testing.TB, m wireMessage) (state T) {
	t.Helper()
	var p struct {
		Data   map[string]T
		Errors json.RawMessage
	}
	if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" || p.Errors != nil || len(p.Data) != 1 {
		t.Fatalf("%s %s: %v", m.Type, m.Payload, err)
	}
	for _, state = range p.Data {
	}
	return state
}

// Everybody follows how many awards there are, once they are not of too few; a student
// follows theirs; the officer follows the university's until they are dismissed: nothing of
// it is sent to them after that, and the next change ends the subscription.
func TestE10_APipelineEndsWithTheOffice(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		c := newCampus(s, credit.LeastCell+2)
		const followPipeline = `subscription($id: ID!) { creditPipeline(organizationId: $id) { byState { state awards } } }`
		type pipeline struct {
			ByState []struct {
				State  string
				Awards int
			}
		}
		claimed := func(p pipeline) (n int) {
			for _, of := range p.ByState {
				if of.State == "CLAIMED" {
					n = of.Awards
				}
			}
			return n
		}
		for _, other := range []*apptest.Client{c.students[0], s.As("")} {
			sock, want := open(t, other, false), "NOT_FOUND"
			if other.Token == "" {
				want = "UNAUTHENTICATED"
			}
			sock.subscribe("1", followPipeline, map[string]any{"id": c.id})
			if code := refusedWith(t, sock.hear()); code != want {
				t.Errorf("to who is no officer: %s", code)
			}
		}
		office, public, mine, other := open(t, c.officer, false), open(t, s.As(""), false), open(t, c.students[0], false), open(t, c.students[credit.LeastCell+1], false)
		office.subscribe("1", followPipeline, map[string]any{"id": c.id})
		if n := claimed(stateOf[pipeline](t, office.hear())); n != 0 {
			t.Errorf("at first %d", n)
		}
		type delays struct{ All struct{ Awards *int } }
		public.subscribe("1", `subscription { nationalCredit { all { awards } } }`, nil)
		if d := stateOf[delays](t, public.hear()); d.All.Awards != nil {
			t.Errorf("at first %d", *d.All.Awards)
		}
		type own struct {
			UsableMinutes int
			Awards        []struct{ ID, State string }
		}
		for _, sock := range []*socket{mine, other} {
			sock.subscribe("1", `subscription { myCredit { usableMinutes awards { id state } } }`, nil)
			if m := stateOf[own](t, sock.hear()); m.UsableMinutes != 1200 || len(m.Awards) != 0 {
				t.Errorf("at first %+v", m)
			}
		}

		award := c.claims(t, 0)
		if n := claimed(stateOf[pipeline](t, office.hear())); n != 1 {
			t.Errorf("after a claim %d", n)
		}
		if m := stateOf[own](t, mine.hear()); m.UsableMinutes != 0 || len(m.Awards) != 1 || m.Awards[0].ID != award || m.Awards[0].State != "CLAIMED" {
			t.Errorf("after a claim %+v", m)
		}
		c.officer.Do(t, `mutation($in: ConfirmCreditAwardInput!) { confirmCreditAward(input: $in) { userErrors { code } } }`, apptest.Input("awardId", award))
		if n := claimed(stateOf[pipeline](t, office.hear())); n != 0 {
			t.Errorf("after it was confirmed %d", n)
		}
		if m := stateOf[own](t, mine.hear()); len(m.Awards) != 1 || m.Awards[0].State != "UNIVERSITY_CONFIRMED" {
			t.Errorf("after it was confirmed %+v", m)
		}

		s.App.Store().Client.Membership.Update().Where(membership.VolunteerID(c.officerID)).SetStatus(membership.StatusENDED).ExecX(rule.System(context.Background()))
		c.claims(t, 1)
		if code := refusedWith(t, office.hear()); code != "NOT_FOUND" {
			t.Errorf("after the office: %s", code)
		}
		for i := 2; i < credit.LeastCell; i++ {
			c.claims(t, i)
		}
		if rest := office.settle(); len(rest) != 0 {
			t.Errorf("after the end: %v", rest)
		}
		for heard := 1; ; heard++ {
			d := stateOf[delays](t, public.hear())
			if d.All.Awards != nil {
				if *d.All.Awards != credit.LeastCell {
					t.Errorf("%d awards", *d.All.Awards)
				}
				break
			}
			if heard > credit.LeastCell {
				t.Fatal("no number is told")
			}
		}
		if rest := other.settle(); len(rest) != 0 {
			t.Errorf("what others have: %v", rest)
		}
	})
}

// Who decides on the hours of an organization follows them until their membership ends.
func TestE10_HoursEndWithTheMembership(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		c, organization := organizer(s, "organizer")
		all := people(t, s, 3)
		declares := func(who *apptest.Client) {
			t.Helper()
			begun := time.Now().Add(-3 * time.Hour)
			who.Do(t, `mutation($in: DeclareHoursInput!) { declareHours(input: $in) { entries { id } userErrors { code } } }`,
				apptest.Input("organizationId", organization, "startsAt", begun, "endsAt", begun.Add(time.Hour), "description", "d")).Text("declareHours", "entries", 0, "id")
		}
		const follow = `subscription($f: HourEntryFilter) { hourEntries(filter: $f) { id } }`
		of := map[string]any{"f": map[string]any{"organizationId": organization}}
		stranger := open(t, all[0], false)
		stranger.subscribe("1", follow, of)
		if code := refusedWith(t, stranger.hear()); code != "NOT_FOUND" {
			t.Errorf("to who does not run its events: %s", code)
		}
		sock := open(t, c, false)
		sock.subscribe("1", follow, of)
		if lines := stateOf[[]struct{ ID string }](t, sock.hear()); len(lines) != 0 {
			t.Errorf("at first %v", lines)
		}
		declares(all[0])
		if lines := stateOf[[]struct{ ID string }](t, sock.hear()); len(lines) != 1 {
			t.Errorf("after one %v", lines)
		}
		me := c.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
		s.App.Store().Client.Membership.Update().Where(membership.VolunteerID(me)).SetStatus(membership.StatusENDED).ExecX(rule.System(context.Background()))
		declares(all[1])
		if code := refusedWith(t, sock.hear()); code != "NOT_FOUND" {
			t.Errorf("after the membership: %s", code)
		}
		declares(all[2])
		if rest := sock.settle(); len(rest) != 0 {
			t.Errorf("after the end: %v", rest)
		}
	})
}
