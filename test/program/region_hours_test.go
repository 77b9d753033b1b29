package program

import (
	"fmt"
	"testing"
	"time"

	"erikti/internal/apptest"
	days "erikti/internal/network"
)

// A region's hours to verify are the lines that wait at the organizations whose home it
// is, each once, by organization and the oldest first, as many as is said; without who
// worked, and to nobody else than its center and the platform.
func TestHoursToVerifyOfARegion(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newSides(t, s)
		x.submits(t)
		decides(t, x.admin, "verifyOrganization", apptest.Input("organizationId", x.club))
		db := rows(s)
		elsewhere := db.Organization.Create().SetNameEn("Far").SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(system).ID
		second := db.Organization.Create().SetNameEn("Near").SetLegalForm("NGO").SetStatus("VERIFIED").SetHomeRegionID(pavlodar()).SaveX(system).ID
		today, want := days.Today(time.Now()), 0
		for i := range 9 {
			v := db.Volunteer.Create().SetGivenName("Canary").SetFamilyName(fmt.Sprint(i)).SaveX(system)
			for _, of := range []string{x.club, second, elsewhere} {
				line := db.HourEntry.Create().SetVolunteerID(v.ID).SetOrganizationID(of).SetDate(today.AddDays(-(i % 4))).SetMinutes(30 + i).SetDescription("canary")
				if i == 8 {
					line.SetState("VERIFIED")
				} else if of != elsewhere {
					want++
				}
				line.ExecX(system)
			}
		}
		list := func(who *apptest.Client, region string, after any) *apptest.Answer {
			return who.Ask(t, `query($region: ID!, $after: ID) { regionHours(regionId: $region, first: 5, after: $after) { count minutes lines { id date minutes organization { id } event { id } } } }`,
				map[string]any{"region": region, "after": after})
		}
		seen, minutes, after := map[string]bool{}, 0, any(nil)
		oldest, org := map[string]string{}, "" // the date that was listed last, by organization
		for range want {
			a := list(x.head, pavlodar(), after)
			if n := a.Number("regionHours", "count"); n != want {
				t.Fatalf("%d lines are said, want %d: %s", n, want, a.Body)
			}
			lines := a.At("regionHours", "lines").([]any)
			for i := range lines {
				at := func(field ...any) string { return a.Text(append([]any{"regionHours", "lines", i}, field...)...) }
				of, date := at("organization", "id"), at("date")
				if before, was := oldest[of]; was && (of != org || date < before) {
					t.Errorf("%s of %s is listed behind %s", date, of, before)
				}
				after, org, oldest[of] = at("id"), of, date
				seen[at("id")] = true
				minutes += a.Number("regionHours", "lines", i, "minutes")
			}
			if len(seen) == want || len(lines) == 0 {
				if n := a.Number("regionHours", "minutes"); n != minutes {
					t.Errorf("%d minutes are said, the lines have %d", n, minutes)
				}
				break
			}
		}
		if len(seen) != want {
			t.Errorf("%d of %d lines", len(seen), want)
		}
		if n := list(x.admin, pavlodar(), nil).Number("regionHours", "count"); n != want {
			t.Errorf("to the platform: %d", n)
		}
		other := db.Region.Query().AllX(system)
		for _, r := range other {
			if r.ID == pavlodar() {
				continue
			}
			if code := list(x.head, r.ID, nil).Code(); code != "FORBIDDEN" {
				t.Errorf("another region: %s", code)
			}
			break
		}
		for who, client := range map[string]*apptest.Client{"a member": x.own, "a stranger": s.Register(t, "stranger")} {
			if code := list(client, pavlodar(), nil).Code(); code != "FORBIDDEN" {
				t.Errorf("to %s: %s", who, code)
			}
		}
		if code := list(s.As(""), pavlodar(), nil).Code(); code != "UNAUTHENTICATED" {
			t.Errorf("to a visitor: %s", code)
		}
		if code := list(x.admin, "reg_0", nil).Code(); code != "NOT_FOUND" {
			t.Errorf("no region: %s", code)
		}
	})
}
