package attack

import (
	"fmt"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// A reader of a hundred shifts stops while all of them change, again and again; when
// it goes on, every one's last state arrives; had it stopped for so long that it was
// dropped, when it has come again.
func TestE6_AHundredShiftsAndAStoppedReader(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		c, organization := organizer(s, "organizer")
		event, shifts := manyShifts(t, c, organization, 100)
		where := map[string]any{"where": map[string]any{"eventIds": []string{event}}}
		stopped, reader := open(t, s.As(""), true), open(t, s.As(""), false)
		for _, s := range []*socket{stopped, reader} {
			s.subscribe("1", followSet, where)
		}
		first := setOf(t, reader.hear())
		if !first.Reset || len(first.Shifts) != len(shifts) {
			t.Fatalf("at first: %+v", first)
		}
		if again := setOf(t, stopped.hear()); len(again.Shifts) != len(shifts) {
			t.Fatalf("at first: %+v", again)
		}
		last := 0
		for round := range 2 {
			last = 10 + round
			for _, shift := range shifts {
				c.Do(t, updateShift, apptest.Input("shiftId", shift, "capacity", last))
			}
		}
		for name, s := range map[string]*socket{"the stopped one": stopped, "the other": reader} {
			capacities, versions := map[string]int{}, map[string]int{}
			for until := time.Now().Add(patience); ; {
				m, err := s.try()
				if err != nil { // as clients do
					s = open(t, c, false)
					s.subscribe("1", followSet, where)
					m = s.hear()
				}
				update := setOf(t, m)
				for _, shift := range update.Shifts {
					if shift.Version < versions[shift.ID] {
						t.Errorf("%s: version %d after %d", name, shift.Version, versions[shift.ID])
					}
					capacities[shift.ShiftID], versions[shift.ID] = shift.Capacity, shift.Version
				}
				missing := 0
				for _, shift := range shifts {
					if capacities[shift] != last {
						missing++
					}
				}
				if missing == 0 {
					break
				}
				if time.Now().After(until) {
					t.Fatalf("%s: %d shifts are not up to date", name, missing)
				}
			}
		}
	})
}

// manyShifts makes a published event with many shifts.
func manyShifts(t *testing.T, c *apptest.Client, organization string, n int) (event string, ids []string) {
	t.Helper()
	start := time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, 3)
	at := func(d time.Duration) string { return start.Add(d).Format(time.RFC3339) }
	shifts := make([]any, n)
	for i := range shifts {
		shifts[i] = map[string]any{
			"title": map[string]any{"en": fmt.Sprint("Shift ", i)}, "capacity": 5,
			"startsAt": at(time.Duration(i) * time.Minute), "endsAt": at(time.Duration(i+60) * time.Minute),
		}
	}
	a := c.Do(t, `mutation($in: CreateEventInput!) { createEvent(input: $in) { event { id shifts { id } } userErrors { code message } } }`, apptest.Input(
		"organizationId", organization, "title", map[string]any{"en": "Many shifts"}, "directions", []string{"SOCIAL"},
		"startsAt", at(0), "endsAt", at(24*time.Hour), "timeZone", "Asia/Almaty", "shifts", shifts))
	event = a.Text("createEvent", "event", "id")
	for i := range n {
		ids = append(ids, a.Text("createEvent", "event", "shifts", i, "id"))
	}
	c.Do(t, `mutation($in: PublishEventInput!) { publishEvent(input: $in) { userErrors { code } } }`, apptest.Input("eventId", event))
	return event, ids
}
