package rights

import (
	"fmt"
	"maps"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/cohort"
	"erikti/ent/gen/course"
	"erikti/internal/network"
)

func init() { maps.Copy(recipes, schoolRecipes) }

// school is a support center of a region that is nobody's else, with everybody who is
// something on the side.
func (o one) school() string {
	return rows(o.Server).SupportCenter.GetX(system, o.mandated(o)).OrganizationID
}

// serial is the number of a certificate.
func serial(n int) string {
	return strings.Repeat("A", 22) + strings.NewReplacer("0", "K", "1", "L", "8", "M", "9", "N").Replace(fmt.Sprintf("%04d", n))
}

func (w *world) course(org, state string) string {
	w.made++
	return rows(w.Server).Course.Create().SetOrganizationID(org).SetTitleEn(fmt.Sprint("Course ", w.made)).SetLevel(1).SetGrants("FIRST_AID").
		SetState(course.State(state)).SaveX(system).ID
}

// cohort is one of an OPEN course, and its shift.
func (w *world) cohort(org, state string) (id, shift string) {
	event, shifts := w.event(org, state, func(*gen.ShiftCreate) {})
	id = rows(w.Server).Cohort.Create().SetCourseID(w.course(org, "OPEN")).SetEventID(event).SetShiftID(shifts[0]).SaveX(system).ID
	return id, shifts[0]
}

// lesson is one of a cohort that has begun, in which somebody has a place: its id and
// that of the enrollment.
func (w *world) lesson(org string) (lesson, enrollment string) {
	db, begun := rows(w.Server), time.Now().UTC().Add(-time.Hour)
	id, shift := w.cohort(org, "PUBLISHED")
	enrollment = w.takes(w.person(), shift)
	of := db.Cohort.Query().Where(cohort.ID(id)).WithEvent().OnlyX(system)
	of.Edges.Event.Update().SetStartsAt(begun).ExecX(system)
	return db.Lesson.Create().SetCohortID(id).SetTitleEn("Evening").SetStartsAt(begun).SetEndsAt(begun.Add(time.Hour)).SaveX(system).ID, enrollment
}

// certificate is one of a cohort, revoked when there is a reason.
func (w *world) certificate(cohortID, volunteer, reason string) string {
	db := rows(w.Server)
	w.made++
	today := network.Today(time.Now())
	q := db.Qualification.Create().SetVolunteerID(volunteer).SetKind("FIRST_AID").SetIssuedAt(today).SaveX(system)
	c := db.Certificate.Create().SetSerial(serial(w.made)).SetCourseID(db.Cohort.GetX(system, cohortID).CourseID).
		SetCohortID(cohortID).SetVolunteerID(volunteer).SetQualificationID(q.ID).SetIssuedOn(today)
	if reason != "" {
		c.SetState("REVOKED").SetRevokedAt(time.Now()).SetReasonID(reason)
	}
	return c.SaveX(system).ID
}

