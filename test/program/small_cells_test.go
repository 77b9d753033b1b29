package program

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/apptest"
	"erikti/internal/civil"
	"erikti/internal/figure"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// born are so many people, in each thirty of them one two years younger than the other.
func born(s *apptest.Server, n int) (crowd []string) {
	for i := range n {
		v := rows(s).Volunteer.Create().SetGivenName("D").SetFamilyName("S").SaveX(system)
		rows(s).VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthDate(civil.Date(fmt.Sprintf("%d-05-17", 1950+2*(i%30)))).ExecX(system)
		crowd = append(crowd, v.ID)
	}
	return crowd
}

// logged writes verified time of people into the ledger.
func logged(t testing.TB, s *apptest.Server, org, region, direction, day string, people ...string) {
	t.Helper()
	for _, p := range people {
		rows(s).HourEntry.Create().SetVolunteerID(p).SetOrganizationID(org).SetRegionID(region).SetDirectionID(id.Direction.Of(direction)).SetDate(civil.Date(day)).
			SetMinutes(60).SetState("VERIFIED").SetEvidence(3).ExecX(system)
	}
}

const openFigures = `query($from: String!, $to: String!, $by: OpenFigureGrain!, $region: ID, $direction: DirectionCode) {
	openFigures(from: $from, to: $to, by: $by, regionId: $region, direction: $direction) {
		months { month minPeople hash } rows { month region { id } direction age part people hours events places } } }`

// Whatever filter asks, no figure is of fewer people than a cell has, the whole is never
// more than its parts, and a month that is fixed never changes: not by a day more, not by
// hours that are verified later, not by who is gone.
func TestFiguresTellOfNoFewPeople(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newLaboratory(t, s)
		crowd := born(s, 30)
		last := time.Now().AddDate(0, -3, 0).Format("2006-01")
		logged(t, s, x.center, pavlodar(), "SOCIAL", last+"-10", crowd[:20]...)
		logged(t, s, x.center, pavlodar(), "ETHNO", last+"-11", crowd[20:23]...)   // three: too few by themselves
		logged(t, s, x.center, karagandy(), "SOCIAL", last+"-11", crowd[23:25]...) // two in a region
		logged(t, s, x.center, id.Region.Of("KZ-75"), "SOCIAL", last+"-12", crowd[12:30]...)
		x.begun(s, pavlodar(), last+"-09", "SETTLED", 7, 5)
		x.begun(s, pavlodar(), last+"-28", "DONE", 4)
		x.begun(s, pavlodar(), last+"-15", "CANCELLED", 100)
		x.begun(s, karagandy(), last+"-16", "PUBLISHED", 3)
		figures := figure.New(s.App.Store(), 10, time.Now)
		if err := figures.Fix(t.Context()); err != nil {
			t.Fatal(err)
		}
		ask := func(by string, region, direction any) *apptest.Answer {
			return s.As("").Do(t, openFigures, map[string]any{"from": last, "to": last, "by": by, "region": region, "direction": direction})
		}
		type row struct {
			part, region, direction, age string
			people, hours                int
			events, places               any
		}
		seen := func(a *apptest.Answer) (rows []row) {
			for i := range a.At("openFigures", "rows").([]any) {
				at := func(name string) string { return fmt.Sprint(a.At("openFigures", "rows", i, name)) }
				if a.At("openFigures", "rows", i, "people") == nil {
					continue
				}
				r := row{
					at("part"), "", at("direction"), at("age"), a.Number("openFigures", "rows", i, "people"), a.Number("openFigures", "rows", i, "hours"),
					a.At("openFigures", "rows", i, "events"), a.At("openFigures", "rows", i, "places"),
				}
				if a.At("openFigures", "rows", i, "region") != nil {
					r.region = a.Text("openFigures", "rows", i, "region", "id")
				}
				rows = append(rows, r)
			}
			return rows
		}
		var before string
		for _, by := range []string{"REGION", "DIRECTION", "AGE"} {
			for _, region := range []any{nil, pavlodar(), karagandy(), id.Region.Of("KZ-75")} {
				for _, direction := range []any{nil, "SOCIAL", "ETHNO"} {
					a := ask(by, region, direction)
					before += string(a.Body)
					for _, r := range seen(a) {
						if r.people < 10 || r.hours < 10 {
							t.Errorf("%s %v %v tells of %+v", by, region, direction, r)
						}
						if r.region == karagandy() || r.direction == "ETHNO" {
							t.Errorf("%s %v %v tells what two or three did: %+v", by, region, direction, r)
						}
						if want := r.part == "WHOLE"; (r.events != nil) != want || (r.places != nil) != want {
							t.Errorf("%s %v %v tells events and places of %+v", by, region, direction, r)
						}
						if r.part == "WHOLE" && r.region == pavlodar() && (r.events != 2.0 || r.places != 16.0) {
							t.Errorf("%+v", r)
						}
					}
				}
			}
		}
		// What is too small is with the smallest of the others: nothing is left to subtract.
		if all := seen(ask("DIRECTION", pavlodar(), nil)); len(all) != 2 || all[0].part != "WHOLE" || all[0].hours != 23 || all[1].part != "REST" || all[1].hours != 23 {
			t.Errorf("%+v", all)
		}
		if all := seen(ask("REGION", nil, nil)); len(all) != 2 || all[0].hours+all[1].hours != 43 || all[1].part != "REST" {
			t.Errorf("%+v", all)
		}
		// Events and their places are public one by one: they are told where few worked, too.
		if a := ask("REGION", karagandy(), nil); a.At("openFigures", "rows", 0, "people") != nil ||
			a.Number("openFigures", "rows", 0, "events") != 1 || a.Number("openFigures", "rows", 0, "places") != 3 {
			t.Errorf("%s", a.Body)
		}
		// What comes later is in no figure of the month.
		logged(t, s, x.center, pavlodar(), "ETHNO", last+"-12", crowd[25])
		rows(s).VolunteerPrivate.Delete().ExecX(system)
		if err := figure.New(s.App.Store(), 2, time.Now).Fix(t.Context()); err != nil {
			t.Fatal(err)
		}
		var after string
		for _, by := range []string{"REGION", "DIRECTION", "AGE"} {
			for _, region := range []any{nil, pavlodar(), karagandy(), id.Region.Of("KZ-75")} {
				for _, direction := range []any{nil, "SOCIAL", "ETHNO"} {
					after += string(ask(by, region, direction).Body)
				}
			}
		}
		if before != after {
			t.Error("a month that is fixed changed")
		}
		for _, period := range [][2]string{{last + "-01", last}, {last, last + "-30"}, {last, "2019-01"}, {"2020-01", "2026-01"}, {"x", "y"}} {
			a := s.As("").Ask(t, openFigures, map[string]any{"from": period[0], "to": period[1], "by": "REGION"})
			if a.Code() != "BAD_USER_INPUT" {
				t.Errorf("%v: %s", period, a.Body)
			}
		}
		x.fixes(t, last)
	})
}

