package school_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/auditentry"
	"erikti/ent/gen/certificate"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/qualification"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
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

// Who passes has a certificate and its qualification: an emergency shift opens to them,
// also where they wait. When it is revoked, it closes, and their coming place is freed.
func TestPassingOpensAndRevokingCloses(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		course, who := w.course("FIRST_AID"), w.person()
		soon, late := w.emergency(20, 1, "FIRST_AID"), w.emergency(400, 1, "FIRST_AID")
		_, err := w.signUp(who, soon)
		refused(t, err, fault.QualificationMissing, "")
		id := w.pass(who, course)
		on := w.takes(who, soon)
		// Beyond its end it opens nothing.
		_, err = w.signUp(who, late)
		refused(t, err, fault.QualificationMissing, "")
		next := w.person()
		w.store.Client.Qualification.Create().SetVolunteerID(next).SetKind("FIRST_AID").SetIssuedAt("2020-01-01").ExecX(w.system)
		if out, err := w.signUp(next, soon); err != nil || out.EntryID == "" {
			t.Fatal(out, err)
		}
		c := w.store.Client.Certificate.Query().Where(certificate.ID(id)).WithQualification().OnlyX(w.system)
		if c.IssuedOn != "2026-03-10" || c.ExpiresOn != "2027-03-10" || c.Edges.Qualification.ExpiresAt != c.ExpiresOn || c.Edges.Qualification.IssuedAt != c.IssuedOn {
			t.Errorf("%+v, %+v", c, c.Edges.Qualification)
		}
		_, err = w.school.Revoke(w.trainer, id, " ", "")
		refused(t, err, fault.InvalidInput, "text_missing")
		_, err = w.school.Revoke(w.trainer, id, "copied", "k")
		done(t, err)
		if s := w.stateOf(on); s != signup.StateCANCELLED {
			t.Errorf("the place is %s", s)
		}
		if n := w.store.Client.Signup.Query().Where(signup.ShiftID(soon), signup.VolunteerID(next), signup.StateEQ(signup.StateCONFIRMED)).CountX(w.system); n != 1 {
			t.Error("the freed place went to nobody")
		}
		_, err = w.signUp(who, soon)
		refused(t, err, fault.QualificationMissing, "")
		_, err = w.school.Revoke(w.trainer, id, "copied", "k") // the same call
		done(t, err)
		r := refused(t, func() error { _, err := w.school.Revoke(w.trainer, id, "again", ""); return err }(), fault.WrongState, "certificate")
		if r.Args["state"] != "REVOKED" {
			t.Errorf("%v", r.Args)
		}
		mine, err := w.school.Mine(w.as(who, nil))
		done(t, err)
		if mine.Certificates[0].State != school.Revoked || *mine.Certificates[0].Reason != "copied" || mine.Qualifications[0].Valid || mine.Enrollments[0].State != school.Passed {
			t.Errorf("%+v %+v", mine.Certificates[0], mine.Qualifications[0])
		}
		for _, kind := range []notice.Kind{notice.KindCOURSE_RESULT, notice.KindCERTIFICATE_REVOKED, notice.KindQUALIFICATION_ENDED} {
			if n := w.store.Client.Notice.Query().Where(notice.VolunteerID(who), notice.KindEQ(kind)).CountX(w.system); n != 1 {
				t.Errorf("told of %s %d times", kind, n)
			}
		}
	})
}

// Who waits for a shift, blocked by the qualification they lack, has the free place with
// the result.
func TestAResultServesTheQueue(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		course, who := w.course("FIRST_AID"), w.person()
		q := w.store.Client.Qualification.Create().SetVolunteerID(who).SetKind("FIRST_AID").SetIssuedAt("2020-01-01").SaveX(w.system)
		shift := w.emergency(30, 1, "FIRST_AID")
		holder := w.person()
		w.store.Client.Qualification.Create().SetVolunteerID(holder).SetKind("FIRST_AID").SetIssuedAt("2020-01-01").ExecX(w.system)
		on := w.takes(holder, shift)
		out, err := w.signUp(who, shift)
		done(t, err)
		w.store.Client.Qualification.Update().Where(qualification.ID(q.ID)).SetExpiresAt("2026-03-01").ExecX(w.system)
		_, err = w.places.Cancel(context.Background(), place.CancelRequest{SignupID: on, VolunteerID: holder})
		done(t, err)
		e := w.store.Client.WaitlistEntry.GetX(w.system, out.EntryID)
		if e.State != waitlistentry.StateWAITING || e.BlockedBy == nil || *e.BlockedBy != "QUALIFICATION" {
			t.Fatalf("%+v", e)
		}
		w.pass(who, course)
		if e := w.store.Client.WaitlistEntry.GetX(w.system, out.EntryID); e.State != waitlistentry.StatePROMOTED {
			t.Errorf("after the result: %s", e.State)
		}
	})
}

