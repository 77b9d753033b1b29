package place_test

import (
	"fmt"
	"testing"

	genevent "erikti/ent/gen/event"
	"erikti/internal/consent"
	"erikti/internal/fault"
)

// seat makes a shift of a CREDIT event: it lasts for weeks.
func (w *world) seat(t testing.TB, capacity int) string {
	t.Helper()
	of := w.store.Client.Event.Create().SetOrganizationID(w.org).SetTitleEn("Seats").SetKind(genevent.KindCREDIT).
		SetTimeZone("Asia/Almaty").SetState(genevent.StatePUBLISHED).SetStartsAt(days(-100, 0)).SetEndsAt(days(100, 0)).SaveX(w.system).ID
	return w.shift(t, spec{event: of, capacity: capacity, from: days(5, 0), to: days(40, 0)})
}

// study makes a person a student of the organization who accepted the agreement on seats.
func (w *world) study(t testing.TB, id string, number int) {
	t.Helper()
	w.store.Client.Enrollment.Create().SetVolunteerID(id).SetOrganizationID(w.org).SetStudentNo(fmt.Sprint(number)).
		SetState("CONFIRMED").SetValidFrom("2020-01-01").ExecX(w.system)
	w.store.Client.Consent.Create().SetVolunteerID(id).SetKind(consent.CreditSeat).SetTextVersion(consent.Version).ExecX(w.system)
}

// A seat of a CREDIT event takes nobody's time: who has one takes a place on a shift at
// that time, the other way round, and two seats (invariant 10 asks of work alone, in the
// engine and in the constraint of PostgreSQL).
func TestASeatTakesNoTime(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		seat, other, work := w.seat(t, 3), w.seat(t, 3), w.shift(t, spec{capacity: 3})
		people := w.people(t, 2)
		for i, id := range people {
			w.study(t, id, i)
		}
		w.take(t, people[0], seat)
		if told := w.eligibility(t, people[0], work); !told.Allowed() {
			t.Errorf("told %+v", told)
		}
		place := w.take(t, people[0], work)
		w.take(t, people[1], work)
		w.take(t, people[1], seat)
		w.take(t, people[1], other)
		// Work beside work is still refused.
		_, err := w.signUp(people[0], w.shift(t, spec{capacity: 1, from: days(10, 1)}))
		refused(t, err, fault.Overlaps)
		if n := w.store.Client.Signup.Query().CountX(w.system); n != 5 {
			t.Errorf("%d sign-ups", n)
		}
		done(t, w.cancel(people[0], place))
		w.check(t)
	})
}
