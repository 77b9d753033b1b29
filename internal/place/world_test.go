package place_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/pgtest"
	"erikti/internal/place"
	"erikti/internal/reference"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// noon is when these tests take place, unless they move the clock.
var noon = time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)

// days is a time so many days and hours after noon.
func days(d, hours int) time.Time { return noon.AddDate(0, 0, d).Add(time.Duration(hours) * time.Hour) }

// world is a database with an organization, its organizer, and an engine whose
// clock a test sets.
type world struct {
	store     *store.Store
	engine    *place.Engine
	events    *event.Service
	clock     atomic.Pointer[time.Time]
	org       string
	organizer context.Context // in which the organizer asks
	system    context.Context

	statements atomic.Int64 // that the database was asked
}

// eachDatabase runs a test on SQLite and on PostgreSQL at the same time.
func eachDatabase(t *testing.T, test func(t *testing.T, w *world)) {
	t.Parallel()
	for name, url := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return pgtest.SQLite(t) },
		"postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newWorld(t, url(t)))
		})
	}
}

func newWorld(t testing.TB, url string) *world {
	t.Helper()
	w := &world{system: rule.System(context.Background())}
	st, err := store.Open(t.Context(), url, store.Options{Seen: func(context.Context, string) { w.statements.Add(1) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := reference.Seed(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	w.store = st
	w.at(noon)
	w.engine = w.anotherEngine()
	t.Cleanup(w.engine.Close)
	w.events = event.New(w.engine)
	w.org = st.Client.Organization.Create().SetNameEn("Rina").SetLegalForm(organization.LegalFormNGO).
		SetStatus(organization.StatusVERIFIED).SaveX(w.system).ID
	coordinator := w.people(t, 1)[0]
	w.organizer = viewer.With(context.Background(), &viewer.Viewer{
		VolunteerID: coordinator, Roles: map[string][]viewer.Role{w.org: {viewer.Coordinator}},
	})
	return w
}

// anotherEngine is what a second server has on the same database.
func (w *world) anotherEngine() *place.Engine {
	return place.New(w.store, func([]string) {}, func() time.Time { return *w.clock.Load() })
}

// at sets the clock.
func (w *world) at(now time.Time) { w.clock.Store(&now) }

// people makes grown-ups and returns their ids.
func (w *world) people(t testing.TB, n int) []string {
	t.Helper()
	ids := make([]string, n)
	for i := range ids {
		ids[i] = w.person(t, "1990-05-17")
	}
	return ids
}

// person makes one who was born on a day, "" for nobody knows.
func (w *world) person(t testing.TB, born civil.Date) string {
	t.Helper()
	v := w.store.Client.Volunteer.Create().SetGivenName("Aigerim").SetFamilyName("S").SaveX(w.system)
	private := w.store.Client.VolunteerPrivate.Create().SetVolunteerID(v.ID)
	if born != "" {
		private.SetBirthDate(born)
	}
	private.ExecX(w.system)
	return v.ID
}

// spec describes a shift; zero fields are ordinary.
type spec struct {
	event          string // "": an event of its own
	from, to       time.Time
	capacity       int
	opens, closes  *time.Time
	cutoff         *time.Time
	minAge         int
	qualifications []string
	direction      string
	zone           string
	draft          bool
	approval       bool
	membersOnly    bool
	offerMinutes   int
}

// event makes a published event around noon, far into both directions.
func (w *world) event(t testing.TB, s spec) string {
	t.Helper()
	zone, direction, state := "Asia/Almaty", "SOCIAL", genevent.StatePUBLISHED
	if s.zone != "" {
		zone = s.zone
	}
	if s.direction != "" {
		direction = s.direction
	}
	if s.draft {
		state = genevent.StateDRAFT
	}
	return w.store.Client.Event.Create().SetOrganizationID(w.org).SetTitleEn("Cleaning the bank of the Irtysh").
		AddDirectionIDs(id.Direction.Of(direction)).SetTimeZone(zone).SetState(state).
		SetStartsAt(days(-100, 0)).SetEndsAt(days(100, 0)).SaveX(w.system).ID
}

// shift makes one as the engine itself would have left it at this time.
func (w *world) shift(t testing.TB, s spec) string {
	t.Helper()
	if s.event == "" {
		s.event = w.event(t, s)
	}
	if s.from.IsZero() {
		s.from = days(10, 0)
	}
	if s.to.IsZero() {
		s.to = s.from.Add(3 * time.Hour)
	}
	state, next := place.StateAt(&gen.Shift{
		StartsAt: s.from, EndsAt: s.to, OpensAt: s.opens, ClosesAt: s.closes, State: shift.StateSCHEDULED,
	}, !s.draft, *w.clock.Load())
	create := w.store.Client.Shift.Create()
	if s.offerMinutes > 0 {
		create.SetOfferWindowMinutes(s.offerMinutes)
	}
	return create.SetEventID(s.event).SetSignupPolicy(policyOf(s.approval)).SetMembersOnly(s.membersOnly).SetTitleEn("Morning").SetCapacity(max(1, s.capacity)).
		SetStartsAt(s.from).SetEndsAt(s.to).SetNillableOpensAt(s.opens).SetNillableClosesAt(s.closes).
		SetNillableCancelCutoff(s.cutoff).SetMinAge(s.minAge).SetQualifications(s.qualifications).
		SetState(state).SetNillableNextTransitionAt(next).SaveX(w.system).ID
}

// signUp asks for a place, or to wait.
func (w *world) signUp(who, where string) (place.SignUpOutcome, error) {
	return w.engine.SignUp(context.Background(), place.SignUpRequest{
		ShiftID: where, VolunteerID: who, AutoAccept: true, JoinWaitlist: true,
	})
}

// take signs up somebody for whom there is a place.
func (w *world) take(t testing.TB, who, where string) string {
	t.Helper()
	out, err := w.signUp(who, where)
	if err != nil || out.SignupID == "" {
		t.Fatalf("no place: %+v, %v", out, err)
	}
	return out.SignupID
}

// wait signs up somebody for whom there is none.
func (w *world) wait(t testing.TB, who, where string) string {
	t.Helper()
	out, err := w.signUp(who, where)
	if err != nil || out.EntryID == "" {
		t.Fatalf("not in the queue: %+v, %v", out, err)
	}
	return out.EntryID
}

func (w *world) cancel(who, signup string) error {
	_, err := w.engine.Cancel(context.Background(), place.CancelRequest{SignupID: signup, VolunteerID: who})
	w.engine.Quiet()
	return err
}

func (w *world) leave(who, entry string) error {
	_, err := w.engine.Leave(context.Background(), place.LeaveRequest{EntryID: entry, VolunteerID: who})
	return err
}

// change changes a shift as its organizer.
func (w *world) change(p event.ShiftPatch) error {
	_, err := w.events.UpdateShift(w.organizer, p, "")
	w.engine.Quiet()
	return err
}

func (w *world) capacity(where string, n int) error {
	return w.change(event.ShiftPatch{ShiftID: where, Capacity: &n})
}

func (w *world) tick(t testing.TB) int {
	t.Helper()
	n, err := w.engine.Tick(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// done fails the test when something was refused.
func done(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// code names what err is to a client: a refusal's code, "" for none.
func code(err error) fault.Code {
	if err == nil {
		return ""
	}
	if r, ok := fault.AsRefusal(err); ok {
		return r.Code
	}
	return fault.Code(fmt.Sprintf("failed: %v", err))
}

// refused fails the test when err is not the refusal.
func refused(t testing.TB, err error, want fault.Code) *fault.Refusal {
	t.Helper()
	if got := code(err); got != want {
		t.Fatalf("got %q, want %s", got, want)
	}
	r, _ := fault.AsRefusal(err)
	return r
}
