package program

import (
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/civil"
)

// Sums of hours that everybody gets tell of no day and no minute of a person: whatever
// days are asked for, whole months of whole hours come back, the same ones everywhere.
// Who answers for the work gets them exactly.
func TestPublicSumsOfHoursTellNoDayAndNoMinute(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		platform := s.FirstAdmin(t)
		head, _ := center(t, s, platform, "Center of Pavlodar", pavlodar())
		organizer, org := s.Organizer(t, "own")
		people := rows(s).Volunteer.Query().Limit(2).AllX(system)
		month := civil.Date(time.Now().UTC().AddDate(0, 0, -time.Now().UTC().Day()).Format("2006-01") + "-01") // the last one
		first, second := month.AddDays(2), month.AddDays(16)
		for i, line := range []struct {
			on      civil.Date
			minutes int
		}{{first, 95}, {second, 50}, {month.AddDays(-40), 20}} {
			rows(s).HourEntry.Create().SetVolunteerID(people[i%2].ID).SetOrganizationID(org).SetRegionID(pavlodar()).SetDate(line.on).SetMinutes(line.minutes).SetState("VERIFIED").ExecX(system)
		}
		last := month.AddDays(31)
		last = civil.Date(string(last)[:8] + "01").AddDays(-1)
		const sums = `query($org: ID!, $region: ID!, $from: Date, $to: Date) {
			of: node(id: $org) { ... on Organization { hours(from: $from, to: $to, by: MONTH) { minutes groups { minutes } } } }
			in: node(id: $region) { ... on Region { hours(from: $from, to: $to, by: ORGANIZATION) { minutes groups { minutes } } } }
			network: networkHours(from: $from, to: $to, by: REGION) { minutes groups { minutes } }
			stats: networkStats(from: $from, to: $to) { totals { verifiedMinutes } byRegion { totals { verifiedMinutes } } } }`
		asks := func(who *apptest.Client, from, to civil.Date) (of, in, network, stats int) {
			t.Helper()
			v := map[string]any{"org": org, "region": pavlodar()}
			if from != "" {
				v["from"], v["to"] = from, to
			}
			a := who.Do(t, sums, v)
			for _, at := range [][]any{{"of", "hours"}, {"in", "hours"}, {"network"}} {
				sum := 0
				for i := range a.At(append(at, "groups")...).([]any) {
					sum += a.Number(append(at, "groups", i, "minutes")...)
				}
				if sum != a.Number(append(at, "minutes")...) {
					t.Errorf("the groups are %d together: %s", sum, a.Body)
				}
			}
			return a.Number("of", "hours", "minutes"), a.Number("in", "hours", "minutes"), a.Number("network", "minutes"), a.Number("stats", "totals", "verifiedMinutes")
		}
		visitor, stranger := s.As(""), s.People(t, 1, "1990-05-17")[0]
		for name, who := range map[string]*apptest.Client{"a visitor": visitor, "a stranger": stranger} {
			for _, days := range [][3]any{
				{month, last, 120},                            // 145 minutes
				{civil.Date(""), civil.Date(""), 120},         // and 20 of another month
				{first, first, 0},                             // one person's day
				{month, last.AddDays(-1), 0},                  // a month but for a day
				{month.AddDays(1), last, 0},                   //
				{month.AddDays(-1), last.AddDays(1), 120},     // a day more on each side
				{month.AddDays(-45), second, 0},               // to a day within
				{month, civil.Date("2099-01-01"), 120},        //
				{civil.Date("2000-01-01"), last, 120},         //
				{month.AddDays(400), month.AddDays(400), 0},   //
				{month.AddDays(-400), month.AddDays(-399), 0}, //
			} {
				of, in, network, stats := asks(who, days[0].(civil.Date), days[1].(civil.Date))
				if want := days[2].(int); of != want || in != want || network != want || stats != want {
					t.Errorf("%s, %s to %s: %d, %d, %d, %d, want %d", name, days[0], days[1], of, in, network, stats, want)
				}
			}
			for _, document := range []string{`{ networkHours(from: "2026-01-01", to: "2026-01-31", by: DAY) { minutes } }`, `query($org: ID!) { node(id: $org) { ... on Organization { hours(from: "2026-01-01", to: "2026-01-31", by: DAY) { minutes } } } }`} {
				if a := who.Ask(t, document, map[string]any{"org": org}); a.Code() != "FORBIDDEN" {
					t.Errorf("%s asks by day: %s", name, a.Body)
				}
			}
		}
		if of, in, network, stats := asks(organizer, first, first); of != 95 || in != 0 || network != 0 || stats != 0 {
			t.Errorf("who runs the events: %d, %d, %d, %d", of, in, network, stats)
		}
		if of, in, network, stats := asks(head, first, second); of != 0 || in != 145 || network != 0 || stats != 0 {
			t.Errorf("who runs the center of the region: %d, %d, %d, %d", of, in, network, stats)
		}
		if of, in, network, stats := asks(platform, second, second); of != 50 || in != 50 || network != 50 || stats != 0 {
			t.Errorf("an administrator: %d, %d, %d, %d", of, in, network, stats)
		}
		if of, in, network, _ := asks(platform, "", ""); of != 165 || in != 165 || network != 165 {
			t.Errorf("an administrator: %d, %d, %d", of, in, network)
		}
	})
}
