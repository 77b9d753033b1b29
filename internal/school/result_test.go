package school_test

import (
	"context"
	"slices"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/auditentry"
	"erikti/ent/gen/certificate"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/qualification"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/school"
	"erikti/internal/viewer"
)

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

func noted(enrollment string, present bool) school.Noted {
	return school.Noted{EnrollmentID: enrollment, Present: present}
}
