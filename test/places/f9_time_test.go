package places

import (
	"crypto/rand"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// The time table: shifts are moments, kept in UTC, and days of an IANA zone; a
// person's age counts on the day on which the shift begins there.
func TestF9_AgesAndDays(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		s := newScene(t, o, 0)
		for _, c := range []struct {
			name, zone string
			starts     string // UTC
			hours      int
			minAge     int
			born       string
			refused    string
		}{
			// Almaty is on UTC+5 since 2024-03-01; before, 18:30 UTC was the next day there.
			{"Almaty, half an hour before the birthday", "Asia/Almaty", "2035-06-10T18:30:00Z", 2, 18, "2017-06-11", "TOO_YOUNG"},
			{"Almaty, half an hour into the birthday", "Asia/Almaty", "2035-06-10T19:30:00Z", 2, 18, "2017-06-11", ""},
			{"Oral, half an hour before the birthday", "Asia/Oral", "2035-06-10T18:30:00Z", 2, 18, "2017-06-11", "TOO_YOUNG"},
			{"Qyzylorda, half an hour into the birthday", "Asia/Qyzylorda", "2035-06-10T19:30:00Z", 2, 18, "2017-06-11", ""},
			{"across midnight, the birthday is the second day", "Asia/Almaty", "2035-06-10T17:00:00Z", 8, 18, "2017-06-11", "TOO_YOUNG"},
			{"Berlin in summer", "Europe/Berlin", "2035-07-10T22:30:00Z", 2, 18, "2017-07-11", ""},
			{"Berlin in winter", "Europe/Berlin", "2035-12-10T22:30:00Z", 2, 18, "2017-12-11", "TOO_YOUNG"},
			{"Berlin, the hour that comes twice", "Europe/Berlin", "2035-10-28T00:30:00Z", 2, 18, "2017-10-28", ""},
			{"Berlin, across the hour that is left out", "Europe/Berlin", "2035-03-25T00:30:00Z", 2, 18, "2017-03-25", ""},
			{"New York, the evening before by UTC", "America/New_York", "2035-07-11T03:30:00Z", 2, 18, "2017-07-11", "TOO_YOUNG"},
			{"Kiritimati, the day after by UTC", "Pacific/Kiritimati", "2035-07-10T10:30:00Z", 2, 18, "2017-07-11", ""},
			{"a leap day's birthday in a common year, on February 28", "Asia/Almaty", "2035-02-28T06:00:00Z", 2, 19, "2016-02-29", "TOO_YOUNG"},
			{"a leap day's birthday in a common year, on March 1", "Asia/Almaty", "2035-03-01T06:00:00Z", 2, 19, "2016-02-29", ""},
			{"a leap day's birthday on a leap day", "Asia/Almaty", "2036-02-29T06:00:00Z", 2, 20, "2016-02-29", ""},
			{"UTC, the day itself", "UTC", "2035-06-11T00:00:00Z", 2, 18, "2017-06-11", ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				starts, err := time.Parse(time.RFC3339, c.starts)
				if err != nil {
					t.Fatal(err)
				}
				ends := starts.Add(time.Duration(c.hours) * time.Hour)
				zone, err := time.LoadLocation(c.zone)
				if err != nil {
					t.Fatal(err)
				}
				// Sent as the wall clock there shows it.
				shift := s.publish(map[string]any{
					"title": map[string]any{"en": "A shift"}, "capacity": 5, "minAge": c.minAge,
					"startsAt": starts.In(zone).Format(time.RFC3339), "endsAt": ends.In(zone).Format(time.RFC3339),
				}, starts.Format(time.RFC3339), ends.Format(time.RFC3339), c.zone)
				token := s.personBorn(c.born)
				a, err := s.ask(token, signUpForShift, apptest.Input("shiftId", shift))
				if err != nil || len(a.Errors) > 0 {
					t.Fatalf("%v %s", err, body(a))
				}
				if got := refusal(a, "signUpForShift"); got != c.refused {
					t.Errorf("refused: %q, want %q", got, c.refused)
				}
				a, err = s.ask("", `query($id: ID!) { node(id: $id) { ... on Shift { startsAt endsAt event { timeZone } } } }`, map[string]any{"id": shift})
				if err != nil || a.Text("node", "startsAt") != c.starts || a.Text("node", "endsAt") != ends.Format(time.RFC3339) ||
					a.Text("node", "event", "timeZone") != c.zone {
					t.Errorf("it is shown as %v %s", err, body(a))
				}
				var kept time.Time
				if err := s.db.QueryRow(`SELECT starts_at FROM shifts WHERE id = $1`, shift).Scan(&kept); err != nil || !kept.Equal(starts) {
					t.Errorf("kept as %s: %v", kept, err)
				}
			})
		}
	})
}

// Shifts across midnight overlap by their moments, whatever the zones of their events
// and the days there.
func TestF9_OverlapsAcrossMidnightAndZones(t *testing.T) {
	eachDatabase(t, func(t *testing.T, o siteOptions) {
		s := newScene(t, o, 1)
		at := func(starts, ends, zone string) string {
			return s.publish(map[string]any{
				"title": map[string]any{"en": "A shift"}, "capacity": 5, "startsAt": starts, "endsAt": ends,
			}, starts, ends, zone)
		}
		// 22:00 to 03:00 in Almaty.
		night := at("2035-06-10T22:00:00+05:00", "2035-06-11T03:00:00+05:00", "Asia/Almaty")
		for _, c := range []struct {
			shift, refused string
		}{
			{night, ""},
			{at("2035-06-11T02:00:00+05:00", "2035-06-11T04:00:00+05:00", "Asia/Almaty"), "OVERLAPS"},
			{at("2035-06-10T22:59:00+03:00", "2035-06-11T02:00:00+03:00", "Europe/Moscow"), "OVERLAPS"}, // ends at 04:00 in Almaty
			{at("2035-06-11T03:00:00+05:00", "2035-06-11T04:00:00+05:00", "Asia/Almaty"), ""},
			{at("2035-06-10T18:00:00+02:00", "2035-06-10T19:00:00+02:00", "Europe/Berlin"), ""}, // ends at 22:00 in Almaty
			{at("2035-06-10T18:00:00+02:00", "2035-06-10T19:01:00+02:00", "Europe/Berlin"), "OVERLAPS"},
		} {
			a, err := s.ask(s.people[0], signUpForShift, apptest.Input("shiftId", c.shift))
			if err != nil || len(a.Errors) > 0 || refusal(a, "signUpForShift") != c.refused {
				t.Errorf("refused: %v %s, want %q", err, body(a), c.refused)
			}
		}
		s.audit()
	})
}

// personBorn registers somebody who was born on a day, and returns their token.
func (s *scene) personBorn(born string) string {
	s.t.Helper()
	a, err := s.ask("", `mutation($in: RegisterInput!) { register(input: $in) { token userErrors { code } } }`, apptest.Input(
		"email", rand.Text()+"@example.kz", "password", "a password of some length",
		"givenName", "Person", "familyName", "Test", "birthDate", born,
	))
	if err != nil || a.Text("register", "token") == "" {
		s.t.Fatalf("registering: %v %s", err, body(a))
	}
	return a.Text("register", "token")
}
