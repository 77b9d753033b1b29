package attendance_test

import (
	"testing"
	"time"

	"erikti/ent/gen/checkin"
	"erikti/ent/gen/hourentry"
	"erikti/internal/attendance"
	"erikti/internal/hours"
)

// What an organizer corrected stands: a mark that comes later brings nothing back.
func TestACorrectionStands(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		s, dana := w.shift(5), w.person()
		place := w.takes(t, s, dana).SignupID
		mark := func(id string, kind checkin.Kind, minute int) {
			t.Helper()
			at := noon.Add(time.Duration(minute) * time.Minute)
			if _, err := w.people.Hand(w.organizer, s.ID, attendance.Seen{ClientID: id, Kind: kind, SignupID: place, At: &at}); err != nil {
				t.Fatal(err)
			}
		}
		w.at(noon.Add(4 * time.Hour))
		mark("in", checkin.KindIN, 0)
		mark("out", checkin.KindOUT, 60)
		line := w.st.Client.HourEntry.Query().Where(hourentry.SignupID(place)).OnlyIDX(system)
		if _, err := w.book.Verify(w.organizer, hours.Decision{EntryIDs: []string{line}}, ""); err != nil {
			t.Fatal(err)
		}
		from, to := noon, noon.Add(20*time.Minute)
		if _, err := w.book.Correct(w.organizer, hours.Correction{EntryID: line, From: &from, To: &to, Reason: "They left"}, ""); err != nil {
			t.Fatal(err)
		}
		mark("late", checkin.KindOUT, 90)
		mark("later", checkin.KindIN, 70)
		if sum := w.minutes(t, dana); sum.Minutes != 20 || sum.Pending != 0 {
			t.Errorf("%+v, want the 20 minutes of the correction", sum)
		}
	})
}