var schoolRecipes = map[string]recipe{
	"Query.courses": {"organization", ask(`query($id: ID!) { at: courses(organizationId: $id) { totalCount } }`, func(o one) map[string]any {
		org := o.school()
		o.course(org, "DRAFT")
		return map[string]any{"id": org}
	}), counted},
	"Query.cohortEnrollments": {"organization", ask(`query($id: ID!) { at: cohortEnrollments(cohortId: $id) { id } }`, func(o one) map[string]any {
		id, shift := o.cohort(o.school(), "PUBLISHED")
		o.takes(o.person(), shift)
		return map[string]any{"id": id}
	}), listed},
	"Query.cohortEnrollmentsCount": {"organization", ask(`query($id: ID!) { at: cohortEnrollmentsCount(cohortId: $id) }`, func(o one) map[string]any {
		id, shift := o.cohort(o.school(), "PUBLISHED")
		o.takes(o.person(), shift)
		return map[string]any{"id": id}
	}), some},
	"Query.certificatesCount": {"organization", ask(`query($id: ID!) { at: certificatesCount(organizationId: $id) }`, func(o one) map[string]any {
		org := o.school()
		id, _ := o.cohort(org, "PUBLISHED")
		o.certificate(id, o.person().id, "")
		return map[string]any{"id": org}
	}), some},
	"Query.certificate": {"nobody", ask(`query($serial: String!) { at: certificate(serial: $serial) { id } }`, func(o one) map[string]any {
		id, _ := o.cohort(o.school(), "PUBLISHED")
		o.certificate(id, o.person().id, "")
		return map[string]any{"serial": serial(o.made)}
	}), present},
	"Query.certificates": {"organization", ask(`query($id: ID!) { at: certificates(organizationId: $id) { id } }`, func(o one) map[string]any {
		org := o.school()
		id, _ := o.cohort(org, "PUBLISHED")
		o.certificate(id, o.person().id, "")
		return map[string]any{"id": org}
	}), listed},
	"Query.mySchool": {"nobody", ask(`{ at: mySchool { certificates { id } } }`, nil), present},
	"Subscription.cohortCapacity": {"nobody", ask(`subscription($id: ID!) { at: cohortCapacity(cohortId: $id) { version } }`, func(o one) map[string]any {
		id, _ := o.cohort(o.school(), "PUBLISHED")
		return map[string]any{"id": id}
	}), present},
	"Mutation.createCourse": {"organization", mutate("createCourse", "CreateCourseInput", func(o one) []any {
		return []any{"organizationId", o.school(), "title", map[string]any{"en": "First aid"}, "level", 1, "grants", "FIRST_AID"}
	}), nil},
	"Mutation.updateCourse": {"organization", mutate("updateCourse", "UpdateCourseInput", func(o one) []any {
		return []any{"courseId", o.course(o.school(), "DRAFT"), "validMonths", 12}
	}), nil},
	"Mutation.openCourse": {"organization", mutate("openCourse", "OpenCourseInput", func(o one) []any {
		return []any{"courseId", o.course(o.school(), "DRAFT")}
	}), nil},
	"Mutation.retireCourse": {"organization", mutate("retireCourse", "RetireCourseInput", func(o one) []any {
		return []any{"courseId", o.course(o.school(), "OPEN")}
	}), nil},
	"Mutation.createCohort": {"organization", mutate("createCohort", "CreateCohortInput", func(o one) []any {
		at := time.Now().UTC().AddDate(0, 0, 9)
		return []any{"courseId", o.course(o.school(), "OPEN"), "capacity", 12, "lessons", []map[string]any{
			{"title": map[string]any{"en": "Evening"}, "startsAt": at.Format(time.RFC3339), "endsAt": at.Add(time.Hour).Format(time.RFC3339)},
		}}
	}), nil},
	"Mutation.updateLesson": {"organization", mutate("updateLesson", "UpdateLessonInput", func(o one) []any {
		id, _ := o.lesson(o.school())
		return []any{"lessonId", id, "title", map[string]any{"en": "Another evening"}}
	}), nil},
	"Mutation.markLessonAttendance": {"organization", mutate("markLessonAttendance", "MarkLessonAttendanceInput", func(o one) []any {
		id, of := o.lesson(o.school())
		return []any{"lessonId", id, "marks", []map[string]any{{"enrollmentId": of, "present": true}}}
	}), nil},
	"Mutation.recordCourseResult": {"organization", mutate("recordCourseResult", "RecordCourseResultInput", func(o one) []any {
		_, of := o.lesson(o.school())
		return []any{"enrollmentId", of, "passed", true}
	}), nil},
	"Mutation.revokeCertificate": {"organization", mutate("revokeCertificate", "RevokeCertificateInput", func(o one) []any {
		id, _ := o.cohort(o.school(), "PUBLISHED")
		return []any{"certificateId", o.certificate(id, o.person().id, ""), "reason", "copied"}
	}), nil},
}
