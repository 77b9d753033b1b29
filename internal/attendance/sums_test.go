package attendance_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/region"
	"erikti/internal/attendance"
	"erikti/internal/hours"
	"erikti/internal/id"
	"erikti/internal/stats"
)

// Whatever happens with hours, in whatever order: after every step the sum of the lines
// is every total, of people, organizations, regions, directions and the network; what the
// dashboard tells everybody is the sum of the same lines in whole hours of their cells;
// and no minute of a person is there twice (invariant 14).
func TestAfterEveryStepTheLinesAreEveryTotal(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		rapid.Check(t, func(r *rapid.T) {
			h := newHistory(t, w)
			for range rapid.IntRange(4, 14).Draw(r, "steps") {
				h.step(r)
				h.addsUp(r)
			}
		})
		w.holds(t)
	})
}

// history is what happens in one run: two people at an event, and what they declare.
type history struct {
	*world
	t      testing.TB
	shift  *gen.Shift
	people []string
	places []string
	n      int
}

func newHistory(t testing.TB, w *world) *history {
	h := &history{world: w, t: t, people: []string{w.person(), w.person()}}
	w.at(noon)
	h.shift = w.shift(2)
	where := w.st.Client.Region.Query().Order(gen.Asc(region.FieldIso)).FirstX(system).ID
	w.st.Client.Event.UpdateOneID(h.shift.EventID).SetRegionID(where).AddDirectionIDs(id.Direction.Of("SOCIAL"), id.Direction.Of("ETHNO")).ExecX(system)
	for _, p := range h.people {
		h.places = append(h.places, w.takes(t, h.shift, p).SignupID)
	}
	w.done(t)
	return h
}

// step does one thing; that it is refused is right, too.
func (h *history) step(r *rapid.T) {
	h.n++
	i := rapid.IntRange(0, 1).Draw(r, "who")
	at := noon.Add(time.Duration(rapid.IntRange(-10, 200).Draw(r, "minute")) * time.Minute)
	to := at.Add(time.Duration(rapid.IntRange(1, 90).Draw(r, "long")) * time.Minute)
	line := func(state ...hourentry.State) string {
		all := h.st.Client.HourEntry.Query().Where(hours.Stands(), hourentry.VolunteerID(h.people[i]), hourentry.StateIn(state...)).
			Order(gen.Asc(hourentry.FieldStartsAt)).IDsX(system)
		if len(all) == 0 {
			return "hrs_none"
		}
		return all[rapid.IntRange(0, len(all)-1).Draw(r, "line")]
	}
	var err error
	switch rapid.IntRange(0, 7).Draw(r, "step") {
	case 0, 1:
		kind := rapid.SampledFrom([]checkin.Kind{checkin.KindIN, checkin.KindOUT}).Draw(r, "kind")
		_, err = h.world.people.Hand(h.organizer, h.shift.ID, attendance.Seen{ClientID: fmt.Sprint(h.shift.ID, h.n), Kind: kind, SignupID: h.places[i], At: &at})
	case 2:
		_, err = h.book.Declare(as(h.people[i]), hours.Declared{OrganizationID: h.org, From: at, To: to, Description: "Carried water"}, "")
	case 3:
		_, err = h.book.Verify(h.organizer, hours.Decision{EntryIDs: []string{line(hourentry.StatePENDING)}}, "")
	case 4:
		_, err = h.book.Reject(h.organizer, hours.Decision{EntryIDs: []string{line(hourentry.StatePENDING)}, Reason: "No"}, "")
	case 5:
		_, err = h.book.Correct(h.organizer, hours.Correction{EntryID: line(hourentry.StateVERIFIED, hourentry.StateLOCKED), From: &at, To: &to, Reason: "Rain"}, "")
	case 6:
		_, err = h.book.Correct(h.organizer, hours.Correction{EntryID: line(hourentry.StateVERIFIED, hourentry.StateLOCKED), Reason: "Rain"}, "")
	case 7:
		if h.n > 3 {
			err = h.world.people.Settle(h.organizer, attendance.Settlement{EventID: h.shift.EventID, Present: true}, "")
		}
	}
	refused(h.t, err)
}

