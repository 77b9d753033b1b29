package importer

import (
	"os"
	"reflect"
	"testing"
	"time"

	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/store"
)

func eventsMapping(t *testing.T) Mapping {
	t.Helper()
	f, err := os.Open("testdata/events.mapping.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := ReadMapping(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestAnotherFile loads a file of another make: Russian, semicolons, times of
// day, events on both sides of now.
func TestAnotherFile(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		report, rows := load(t, st, file(t, "events.csv"), Options{Mapping: eventsMapping(t)})
		want := []string{
			"loaded 1",
			"loaded 2",
			"loaded 3",
			"line 5 (4)\tnote\tМест: No number of places is given; 10 places were assumed\n" +
				"line 5 (4)\tnote\tНаправление: The mapping does not know this category; the event was filed under EVENT [Спорт]\n" +
				"line 5 (4)\tnote\tРегион: This is no region of the database; the event was loaded without one [Атлантида]",
			"loaded 5",
			"line 7 (6)\trefused\tЗапись с: Sign-up must open before it closes and close before the event ends [2 июня 2030 10:00]",
		}
		if !reflect.DeepEqual(rows, want) {
			t.Errorf("got %q", rows)
		}
		if report.Organizations != 1 || report.Places != 77 {
			t.Errorf("%+v", report)
		}
		ctx := rule.System(t.Context())
		for _, c := range []struct {
			key   string
			event event.State
			shift shift.State
			next  string
		}{
			{"1", event.StatePUBLISHED, shift.StateSCHEDULED, "2030-05-01T09:00:00+05:00"},
			{"2", event.StatePUBLISHED, shift.StateOPEN, "2030-02-05T09:00:00+05:00"},
			{"3", event.StatePUBLISHED, shift.StateCLOSED, "2030-01-03T14:00:00+05:00"},
			{"4", event.StatePUBLISHED, shift.StateCLOSED, "2030-01-05T14:00:00+05:00"},
			{"5", event.StateDONE, shift.StateENDED, ""},
		} {
			e := st.Client.Event.Query().Where(event.ImportSource("city-volunteers"), event.ImportKey(c.key)).
				WithShifts().OnlyX(ctx)
			s := e.Edges.Shifts[0]
			next := ""
			if s.NextTransitionAt != nil {
				next = s.NextTransitionAt.In(time.FixedZone("", 5*3600)).Format(time.RFC3339)
			}
			if e.State != c.event || s.State != c.shift || next != c.next {
				t.Errorf("%s: event %s, shift %s, next %s", c.key, e.State, s.State, next)
			}
			if e.PublishedAt == nil || e.PublishedAt.After(now) {
				t.Errorf("%s: published at %v", c.key, e.PublishedAt)
			}
			if c.key == "1" && (e.VenueRu != "Павлодар, ул. Ленина, 1" || e.RegionID == nil || *e.RegionID != id.Region.Of("KZ-55")) {
				t.Errorf("the place of 1: %q, %v", e.VenueRu, e.RegionID)
			}
			if e.Remote != (c.key == "3") {
				t.Errorf("%s: remote %t", c.key, e.Remote)
			}
		}
	})
}

// TestUnverifiedOrganizationsPublishNothing holds for those that the import adds
// and for those that were suspended since.
func TestUnverifiedOrganizationsPublishNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, st *store.Store) {
		ctx := rule.System(t.Context())
		m := eventsMapping(t)
		m.Organization.Status = ""
		load(t, st, file(t, "events.csv"), Options{Mapping: m})
		if n := st.Client.Event.Query().Where(event.StateNEQ(event.StateDRAFT)).CountX(ctx); n != 0 {
			t.Errorf("%d events were published", n)
		}
		if n := st.Client.Shift.Query().Where(shift.Or(shift.StateNEQ(shift.StateSCHEDULED), shift.NextTransitionAtNotNil())).CountX(ctx); n != 0 {
			t.Errorf("%d shifts follow the clock", n)
		}

		_, rows := load(t, st, nyc("1,Before"), Options{})
		st.Client.Organization.Update().Where(organization.ImportSource("nyc-service")).
			SetStatus(organization.StatusSUSPENDED).ExecX(ctx)
		_, after := load(t, st, nyc("2,After"), Options{})
		rows = append(rows, after...)
		want := []string{
			"loaded 1",
			"line 2 (2)\tnote\torg_content_id: The organization is SUSPENDED here, so the event was loaded as a draft [7]",
		}
		if !reflect.DeepEqual(rows, want) {
			t.Errorf("got %q", rows)
		}
		e := st.Client.Event.Query().Where(event.ImportKey("2"), event.ImportSource("nyc-service")).OnlyX(ctx)
		if e.State != event.StateDRAFT || e.PublishedAt != nil {
			t.Errorf("the event is %s", e.State)
		}
	})
}
