package attendance_test

import (
	"context"
	"flag"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/attendance"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/live"
	"erikti/internal/pgtest"
	"erikti/internal/place"
	"erikti/internal/reference"
	"erikti/internal/stats"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

func TestMain(m *testing.M) {
	if err := flag.Set("rapid.nofailfile", "true"); err != nil {
		panic(err)
	}
	if os.Getenv("ERIKTI_TEST_LONG") == "" {
		if err := flag.Set("rapid.checks", "6"); err != nil {
			panic(err)
		}
	}
	pgtest.Main(m)
}

// noon is when the shifts of these tests begin.
var (
	noon   = time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)
	system = rule.System(context.Background())
)

type world struct {
	st        *store.Store
	engine    *place.Engine
	hub       *live.Hub
	now       func() time.Time
	people    *attendance.Service
	book      *hours.Book
	stats     *stats.Counter
	clock     atomic.Pointer[time.Time]
	org       string
	staff     string // who runs it
	organizer context.Context
}

// eachDatabase runs a test on SQLite and on PostgreSQL.
func eachDatabase(t *testing.T, test func(t *testing.T, w *world)) {
	t.Parallel()
	for name, url := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return pgtest.SQLite(t) },
		"postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st, err := store.Open(t.Context(), url(t), store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = st.Close() })
			if err := reference.Seed(t.Context(), st); err != nil {
				t.Fatal(err)
			}
			w := &world{st: st}
			w.at(noon)
			now := func() time.Time { return *w.clock.Load() }
			w.hub = live.NewHub()
			w.engine = place.New(st, w.hub.Publish, now)
			w.now = now
			t.Cleanup(w.engine.Close)
			w.people = attendance.New(st, w.engine, func([]string) {}, now, func() string { return "https://erikti.example" })
			w.book, w.stats = hours.NewBook(st, func([]string) {}, now), stats.New(st, now)
			w.org = st.Client.Organization.Create().SetNameEn("Rina").SetLegalForm("NGO").SetStatus(organization.StatusVERIFIED).SaveX(system).ID
			w.staff = w.person()
			w.member(w.staff, w.org)
			w.organizer = as(w.staff, w.org)
			test(t, w)
		})
	}
}

func (w *world) at(now time.Time) { w.clock.Store(&now) }

func (w *world) person() string {
	v := w.st.Client.Volunteer.Create().SetGivenName("A").SetFamilyName("S").SaveX(system)
	w.st.Client.VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthDate("1990-05-17").ExecX(system)
	return v.ID
}

func (w *world) member(volunteerID, org string) {
	w.st.Client.Membership.Create().SetVolunteerID(volunteerID).SetOrganizationID(org).SetRole("COORDINATOR").SetStatus("ACTIVE").
		SetValidFrom("2020-01-01").ExecX(system)
}

// as is the context of a person, who coordinates organizations.
func as(volunteerID string, organizes ...string) context.Context {
	v := &viewer.Viewer{VolunteerID: volunteerID, AccountID: "acc", Roles: map[string][]viewer.Role{}}
	for _, o := range organizes {
		v.Roles[o] = []viewer.Role{viewer.Coordinator}
	}
	return viewer.With(context.Background(), v)
}

// shift makes a shift of three hours from noon, of an event of its own.
func (w *world) shift(capacity int) *gen.Shift {
	e := w.st.Client.Event.Create().SetOrganizationID(w.org).SetTitleEn("E").SetStartsAt(noon).SetEndsAt(noon.Add(3 * time.Hour)).
		SetTimeZone("Asia/Almaty").SetState(event.StatePUBLISHED).SaveX(system)
	return w.st.Client.Shift.Create().SetEvent(e).SetTitleEn("S").SetStartsAt(e.StartsAt).SetEndsAt(e.EndsAt).SetCapacity(capacity).
		SetState(shift.StateOPEN).SetNextTransitionAt(e.StartsAt).SaveX(system)
}

// takes gives a person a place, or a position in the queue, a day before.
func (w *world) takes(t testing.TB, s *gen.Shift, who string) place.SignUpOutcome {
	t.Helper()
	before := *w.clock.Load()
	w.at(noon.AddDate(0, 0, -1))
	defer w.at(before)
	out, err := w.engine.SignUp(context.Background(), place.SignUpRequest{ShiftID: s.ID, VolunteerID: who, AutoAccept: true, JoinWaitlist: true})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (w *world) code(t testing.TB, s *gen.Shift) *attendance.Shown {
	t.Helper()
	c, err := w.people.Code(w.organizer, s.ID)
	if err != nil || c == nil {
		t.Fatalf("%v %v", c, err)
	}
	return c
}

func (w *world) minutes(t testing.TB, who string) hours.Sum {
	t.Helper()
	sum, err := hours.Total(system, w.st.Reader(), hours.Filter{VolunteerID: who})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// refused is the code, and the detail, of a refusal; "" for none.
func refused(t testing.TB, err error) string {
	t.Helper()
	r, ok := fault.AsRefusal(err)
	if !ok {
		if err != nil {
			t.Fatal(err)
		}
		return ""
	}
	if r.Detail != "" {
		return string(r.Code) + " " + r.Detail
	}
	return string(r.Code)
}

// done ends an event by the clock, four hours after its start.
func (w *world) done(t testing.TB) {
	t.Helper()
	w.at(noon.Add(4 * time.Hour))
	if _, err := w.engine.Tick(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// told are the notices of a kind that a person has.
func (w *world) told(who string, kind notice.Kind) []*gen.Notice {
	return w.st.Client.Notice.Query().Where(notice.VolunteerID(who), notice.KindEQ(kind)).AllX(system)
}

// holds looks that the logs of places say what the rows do.
func (w *world) holds(t testing.TB) {
	t.Helper()
	if _, err := w.engine.Verify(context.Background(), func(f place.Fault) { t.Errorf("%+v", f) }, func(place.Verified) {}); err != nil {
		t.Fatal(err)
	}
}
