package program

import (
	"fmt"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/organization"
	"erikti/internal/apptest"
	"erikti/internal/civil"
	"erikti/internal/id"
	"erikti/internal/lang"
)

const totals = `totals { organizations supportCenters volunteers events places takenPlaces freePlaces verifiedMinutes }`

const numbers = `query($r: ID, $d: DirectionCode, $from: Date, $to: Date) { networkStats(region: $r, direction: $d, from: $from, to: $to) {
	` + totals + ` byRegion { region { id iso } ` + totals + ` } byDirection { direction { code } ` + totals + ` } byMonth { month ` + totals + ` } } }`

// Every number of the dashboard is the count of the list that it counts.
func TestNumbersCountTheirLists(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		regions := rows(s).Region.Query().Limit(3).AllX(system)
		network(s, regions)
		visitor := s.As("")
		for name, f := range map[string]struct {
			variables map[string]any
			events    string
			orgs      string
		}{
			"all":       {nil, ``, ``},
			"region":    {map[string]any{"r": regions[0].ID}, `regionID: "` + regions[0].ID + `"`, `hasRegionsWith: [{id: "` + regions[0].ID + `"}]`},
			"direction": {map[string]any{"d": "ANIMALS"}, `hasDirectionsWith: [{code: ANIMALS}]`, `hasDirectionsWith: [{code: ANIMALS}]`},
			"both": {
				map[string]any{"r": regions[1].ID, "d": "SOCIAL"},
				`regionID: "` + regions[1].ID + `", hasDirectionsWith: [{code: SOCIAL}]`,
				`hasRegionsWith: [{id: "` + regions[1].ID + `"}], hasDirectionsWith: [{code: SOCIAL}]`,
			},
			"days": {
				map[string]any{"from": "2026-11-01", "to": "2026-11-30"},
				`startsAtGTE: "2026-10-31T19:00:00Z", startsAtLT: "2026-11-30T19:00:00Z"`, ``,
			},
		} {
			t.Run(name, func(t *testing.T) {
				a := visitor.Do(t, numbers, f.variables)
				shown := func(what string, at []any, events, orgs string) {
					t.Helper()
					checkTotals(t, visitor, what, a.At(append(at, "totals")...), both("stateIn: [PUBLISHED, DONE, SETTLED]", f.events, events), both("status: VERIFIED", f.orgs, orgs))
				}
				shown("all", []any{"networkStats"}, "", "")
				for i := range a.At("networkStats", "byRegion").([]any) {
					r := a.Text("networkStats", "byRegion", i, "region", "id")
					shown("region", []any{"networkStats", "byRegion", i}, `and: [{regionID: "`+r+`"}]`, `and: [{hasRegionsWith: [{id: "`+r+`"}]}]`)
				}
				for i := range a.At("networkStats", "byDirection").([]any) {
					d := a.Text("networkStats", "byDirection", i, "direction", "code")
					shown("direction", []any{"networkStats", "byDirection", i}, `and: [{hasDirectionsWith: [{code: `+d+`}]}]`, `and: [{hasDirectionsWith: [{code: `+d+`}]}]`)
				}
				months := 0
				for i := range a.At("networkStats", "byMonth").([]any) {
					months += a.Number("networkStats", "byMonth", i, "totals", "events")
				}
				if months != a.Number("networkStats", "totals", "events") {
					t.Errorf("%d events in all months, %d in all", months, a.Number("networkStats", "totals", "events"))
				}
			})
		}
		a := visitor.Do(t, numbers, nil)
		if got := a.Number("networkStats", "totals", "verifiedMinutes"); got != 120 { // 90 and 45, to the whole hour
			t.Errorf("%d minutes, want 120", got)
		}
		if got := a.Number("networkStats", "totals", "volunteers"); got != rows(s).Volunteer.Query().CountX(system) {
			t.Errorf("%d volunteers", got)
		}
		centers := 0
		list := visitor.Do(t, `{ regions { supportCenters { validTo } } }`, nil)
		for i := range list.At("regions").([]any) {
			for j := range list.At("regions", i, "supportCenters").([]any) {
				if list.At("regions", i, "supportCenters", j, "validTo") == nil {
					centers++
				}
			}
		}
		if got := a.Number("networkStats", "totals", "supportCenters"); got != centers || got != 2 {
			t.Errorf("%d support centers, the list has %d", got, centers)
		}
		if n := len(a.At("networkStats", "byRegion").([]any)); n != 20 {
			t.Errorf("%d regions", n)
		}
		// A month is one in Kazakhstan: 20:00 UTC on 31 October is November there.
		months := map[string]int{}
		for i := range a.At("networkStats", "byMonth").([]any) {
			months[a.Text("networkStats", "byMonth", i, "month")] = a.Number("networkStats", "byMonth", i, "totals", "events")
		}
		if months["2026-10"] != 1 || months["2026-11"] != 2 || months["2026-12"] != 2 {
			t.Errorf("got %v", months)
		}
	})
}

