package school_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen/cohort"
	"erikti/ent/gen/signup"
	"erikti/ent/rule"
	"erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/lang"
	"erikti/internal/live"
	"erikti/internal/passport"
	"erikti/internal/pgtest"
	"erikti/internal/place"
	"erikti/internal/reference"
	"erikti/internal/school"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// noon of a Monday in Almaty.
var noon = time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)

// world is a database with a support center, one of its trainers and its coordinator, and
// another center.
type world struct {
	t         *testing.T
	store     *store.Store
	places    *place.Engine
	events    *event.Service
	school    *school.Service
	passports *passport.Service
	hub       *live.Hub
	clock     atomic.Pointer[time.Time]
	system    context.Context
	center    string
	other     string
	teacher   string // the person
	trainer   context.Context
	desk      context.Context
	visitor   context.Context
}

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

func newWorld(t *testing.T, url string) *world {
	st, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if err := reference.Seed(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, store: st, system: rule.System(context.Background()), visitor: context.Background(), hub: live.NewHub()}
	w.at(noon)
	now := func() time.Time { return *w.clock.Load() }
	w.places = place.New(st, func(topics []string) { w.hub.Publish(topics) }, now)
	t.Cleanup(w.places.Close)
	w.passports = passport.New(st, func() string { return "https://network.example" }, now)
	w.school = school.New(st, w.places, w.passports, func([]string) {}, now)
	w.events = event.New(w.places)
	c := st.Client
	for i, to := range []*string{&w.center, &w.other} {
		region := c.Region.Query().Order(byISO).Offset(i).FirstIDX(w.system)
		*to = c.Organization.Create().SetNameEn("Center").SetLegalForm("NGO").SetStatus("VERIFIED").SetHomeRegionID(region).SaveX(w.system).ID
		c.SupportCenter.Create().SetOrganizationID(*to).SetRegionID(region).SetValidFrom("2020-01-01").ExecX(w.system)
	}
	w.teacher = w.person()
	w.trainer = w.as(w.teacher, map[string][]viewer.Role{w.center: {"TRAINER"}})
	w.desk = w.as(w.person(), map[string][]viewer.Role{w.center: {viewer.Coordinator}})
	return w
}

func (w *world) at(now time.Time) { w.clock.Store(&now) }

func (w *world) as(volunteer string, roles map[string][]viewer.Role) context.Context {
	return viewer.With(context.Background(), &viewer.Viewer{VolunteerID: volunteer, AccountID: "acc_x", SessionID: "ses_x", Roles: roles})
}

func (w *world) person() string {
	v := w.store.Client.Volunteer.Create().SetGivenName("A").SetFamilyName("S").SaveX(w.system)
	w.store.Client.VolunteerPrivate.Create().SetVolunteerID(v.ID).SetBirthDate("1990-05-01").ExecX(w.system)
	return v.ID
}

// course is an OPEN one that grants something for a year.
func (w *world) course(grants string, prerequisites ...string) string {
	w.t.Helper()
	months := 12
	id, err := w.school.CreateCourse(w.trainer, school.Draft{
		OrganizationID: w.center, Title: lang.Text{En: grants}, Level: 1, Grants: grants, ValidMonths: &months, Prerequisites: prerequisites,
	}, "")
	done(w.t, err)
	_, err = w.school.OpenCourse(w.trainer, id, nil, "")
	done(w.t, err)
	return id
}

// evenings are two lessons, a week and two weeks from now.
func (w *world) evenings() []school.LessonDraft {
	var all []school.LessonDraft
	for i := range 2 {
		at := w.clock.Load().AddDate(0, 0, 7*(i+1)).Add(6 * time.Hour)
		all = append(all, school.LessonDraft{Title: lang.Text{En: "Evening"}, StartsAt: at, EndsAt: at.Add(2 * time.Hour)})
	}
	return all
}

// group is a cohort as the tests need it.
type group struct{ id, event, shift string }

// cohort is a published one.
func (w *world) cohort(course string, capacity int) group {
	w.t.Helper()
	id, err := w.school.CreateCohort(w.trainer, school.CohortDraft{CourseID: course, Lessons: w.evenings(), Capacity: capacity, TimeZone: "Asia/Almaty"}, "")
	done(w.t, err)
	c := w.store.Client.Cohort.Query().Where(cohort.ID(id)).OnlyX(w.system)
	_, err = w.events.Publish(w.desk, c.EventID, "")
	done(w.t, err)
	return group{id, c.EventID, c.ShiftID}
}

// emergency is a shift of somebody else's that asks for qualifications, so many days from
// now.
func (w *world) emergency(days, capacity int, qualifications ...string) string {
	db, at := w.store.Client, w.clock.Load().AddDate(0, 0, days)
	e := db.Event.Create().SetOrganizationID(w.other).SetTitleEn("Flood").SetStartsAt(at).SetEndsAt(at.Add(6 * time.Hour)).SetTimeZone("Asia/Almaty").
		SetState("PUBLISHED").AddDirectionIDs(id.Direction.Of("EMERGENCY")).SaveX(w.system)
	return db.Shift.Create().SetEventID(e.ID).SetTitleEn("Dike").SetStartsAt(e.StartsAt).SetEndsAt(e.EndsAt).SetCapacity(capacity).
		SetQualifications(qualifications).SetState("OPEN").SaveX(w.system).ID
}

func (w *world) signUp(person, shift string) (place.SignUpOutcome, error) {
	return w.places.SignUp(context.Background(), place.SignUpRequest{ShiftID: shift, VolunteerID: person, AutoAccept: true, JoinWaitlist: true})
}

// takes gives a person a place and returns the sign-up.
func (w *world) takes(person, shift string) string {
	w.t.Helper()
	out, err := w.signUp(person, shift)
	done(w.t, err)
	if out.SignupID == "" {
		w.t.Fatal("no place")
	}
	return out.SignupID
}

// pass brings a person through a course of the center.
func (w *world) pass(person, course string) string {
	w.t.Helper()
	g := w.cohort(course, 5)
	on := w.takes(person, g.shift)
	w.at(w.clock.Load().AddDate(0, 0, 8))
	_, err := w.school.Record(w.trainer, on, true, "")
	done(w.t, err)
	mine, err := w.school.Mine(w.as(person, nil))
	done(w.t, err)
	return mine.Certificates[0].ID
}

func (w *world) stateOf(signupID string) signup.State {
	return w.store.Client.Signup.GetX(w.system, signupID).State
}

func done(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code fault.Code, detail string) *fault.Refusal {
	t.Helper()
	r, ok := fault.AsRefusal(err)
	if !ok || r.Code != code || r.Detail != detail {
		t.Fatalf("got %v, want %s %s", err, code, detail)
	}
	return r
}
