package school_test

import (
	"testing"

	"erikti/ent/gen/certificate"
	"erikti/ent/gen/course"
	"erikti/ent/gen/courseresult"
	"erikti/ent/gen/signup"
	"erikti/internal/school"
	"erikti/internal/state/statetest"
)

// Every change of a course, of where somebody stands in a cohort and of a certificate,
// from every state, is done or refused as their tables say. Who is WAITLISTED has no
// sign-up yet, and is not found (TestResults).
func TestASchoolMovesByItsTables(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		db := w.store.Client
		id := w.course("FIRST_AID")
		statetest.Walk[course.State]{
			Table: school.Courses, States: []course.State{course.StateDRAFT, course.StateOPEN, course.StateRETIRED}, Starts: []course.State{course.StateDRAFT},
			Put: func(_ statetest.Call, in course.State) { db.Course.UpdateOneID(id).SetState(in).ExecX(w.system) },
			At:  func() course.State { return db.Course.GetX(w.system, id).State },
			Calls: []statetest.Call{
				statetest.Do("open", func() error { _, err := w.school.OpenCourse(w.trainer, id, nil, ""); return err }),
				statetest.Do("retire", func() error { _, err := w.school.RetireCourse(w.trainer, id, nil, ""); return err }),
			},
		}.Run(t)

		db.Course.UpdateOneID(id).SetState(course.StateOPEN).ExecX(w.system)
		g, who := w.cohort(id, 2), w.person()
		on := w.takes(who, g.shift)
		w.at(noon.AddDate(0, 0, 8))
		mine := func() *school.Mine {
			m, err := w.school.Mine(w.as(who, nil))
			done(t, err)
			return m
		}
		record := func(passed bool) func() error {
			return func() error { _, err := w.school.Record(w.trainer, on, passed, ""); return err }
		}
		statetest.Walk[school.State]{
			Table: school.Enrollments, States: []school.State{school.Applied, school.Admitted, school.Passed, school.Failed, school.Withdrawn},
			Starts: []school.State{school.Applied, school.Admitted, school.Withdrawn}, // by the engine of places, without a change of the school
			Put: func(_ statetest.Call, in school.State) {
				db.Certificate.Delete().ExecX(w.system)
				db.CourseResult.Delete().ExecX(w.system)
				stands := map[school.State]signup.State{school.Applied: signup.StateREQUESTED, school.Withdrawn: signup.StateCANCELLED}[in]
				if stands == "" {
					stands = signup.StateCONFIRMED
				}
				db.Signup.UpdateOneID(on).SetState(stands).ExecX(w.system)
				if in == school.Passed || in == school.Failed {
					db.CourseResult.Create().SetCohortID(g.id).SetVolunteerID(who).SetOutcome(courseresult.Outcome(in)).SetRecordedByID(w.teacher).ExecX(w.system)
				}
			},
			At:    func() school.State { return mine().Enrollments[0].State },
			Calls: []statetest.Call{statetest.Do("pass", record(true)), statetest.Do("fail", record(false))},
		}.Run(t)

		db.Certificate.Delete().ExecX(w.system)
		db.CourseResult.Delete().ExecX(w.system)
		db.Signup.UpdateOneID(on).SetState(signup.StateCONFIRMED).ExecX(w.system)
		done(t, record(true)())
		given := mine().Certificates[0].ID
		statetest.Walk[school.CertificateState]{
			Table: school.Certificates, States: []school.CertificateState{school.Issued, school.Expired, school.Revoked},
			Starts: []school.CertificateState{school.Issued, school.Expired}, // EXPIRED by the day alone
			Put: func(_ statetest.Call, in school.CertificateState) {
				w.at(noon.AddDate(0, 0, 8))
				u := db.Certificate.UpdateOneID(given).SetState(certificate.StateISSUED).ClearRevokedAt()
				switch in {
				case school.Expired:
					w.at(noon.AddDate(2, 0, 0))
				case school.Revoked:
					u = db.Certificate.UpdateOneID(given).SetState(certificate.StateREVOKED).SetRevokedAt(noon)
				}
				u.ExecX(w.system)
			},
			At:    func() school.CertificateState { return mine().Certificates[0].State },
			Calls: []statetest.Call{statetest.Do("revoke", func() error { _, err := w.school.Revoke(w.trainer, given, "copied", ""); return err })},
		}.Run(t)
	})
}
