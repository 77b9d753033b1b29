package school_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"erikti/ent/gen"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/signup"
	"erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/place"
	"erikti/internal/school"
	"erikti/internal/viewer"
)

var byISO = gen.Asc("iso")

// A cohort's places and queue are those of a shift: who comes too late waits, and a freed
// place goes to them; capacity, publishing and cancelling are the event's.
func TestACohortIsAShift(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		g := w.cohort(w.course("FIRST_AID"), 1)
		first, second, third := w.person(), w.person(), w.person()
		on := w.takes(first, g.shift)
		for _, who := range []string{second, third} {
			if out, err := w.signUp(who, g.shift); err != nil || out.EntryID == "" {
				t.Fatal(out, err)
			}
		}
		all, err := w.school.Members(w.trainer, g.id, 10, "")
		done(t, err)
		if len(all) != 3 || all[0].State != school.Admitted || all[1].State != school.Waitlisted || all[1].Position == nil || *all[1].Position != 1 {
			t.Fatalf("%+v", all)
		}
		if _, err := w.places.Cancel(context.Background(), place.CancelRequest{SignupID: on, VolunteerID: first}); err != nil {
			t.Fatal(err)
		}
		for who, want := range map[string]school.State{first: school.Withdrawn, second: school.Admitted, third: school.Waitlisted} {
			own, err := w.school.OwnIn(w.as(who, nil), []string{g.id})
			done(t, err)
			if own[g.id] == nil || own[g.id].State != want {
				t.Errorf("%+v, want %s", own[g.id], want)
			}
		}
		// A page at a time.
		page, err := w.school.Members(w.trainer, g.id, 1, "")
		done(t, err)
		next, err := w.school.Members(w.trainer, g.id, 1, page[0].ID)
		done(t, err)
		if len(page) != 1 || len(next) != 1 || page[0].State != school.Admitted || next[0].State != school.Waitlisted {
			t.Errorf("%+v, then %+v", page, next)
		}
		two := 2
		if _, err := w.events.UpdateShift(w.desk, event.ShiftPatch{ShiftID: g.shift, Capacity: &two}, ""); err != nil {
			t.Fatal(err)
		}
		if n := w.store.Client.Signup.Query().Where(signup.ShiftID(g.shift), signup.StateEQ(signup.StateCONFIRMED)).CountX(w.system); n != 2 {
			t.Errorf("%d places", n)
		}
		_, err = w.events.AddShift(w.desk, g.event, event.ShiftDraft{Title: lang.Text{En: "x"}, StartsAt: noon.AddDate(0, 0, 8), EndsAt: noon.AddDate(0, 0, 9), Capacity: 1}, "")
		refused(t, err, fault.WrongState, "course_event")
		_, err = w.events.Cancel(w.desk, g.event, "ill", "")
		done(t, err)
		own, err := w.school.OwnIn(w.as(second, nil), []string{g.id})
		done(t, err)
		if own[g.id].State != school.Withdrawn {
			t.Errorf("of a cancelled one: %s", own[g.id].State)
		}
	})
}

// A course that lasts for weeks takes nobody's weeks: who learns works meanwhile.
func TestACourseTakesNoTime(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		g, who := w.cohort(w.course("FIRST_AID"), 5), w.person()
		w.takes(who, g.shift)
		w.takes(who, w.emergency(8, 5))
		w.takes(who, w.cohort(w.course("LOGISTICS"), 5).shift)
	})
}

// A prerequisite is a qualification that the shift asks for: the engine's gate refuses,
// with its words, and opens for who passed it.
func TestAPrerequisiteIsAGate(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		basic := w.course("FIRST_AID")
		g := w.cohort(w.course("RESCUE", basic), 5)
		who := w.person()
		_, err := w.signUp(who, g.shift)
		refused(t, err, fault.QualificationMissing, "")
		if n := w.store.Client.Signup.Query().Where(signup.ShiftID(g.shift)).CountX(w.system); n != 0 {
			t.Errorf("%d sign-ups", n)
		}
		w.pass(who, basic)
		next := w.cohort(w.course("RESCUE2", basic), 5)
		w.takes(who, next.shift)
	})
}

