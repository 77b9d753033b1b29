package program

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"erikti/ent/gen/project"
	"erikti/ent/gen/projectreport"
	"erikti/internal/apptest"
	days "erikti/internal/network"
)

// Whom a list of projects waits for is what each of them says, in every state and with
// every pair of reports; and a list tells nobody of projects that they do not see.
func TestProjectsByWhoIsLate(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		x.submits(t)
		decides(t, x.admin, "verifyOrganization", apptest.Input("organizationId", x.club))
		db, today, made := rows(s), days.Today(time.Now()), 0
		for _, state := range []string{"APPLICATION", "AWARDED", "RUNNING", "REPORTING", "RETURNED", "ACCEPTED", "CLOSED"} {
			for _, due := range []int{-2, 2} {
				for _, reports := range [][]projectreport.State{
					nil, {"SUBMITTED", "PLANNED"}, {"PLANNED", "SUBMITTED"}, {"ACCEPTED", "SUBMITTED"}, {"DROPPED", "RETURNED"}, {"ACCEPTED", "ACCEPTED"},
				} {
					p := db.Project.Create().SetOrganizationID(x.club).SetRegionID(pavlodar()).SetTitleEn(fmt.Sprint(state, due, reports)).SetFunding("OWN").SetSum(1).
						SetStartsOn("2026-01-01").SetEndsOn("2026-03-01").SetState(project.State(state))
					if state != "CLOSED" {
						p.SetDueOn(today.AddDays(due))
					}
					of := p.SaveX(system).ID
					for i, stands := range reports {
						db.ProjectReport.Create().SetProjectID(of).SetOrganizationID(x.club).SetNumber(i + 1).SetPeriodFrom("2026-01-01").SetPeriodTo("2026-02-01").
							SetDueOn(today.AddDays(due)).SetState(stands).SetSubmittedAt(time.Now()).SetSnapshot("{}").SetSnapshotHash("h").ExecX(system)
					}
					made++
				}
			}
		}
		all := x.head.Do(t, `{ projects(first: 100) { edges { node { id title lateBy reports { state } } } } }`, nil).At("projects", "edges").([]any)
		if len(all) != made {
			t.Fatalf("%d of %d projects", len(all), made)
		}
		want := map[string][]string{}
		for _, edge := range all {
			p := edge.(map[string]any)["node"].(map[string]any)
			id, waits := p["id"].(string), false
			for _, r := range p["reports"].([]any) {
				waits = waits || r.(map[string]any)["state"] == "SUBMITTED"
			}
			if by := p["lateBy"]; by != nil {
				want[fmt.Sprint("lateBy: ", by)] = append(want[fmt.Sprint("lateBy: ", by)], id)
			}
			want[fmt.Sprint("reportWaits: ", waits)] = append(want[fmt.Sprint("reportWaits: ", waits)], id)
		}
		if len(want) != 4 {
			t.Fatalf("not every kind is there: %v", want)
		}
		for filter, ids := range want {
			a := x.head.Do(t, `{ projects(first: 100, `+filter+`) { totalCount edges { node { id } } } }`, nil)
			var got []string
			for _, edge := range a.At("projects", "edges").([]any) {
				got = append(got, edge.(map[string]any)["node"].(map[string]any)["id"].(string))
			}
			slices.Sort(got)
			slices.Sort(ids)
			if !slices.Equal(got, ids) || int(a.Number("projects", "totalCount")) != len(ids) {
				t.Errorf("%s: %d, want %d", filter, len(got), len(ids))
			}
			hidden := 0
			for _, id := range ids {
				if db.Project.GetX(system, id).State == "APPLICATION" {
					hidden++
				}
			}
			if a := s.As("").Do(t, `{ projects(`+filter+`) { totalCount } }`, nil); int(a.Number("projects", "totalCount")) != len(ids)-hidden {
				t.Errorf("%s, to a visitor: %s, want %d", filter, a.Body, len(ids)-hidden)
			}
		}
	})
}