// begun writes an event of the center that began in a region on a day, with shifts of so
// many places and one that was cancelled.
func (x *laboratory) begun(s *apptest.Server, region, day, state string, places ...int) {
	e := eventOf(s, x.center, lang.Text{En: "Begun"}, 0, func(c *gen.EventCreate) {
		at := civil.Date(day).Time().Add(6 * time.Hour)
		c.SetRegionID(region).SetStartsAt(at).SetEndsAt(at.Add(8 * time.Hour)).SetState(event.State(state))
	})
	for _, n := range places {
		shiftOf(s, e, n)
	}
	shiftOf(s, e, 50, func(c *gen.ShiftCreate) { c.SetState(shift.StateCANCELLED) })
}

// fixes fixes figures for the study and checks them with what everybody can: a hash.
func (x *laboratory) fixes(t testing.TB, month string) {
	t.Helper()
	granted(t, x.author.Do(t, studies("startStudy"), apptest.Input("studyId", x.study)), "startStudy")
	for _, bad := range [][2]string{{month, "2019-01"}, {month + "-02", month}, {"2019-01", "2019-02"}} {
		refused(t, x.author.Do(t, studies("fixStudyFigures"), apptest.Input("studyId", x.study, "from", bad[0], "to", bad[1])), "fixStudyFigures", "INVALID_INPUT")
	}
	a := x.author.Do(t, studies("fixStudyFigures"), apptest.Input("studyId", x.study, "from", month, "to", month))
	granted(t, a, "fixStudyFigures")
	whole := []any{"fixStudyFigures", "study", "figures", 0, "rows", 0}
	if a.Text(append(whole, "part")...) != "WHOLE" || a.Number(append(whole, "events")...) != 2 || a.Number(append(whole, "places")...) != 16 {
		t.Errorf("events and places of the study's region: %s", a.Body)
	}
	kept := a.Text("fixStudyFigures", "study", "figures", 0, "snapshot")
	sum := sha256.Sum256([]byte(kept))
	var read struct {
		Months []struct{ Hash string }
		Rows   []struct {
			Part                          string
			People, Hours, Events, Places *int
		}
	}
	if err := json.Unmarshal([]byte(kept), &read); err != nil || hex.EncodeToString(sum[:]) != a.Text("fixStudyFigures", "study", "figures", 0, "snapshotHash") ||
		len(read.Months) != 1 || len(read.Months[0].Hash) != 64 {
		t.Errorf("%v: %s", err, a.Body)
	}
	for _, r := range read.Rows {
		if r.People != nil && (*r.People < 10 || *r.Hours != 23) {
			t.Errorf("%+v", r)
		}
		whole := r.Part == "WHOLE"
		if (r.Events != nil) != whole || (r.Places != nil) != whole || whole && (*r.Events != 2 || *r.Places != 16) {
			t.Errorf("events and places of the study's region: %+v", r)
		}
	}
	if len(read.Rows) == 0 || read.Rows[0].Part != "WHOLE" {
		t.Errorf("%s", kept)
	}
	granted(t, x.author.Do(t, studies("addFinding"), apptest.Input("studyId", x.study, "text", english("f"), "figures", []int{1})), "addFinding")
}