// addsUp compares every total with the lines.
func (h *history) addsUp(r *rapid.T) {
	ctx := context.Background()
	all := h.st.Client.HourEntry.Query().AllX(system)
	var network int64
	by := map[string]int64{}
	cells := map[cell]int64{}
	standing := map[string][]*gen.HourEntry{}
	for _, e := range all {
		if e.State == hourentry.StateVERIFIED || e.State == hourentry.StateLOCKED {
			network += int64(e.Minutes)
			for _, key := range []string{e.VolunteerID, e.OrganizationID, or(e.RegionID), "d " + or(e.DirectionID), string(e.Date)} {
				by[key] += int64(e.Minutes)
			}
			cells[cell{string(e.Date[:7]), e.OrganizationID, or(e.RegionID), or(e.DirectionID)}] += int64(e.Minutes)
			if e.DecidedBy != nil && *e.DecidedBy == e.VolunteerID {
				r.Fatal("one's own hours")
			}
		}
		if !e.TakenBack && e.Minutes > 0 && e.State != hourentry.StateREJECTED {
			standing[e.VolunteerID] = append(standing[e.VolunteerID], e)
		}
	}
	for who, lines := range standing {
		for i, a := range lines {
			for _, b := range lines[i+1:] {
				if a.StartsAt.Before(*b.EndsAt) && b.StartsAt.Before(*a.EndsAt) {
					r.Fatalf("a minute of %s twice", who)
				}
			}
		}
	}
	total := func(f hours.Filter) int64 {
		s, err := hours.Total(system, h.st.Reader(), f)
		if err != nil {
			r.Fatal(err)
		}
		return s.Minutes
	}
	dashboard, err := h.stats.Count(ctx, stats.Filter{})
	if err != nil {
		r.Fatal(err)
	}
	for what, got := range map[string][2]int64{
		"of the network":      {total(hours.Filter{}), network},
		"of the dashboard":    {dashboard.Totals.VerifiedMinutes, told(cells, "", "")},
		"of a person":         {total(hours.Filter{VolunteerID: h.people[0]}), by[h.people[0]]},
		"of another":          {total(hours.Filter{VolunteerID: h.people[1]}), by[h.people[1]]},
		"of the organization": {total(hours.Filter{OrganizationID: h.org}), by[h.org]},
	} {
		if got[0] != got[1] {
			r.Fatalf("%s: %d minutes, the lines are %d", what, got[0], got[1])
		}
	}
	for _, one := range dashboard.ByRegion {
		if got := total(hours.Filter{RegionID: one.Region.ID}); got != by[one.Region.ID] || one.Totals.VerifiedMinutes != told(cells, one.Region.ID, "") {
			r.Fatalf("of a region: %d and %d, the lines are %d", got, one.Totals.VerifiedMinutes, by[one.Region.ID])
		}
	}
	for _, one := range dashboard.ByDirection {
		d := h.st.Client.Direction.Query().Where(direction.CodeEQ(one.Direction.Code)).OnlyX(system)
		if got := total(hours.Filter{DirectionID: d.ID}); got != by["d "+d.ID] || one.Totals.VerifiedMinutes != told(cells, "", d.ID) {
			r.Fatalf("of a direction: %d and %d, the lines are %d", got, one.Totals.VerifiedMinutes, by["d "+d.ID])
		}
	}
	var months int64
	for _, m := range dashboard.ByMonth {
		months += m.Totals.VerifiedMinutes
	}
	if months != told(cells, "", "") {
		r.Fatalf("the months are %d, the lines %d", months, network)
	}
}

// cell is what everybody is told whole hours of.
type cell struct{ month, organization, region, direction string }

// told are the minutes that everybody is told of a region or a direction, or of all.
func told(cells map[cell]int64, region, direction string) int64 {
	var sum int64
	for c, minutes := range cells {
		if (region == "" || c.region == region) && (direction == "" || c.direction == direction) {
			sum += (minutes + 30) / 60 * 60
		}
	}
	return sum
}

func or(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