// Courses that ask for each other are refused, by whatever way, and so is what is of
// another school.
func TestPrerequisitesGoInNoCircle(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		a := w.course("A1")
		b := w.course("B1", a)
		c := w.course("C1", b)
		for _, asks := range []string{a, b, c} {
			_, err := w.school.UpdateCourse(w.trainer, school.Patch{CourseID: a, Prerequisites: &[]string{asks}}, "")
			refused(t, err, fault.InvalidInput, "course_circle")
		}
		admin := w.as(w.person(), map[string][]viewer.Role{w.other: {viewer.Admin}})
		_, err := w.school.CreateCourse(admin, school.Draft{OrganizationID: w.other, Title: lang.Text{En: "D"}, Level: 1, Grants: "D1", Prerequisites: []string{a}}, "")
		refused(t, err, fault.NotFound, "")
		_, err = w.school.UpdateCourse(w.trainer, school.Patch{CourseID: c, Prerequisites: &[]string{a}}, "")
		done(t, err)
		_, err = w.school.UpdateCourse(w.trainer, school.Patch{CourseID: a, Prerequisites: &[]string{c}}, "")
		refused(t, err, fault.InvalidInput, "course_circle")
		_, err = w.school.UpdateCourse(w.trainer, school.Patch{CourseID: b, Prerequisites: &[]string{c}}, "")
		done(t, err)
	})
}

// A serial number says what a certificate is, and to nobody but its person and the school
// whose it is; by its date it has expired.
func TestASerialNumberTellsNoName(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		who := w.person()
		id := w.pass(who, w.course("FIRST_AID"))
		serial := w.store.Client.Certificate.GetX(w.system, id).Serial
		seen, err := w.school.BySerial(w.visitor, " "+serial+" ")
		done(t, err)
		if seen == nil || seen.State != school.Issued || seen.GivenName != nil || seen.FamilyName != nil || seen.Reason != nil {
			t.Fatalf("%+v", seen)
		}
		for _, ctx := range []context.Context{w.as(who, nil), w.trainer} {
			if seen, err := w.school.BySerial(ctx, serial); err != nil || seen.GivenName == nil {
				t.Errorf("%+v, %v", seen, err)
			}
		}
		if none, err := w.school.BySerial(w.visitor, "0000-0000-0000-0000"); none != nil || err != nil {
			t.Errorf("%+v, %v", none, err)
		}
		if c, err := w.school.Certificate(w.as(w.person(), nil), id); c != nil || err != nil {
			t.Errorf("somebody else's: %+v, %v", c, err)
		}
		w.at(noon.AddDate(1, 0, 8))
		if seen, err = w.school.BySerial(w.visitor, serial); err != nil || seen.State != school.Expired {
			t.Errorf("a year later: %+v, %v", seen, err)
		}
		_, err = w.school.Revoke(w.trainer, id, "copied", "")
		refused(t, err, fault.WrongState, "certificate")
	})
}

// The places of a cohort are live for everybody, a draft's for nobody.
func TestACohortIsLive(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		course := w.course("FIRST_AID")
		watcher := place.NewWatcher(w.store.Client, w.hub, func() time.Time { return *w.clock.Load() })
		draft, err := w.school.CreateCohort(w.trainer, school.CohortDraft{CourseID: course, Lessons: w.evenings(), Capacity: 1, TimeZone: "Asia/Almaty"}, "")
		done(t, err)
		for _, id := range []string{draft, "coh_x"} {
			if _, err := w.school.FollowCohort(w.visitor, watcher, id); !missing(err) {
				t.Errorf("%v", err)
			}
		}
		g := w.cohort(course, 2)
		ctx, end := context.WithTimeout(w.visitor, time.Minute)
		defer end()
		states, err := w.school.FollowCohort(ctx, watcher, g.id)
		done(t, err)
		if first := <-states; first == nil || first.EventID != g.event || first.Available != 2 {
			t.Fatalf("%+v", first)
		}
		w.takes(w.person(), g.shift)
		if next := <-states; next == nil || next.Available != 1 || next.Confirmed != 1 {
			t.Fatalf("%+v", next)
		}
	})
}