func both(conditions ...string) string {
	out := ""
	for _, c := range conditions {
		if c != "" {
			out += c + ", "
		}
	}
	return out
}

// checkTotals compares numbers with the lists.
func checkTotals(t *testing.T, c *apptest.Client, what string, got any, events, orgs string) {
	t.Helper()
	a := c.Do(t, `{ events(first: 100, where: {`+events+`}) { totalCount edges { node { shifts { state capacity confirmed held available } } } }
		organizations(first: 100, where: {`+orgs+`}) { totalCount } }`, nil)
	places, taken, free := 0, 0, 0
	for i := range a.At("events", "edges").([]any) {
		for j := range a.At("events", "edges", i, "node", "shifts").([]any) {
			n := func(field string) int { return a.Number("events", "edges", i, "node", "shifts", j, field) }
			if a.Text("events", "edges", i, "node", "shifts", j, "state") != "CANCELLED" {
				places, taken = places+n("capacity"), taken+n("confirmed")+n("held")
			}
		}
	}
	// Free are the places that one can take now: those of the events that are found so.
	open := c.Do(t, `{ events(first: 100, hasFreePlaces: true, where: {`+events+`}) { edges { node { shifts { state available } } } } }`, nil)
	for i := range open.At("events", "edges").([]any) {
		here := 0
		for j := range open.At("events", "edges", i, "node", "shifts").([]any) {
			if open.Text("events", "edges", i, "node", "shifts", j, "state") == "OPEN" {
				here += open.Number("events", "edges", i, "node", "shifts", j, "available")
			}
		}
		if here == 0 {
			t.Errorf("%s: an event without a place is listed with those that have one", what)
		}
		free += here
	}
	m, _ := got.(map[string]any)
	for field, want := range map[string]int{
		"events": a.Number("events", "totalCount"), "organizations": a.Number("organizations", "totalCount"),
		"places": places, "takenPlaces": taken, "freePlaces": free,
	} {
		if n, _ := m[field].(float64); int(n) != want {
			t.Errorf("%s: %s is %v, the list has %d", what, field, m[field], want)
		}
	}
}

