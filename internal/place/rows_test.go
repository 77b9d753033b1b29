package place_test

import (
	"slices"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
)

// row reads a shift.
func (w *world) row(t testing.TB, id string) *gen.Shift {
	t.Helper()
	return w.store.Client.Shift.GetX(w.system, id)
}

// confirmed are the people who have a place on a shift, sorted.
func (w *world) confirmed(t testing.TB, where string) []string {
	t.Helper()
	ids := []string{}
	for _, s := range w.store.Client.Signup.Query().Where(signup.ShiftID(where), signup.StateIn(
		signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED)).AllX(w.system) {
		ids = append(ids, s.VolunteerID)
	}
	slices.Sort(ids)
	return ids
}

// queue is who waits, in order.
func (w *world) queue(t testing.TB, where string) []*gen.WaitlistEntry {
	t.Helper()
	return w.store.Client.WaitlistEntry.Query().
		Where(waitlistentry.ShiftID(where), waitlistentry.StateEQ(waitlistentry.StateWAITING)).
		Order(gen.Asc(waitlistentry.FieldSeq)).AllX(w.system)
}

func (w *world) entry(t testing.TB, id string) *gen.WaitlistEntry {
	t.Helper()
	return w.store.Client.WaitlistEntry.GetX(w.system, id)
}

// has says whether a person has a place on a shift.
func (w *world) has(t testing.TB, who, where string) bool {
	t.Helper()
	return slices.Contains(w.confirmed(t, where), who)
}

// blockedBy is the gate that an entry shows, "" for none.
func blockedBy(e *gen.WaitlistEntry) string {
	if e.BlockedBy == nil {
		return ""
	}
	return *e.BlockedBy
}