// A list that is read page by page has each of its rows once, and as many as its count says.
func TestListsAreReadToTheirEnd(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		db := rows(s)
		at := time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, -3)
		e := db.Event.Create().SetOrganizationID(x.club).SetTitleEn("E").SetStartsAt(at).SetEndsAt(at.Add(8 * time.Hour)).SetTimeZone("Asia/Almaty").SetState("DONE").SaveX(system)
		shift := db.Shift.Create().SetEventID(e.ID).SetTitleEn("S").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SetCapacity(9).SetState("ENDED").SaveX(system)
		const each = 5
		for i := range each {
			v := db.Volunteer.Create().SetGivenName("D").SetFamilyName(fmt.Sprint(i)).SaveX(system)
			place := db.Signup.Create().SetVolunteerID(v.ID).SetShiftID(shift.ID).SetPersonNo(v.PersonNo).SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SetState("COMPLETED").SaveX(system)
			db.HourEntry.Create().SetVolunteerID(v.ID).SetOrganizationID(x.club).SetEventID(e.ID).SetDate(days.Today(at)).SetMinutes(60).SetEvidence(2).SetState("PENDING").ExecX(system)
			// Said at one moment, all of them.
			db.HourDispute.Create().SetVolunteerID(v.ID).SetOrganizationID(x.club).SetSignupID(place.ID).SetText("an hour more").SetCreatedAt(at).ExecX(system)
		}
		for name, of := range map[string][2]string{
			"hourEntries":  {`filter: {organizationId: $org, state: PENDING}`, "hourEntriesCount"},
			"hourDisputes": {`organizationId: $org, state: OPEN`, "hourDisputesCount"},
		} {
			list := func(who *apptest.Client, after any) *apptest.Answer {
				return who.Do(t, fmt.Sprintf(`query($org: ID!, $after: ID) { at: %s(%s, first: 2, after: $after) { id } count: %s(%s) }`, name, of[0], of[1], of[0]),
					map[string]any{"org": x.club, "after": after})
			}
			seen, after := map[string]bool{}, any(nil)
			for range each {
				a := list(x.own, after)
				if a.Number("count") != each {
					t.Errorf("%s: %s", name, a.Body)
				}
				page := a.At("at").([]any)
				if len(page) == 0 {
					break
				}
				for _, row := range page {
					after = row.(map[string]any)["id"]
					seen[after.(string)] = true
				}
				if len(page) < 2 {
					break
				}
			}
			if len(seen) != each {
				t.Errorf("%s: %d of %d rows", name, len(seen), each)
			}
			for who, asked := range map[string]*apptest.Client{"a visitor": s.As(""), "a stranger": x.head} {
				if a := list(asked, after); a.Number("count") != 0 || len(a.At("at").([]any)) != 0 {
					t.Errorf("%s, to %s: %s", name, who, a.Body)
				}
			}
		}
	})
}

// Everybody is told their own roles on the platform; an API key has none.
func TestViewersKnowTheirPlatformRoles(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		admin, other := s.FirstAdmin(t), s.Register(t, "other")
		ask := `{ viewer { platformRoles } }`
		if a := admin.Do(t, ask, nil); fmt.Sprint(a.At("viewer", "platformRoles")) != "[PLATFORM_ADMIN]" {
			t.Errorf("%s", a.Body)
		}
		if a := other.Do(t, ask, nil); fmt.Sprint(a.At("viewer", "platformRoles")) != "[]" {
			t.Errorf("%s", a.Body)
		}
		key := admin.Do(t, `mutation { createApiKey(input: {name: "k", scopes: [PROFILE_READ]}) { secret userErrors { code } } }`, nil).Text("createApiKey", "secret")
		if a := s.As(key).Do(t, ask, nil); fmt.Sprint(a.At("viewer", "platformRoles")) != "[]" {
			t.Errorf("a key: %s", a.Body)
		}
	})
}