// Who may see and change courses: a school is a support center's, its TRAINERs and ADMINs
// run it, and a DRAFT is theirs.
func TestCourses(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		db := w.store.Client
		plain := db.Organization.Create().SetNameEn("Club").SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(w.system).ID
		admin := w.as(w.person(), map[string][]viewer.Role{plain: {viewer.Admin}})
		draft := func(org string) school.Draft {
			return school.Draft{OrganizationID: org, Title: lang.Text{En: "x"}, Level: 1, Grants: "FIRST_AID"}
		}
		_, err := w.school.CreateCourse(admin, draft(plain), "")
		refused(t, err, fault.WrongState, "no_center")
		_, err = w.school.CreateCourse(w.desk, draft(w.center), "")
		refused(t, err, fault.NotFound, "")
		for detail, change := range map[string]func(*school.Draft){
			"course_level":       func(d *school.Draft) { d.Level = 4 },
			"qualification_code": func(d *school.Draft) { d.Grants = "first aid" },
			"valid_months":       func(d *school.Draft) { none := 0; d.ValidMonths = &none },
			"text_missing":       func(d *school.Draft) { d.Title = lang.Text{} },
		} {
			d := draft(w.center)
			change(&d)
			_, err := w.school.CreateCourse(w.trainer, d, "")
			refused(t, err, fault.InvalidInput, detail)
		}
		if n := db.Course.Query().CountX(w.system); n != 0 {
			t.Fatalf("%d courses of what was refused", n)
		}
		id, err := w.school.CreateCourse(w.trainer, draft(w.center), "k")
		done(t, err)
		if again, err := w.school.CreateCourse(w.trainer, draft(w.center), "k"); err != nil || again != id {
			t.Errorf("%s, %v", again, err)
		}
		sees := func(ctx context.Context) bool { return db.Course.Query().CountX(ctx) == 1 }
		if sees(w.visitor) || sees(admin) || !sees(w.trainer) {
			t.Error("of a draft")
		}
		_, err = w.school.CreateCohort(w.trainer, school.CohortDraft{CourseID: id, Lessons: w.evenings(), Capacity: 1, TimeZone: "Asia/Almaty"}, "")
		refused(t, err, fault.WrongState, "course")
		stale := 7
		_, err = w.school.OpenCourse(w.trainer, id, &stale, "")
		refused(t, err, fault.StaleVersion, "")
		_, err = w.school.RetireCourse(w.trainer, id, nil, "")
		refused(t, err, fault.WrongState, "course")
		_, err = w.school.OpenCourse(w.trainer, id, nil, "")
		done(t, err)
		if !sees(w.visitor) {
			t.Error("of an open one")
		}
		c, err := w.school.CreateCohort(w.trainer, school.CohortDraft{CourseID: id, Lessons: w.evenings(), Capacity: 1, TimeZone: "Asia/Almaty"}, "")
		done(t, err)
		of := db.Cohort.GetX(w.system, c)
		if e := db.Event.GetX(w.system, of.EventID); e.Kind != genevent.KindCOURSE || e.State != genevent.StateDRAFT {
			t.Errorf("%+v", e)
		}
		if db.Cohort.Query().CountX(w.visitor)+db.Lesson.Query().CountX(w.visitor) != 0 || db.Lesson.Query().CountX(w.trainer) != 2 {
			t.Error("of a cohort whose event is a draft")
		}
		_, err = w.school.RetireCourse(w.trainer, id, nil, "")
		done(t, err)
		_, err = w.school.UpdateCourse(w.trainer, school.Patch{CourseID: id}, "")
		refused(t, err, fault.WrongState, "course")
		_, err = w.school.CreateCohort(w.trainer, school.CohortDraft{CourseID: id, Lessons: w.evenings(), Capacity: 1, TimeZone: "Asia/Almaty"}, "")
		refused(t, err, fault.WrongState, "course")
		if !sees(w.visitor) {
			t.Error("of a retired one")
		}
	})
}

func missing(err error) bool {
	var f *fault.Failure
	return errors.As(err, &f) && f.Class == fault.Missing
}