// A result is given once, by somebody else who teaches there, to who has a place in a
// cohort that has begun.
func TestResults(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		g := w.cohort(w.course("FIRST_AID"), 2)
		who, queued := w.person(), w.person()
		on, own := w.takes(who, g.shift), w.takes(w.teacher, g.shift)
		out, err := w.signUp(queued, g.shift)
		done(t, err)
		_, err = w.school.Record(w.trainer, on, true, "")
		refused(t, err, fault.WrongState, "cohort_ahead")
		w.at(noon.AddDate(0, 0, 8))
		_, err = w.school.Record(w.trainer, own, true, "")
		refused(t, err, fault.OwnResult, "")
		_, err = w.school.Record(w.trainer, out.EntryID, true, "")
		refused(t, err, fault.NotFound, "")
		for _, stranger := range []context.Context{w.desk, w.as(who, nil), w.as(w.person(), map[string][]viewer.Role{w.other: {"TRAINER", viewer.Admin}})} {
			_, err = w.school.Record(stranger, on, true, "")
			refused(t, err, fault.NotFound, "")
			if _, err := w.school.Members(stranger, g.id, 10, ""); !missing(err) {
				t.Errorf("a stranger reads the people: %v", err)
			}
		}
		if n := w.store.Client.CourseResult.Query().CountX(w.system) + w.store.Client.Qualification.Query().CountX(w.system); n != 0 {
			t.Errorf("%d rows of what was refused", n)
		}
		_, err = w.school.Record(w.trainer, on, false, "k")
		done(t, err)
		_, err = w.school.Record(w.trainer, on, false, "k")
		done(t, err)
		_, err = w.school.Record(w.trainer, on, true, "k")
		refused(t, err, fault.IdempotencyKeyReused, "")
		r := refused(t, func() error { _, err := w.school.Record(w.trainer, on, true, ""); return err }(), fault.WrongState, "course_enrollment")
		if r.Args["state"] != "FAILED" {
			t.Errorf("%v", r.Args)
		}
		if n := w.store.Client.Certificate.Query().CountX(w.system); n != 0 {
			t.Errorf("%d certificates of who failed", n)
		}
		n := w.store.Client.AuditEntry.Query().Where(auditentry.Action("COURSE_RESULT_RECORDED")).CountX(w.system)
		if n != 1 {
			t.Errorf("the audit has %d entries", n)
		}
	})
}

// Who was at a lesson is noted from its beginning on, again when it was wrong, and never
// by oneself; all or nothing.
func TestAttendance(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		g := w.cohort(w.course("FIRST_AID"), 3)
		people := []string{w.person(), w.person()}
		on := []string{w.takes(people[0], g.shift), w.takes(people[1], g.shift)}
		own := w.takes(w.teacher, g.shift)
		lessons := w.store.Client.Lesson.Query().Order(gen.Asc("starts_at")).IDsX(w.system)
		_, err := w.school.MarkAttendance(w.trainer, lessons[0], []school.Noted{noted(on[0], true)}, "")
		refused(t, err, fault.WrongState, "lesson_ahead")
		w.at(noon.AddDate(0, 0, 8))
		for bad, code := range map[school.Noted]fault.Code{noted(own, true): fault.OwnResult, noted("sgn_x", true): fault.NotFound, noted(on[0], false): fault.NotFound} {
			_, err = w.school.MarkAttendance(w.trainer, lessons[0], []school.Noted{noted(on[0], true), bad}, "")
			refused(t, err, code, "")
		}
		if n := w.store.Client.LessonAttendance.Query().CountX(w.system); n != 0 {
			t.Errorf("%d notes of what was refused", n)
		}
		_, err = w.school.MarkAttendance(w.trainer, lessons[0], []school.Noted{noted(on[0], true), noted(on[1], true)}, "")
		done(t, err)
		_, err = w.school.MarkAttendance(w.trainer, lessons[0], []school.Noted{noted(on[1], false)}, "")
		done(t, err)
		_, err = w.school.MarkAttendance(w.trainer, lessons[1], []school.Noted{noted(on[1], true)}, "")
		refused(t, err, fault.WrongState, "lesson_ahead")
		if present, absent, err := w.school.Counted(context.Background(), lessons[0]); err != nil || present != 1 || absent != 1 {
			t.Error(present, absent, err)
		}
		mine, err := w.school.Mine(w.as(people[1], nil))
		done(t, err)
		if e := mine.Enrollments[0]; e.LessonsAttended != 0 || !slices.EqualFunc(e.Attendance, []school.Mark{{LessonID: lessons[0]}}, func(a *school.Mark, b school.Mark) bool { return *a == b }) {
			t.Errorf("%+v", e)
		}
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

func noted(enrollment string, present bool) school.Noted {
	return school.Noted{EnrollmentID: enrollment, Present: present}
}

func missing(err error) bool {
	var f *fault.Failure
	return errors.As(err, &f) && f.Class == fault.Missing
}