// network writes one with something of everything that counts, and of what does not.
func network(s *apptest.Server, regions []*gen.Region) {
	db := rows(s)
	direction := func(codes ...string) func(*gen.EventCreate) {
		return func(c *gen.EventCreate) {
			for _, code := range codes {
				c.AddDirectionIDs(id.Direction.Of(code))
			}
		}
	}
	on := func(day string, region *gen.Region) func(*gen.EventCreate) {
		at, _ := time.Parse(time.RFC3339, day)
		return func(c *gen.EventCreate) {
			c.SetStartsAt(at).SetEndsAt(at.Add(8 * time.Hour))
			if region != nil {
				c.SetRegion(region)
			}
		}
	}
	var orgs []*gen.Organization
	for i, status := range []organization.Status{"VERIFIED", "VERIFIED", "PENDING", "SUSPENDED"} {
		o := organizationOf(s, lang.Text{En: fmt.Sprintf("O%d", i)})
		orgs = append(orgs, db.Organization.UpdateOne(o).SetStatus(status).AddRegions(regions[0], regions[i%2+1]).
			AddDirectionIDs(id.Direction.Of("ANIMALS")).SaveX(system))
		// The mandate of one that nobody sees is not counted either.
		db.SupportCenter.Create().SetOrganizationID(o.ID).SetRegionID(regions[i%3].ID).
			SetValidFrom(civil.Date("2020-01-01").AddDays(i)).ExecX(system)
	}
	db.SupportCenter.Create().SetOrganizationID(orgs[0].ID).SetRegionID(regions[2].ID).SetValidFrom("2018-01-01").SetValidTo("2019-01-01").ExecX(system)
	// The clock leaves these shifts as they are, on days that are over too.
	still := func(c *gen.ShiftCreate) { c.Mutation().ResetNextTransitionAt() }
	first := eventOf(s, orgs[0].ID, lang.Text{En: "a"}, 1, on("2026-11-10T05:00:00Z", regions[0]), direction("SOCIAL", "ANIMALS"))
	shiftOf(s, first, 10, still, func(c *gen.ShiftCreate) { c.SetConfirmed(3).SetHeld(1) })
	shiftOf(s, first, 5, still)
	shiftOf(s, first, 9, still, func(c *gen.ShiftCreate) { c.SetConfirmed(2).SetState("CLOSED").SetClosesAt(time.Now().Add(-time.Hour)) })
	full := eventOf(s, orgs[0].ID, lang.Text{En: "closed"}, 1, on("2026-12-20T05:00:00Z", regions[0]), direction("SOCIAL"))
	shiftOf(s, full, 30, still, func(c *gen.ShiftCreate) { c.SetState("CLOSED").SetClosesAt(time.Now().Add(-time.Hour)) })
	shiftOf(s, first, 100, still, func(c *gen.ShiftCreate) { c.SetState("CANCELLED") })
	done := eventOf(s, orgs[1].ID, lang.Text{En: "b"}, 1, on("2026-10-31T20:00:00Z", regions[1]), direction("SOCIAL"), func(c *gen.EventCreate) { c.SetState("DONE") })
	shiftOf(s, done, 7, still, func(c *gen.ShiftCreate) { c.SetConfirmed(7).SetState("ENDED") })
	eventOf(s, orgs[1].ID, lang.Text{En: "c"}, 1, on("2026-10-31T18:59:00Z", nil), direction("ANIMALS"), func(c *gen.EventCreate) { c.SetState("SETTLED") })
	eventOf(s, orgs[0].ID, lang.Text{En: "d"}, 1, on("2026-11-30T19:00:00Z", regions[1]))
	for _, state := range []string{"DRAFT", "CANCELLED"} {
		e := eventOf(s, orgs[0].ID, lang.Text{En: state}, 1, on("2026-11-15T05:00:00Z", regions[0]), direction("SOCIAL"))
		db.Event.UpdateOne(e).SetState(event.State(state)).ExecX(system)
		shiftOf(s, e, 50, still)
	}
	v := db.Volunteer.Create().SetGivenName("D").SetFamilyName("S").SetRegionID(regions[0].ID).SaveX(system)
	for i, h := range []struct {
		minutes int
		state   hourentry.State
	}{{90, "VERIFIED"}, {45, "LOCKED"}, {1000, "PENDING"}, {1000, "REJECTED"}} {
		db.HourEntry.Create().SetVolunteerID(v.ID).SetOrganizationID(orgs[1].ID).SetEventID(done.ID).
			SetDate(civil.Date("2026-11-01").AddDays(i)).SetMinutes(h.minutes).SetState(h.state).ExecX(system)
	}
}

// What is no work of volunteers is in no list and in no number, unless it is asked for.
func TestOnlyWorkIsListed(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		of := organizationOf(s, lang.Text{En: "University"})
		work := eventOf(s, of.ID, lang.Text{En: "Work"}, 1)
		shiftOf(s, work, 10)
		for _, kind := range []event.Kind{event.KindCOURSE, event.KindFORUM, event.KindCREDIT} {
			e := eventOf(s, of.ID, lang.Text{En: string(kind)}, 1, func(c *gen.EventCreate) { c.SetKind(kind) })
			shiftOf(s, e, 50)
		}
		visitor := s.As("")
		a := visitor.Do(t, `{ all: events { totalCount edges { node { kind } } } free: events(hasFreePlaces: true) { totalCount }
			credit: events(where: {kind: CREDIT}) { totalCount } nested: events(where: {or: [{kind: COURSE}, {kindIn: [FORUM, CREDIT]}]}) { totalCount }
			not: events(where: {not: {kind: CREDIT}}) { totalCount } networkStats { totals { events places } } }`, nil)
		for field, want := range map[string]int{"all": 1, "free": 1, "credit": 1, "nested": 3, "not": 3} {
			if got := a.Number(field, "totalCount"); got != want {
				t.Errorf("%s: %d events, want %d", field, got, want)
			}
		}
		if a.Text("all", "edges", 0, "node", "kind") != "VOLUNTEERING" || a.Number("networkStats", "totals", "events") != 1 || a.Number("networkStats", "totals", "places") != 10 {
			t.Errorf("%s", a.Body)
		}
	})
}
