package school

import (
	"context"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/certificate"
	"erikti/ent/gen/course"
	"erikti/ent/gen/courseresult"
	"erikti/ent/gen/lesson"
	"erikti/ent/gen/lessonattendance"
	"erikti/ent/gen/predicate"
	"erikti/internal/civil"
	"erikti/internal/passport"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Enrollment is somebody in a cohort: their sign-up or waiting entry, with the result.
type Enrollment struct {
	ID              string
	Cohort          *gen.Cohort
	State           State
	Position        *int
	PublicNumber    string
	GivenName       string
	FamilyName      string
	LessonsAttended int
	Attendance      []*Mark
	Certificate     *Certificate
	volunteerID     string
}

func signedUp(one *gen.Signup, of *gen.Cohort) *Enrollment {
	e := &Enrollment{ID: one.ID, Cohort: of, State: ofSignup(one.State), Attendance: []*Mark{}, volunteerID: one.VolunteerID}
	return e.named(one.Edges.Volunteer)
}

func waiting(w *gen.WaitlistEntry, of *gen.Cohort) *Enrollment {
	e := &Enrollment{ID: w.ID, Cohort: of, State: ofEntry(w.State), Attendance: []*Mark{}, volunteerID: w.VolunteerID}
	return e.named(w.Edges.Volunteer)
}

func (e *Enrollment) named(v *gen.Volunteer) *Enrollment {
	if v != nil {
		e.PublicNumber, e.GivenName, e.FamilyName = v.PublicNumber, v.GivenName, v.FamilyName
	}
	return e
}

// complete adds to enrollments what does not stand on the shift: results, notes of
// lessons, certificates, and positions in queues; one statement each, for all of them.
func (s *Service) complete(ctx context.Context, v *viewer.Viewer, all []*Enrollment) error {
	if len(all) == 0 {
		return nil
	}
	type key struct{ cohort, person string }
	by := map[key]*Enrollment{}
	var cohorts, people, queued []string
	for _, e := range all {
		by[key{e.Cohort.ID, e.volunteerID}] = e
		cohorts, people = append(cohorts, e.Cohort.ID), append(people, e.volunteerID)
		if e.State == Waitlisted {
			queued = append(queued, e.ID)
		}
	}
	cohorts, people = slices.Compact(slices.Sorted(slices.Values(cohorts))), slices.Compact(slices.Sorted(slices.Values(people)))
	results, err := s.reader().CourseResult.Query().Where(courseresult.CohortIDIn(cohorts...), courseresult.VolunteerIDIn(people...)).All(ctx)
	if err != nil {
		return err
	}
	for _, r := range results {
		if e := by[key{r.CohortID, r.VolunteerID}]; e != nil {
			e.State = State(r.Outcome)
		}
	}
	noted, err := s.reader().LessonAttendance.Query().
		Where(lessonattendance.VolunteerIDIn(people...), lessonattendance.HasLessonWith(lesson.CohortIDIn(cohorts...))).WithLesson().
		Order(lessonattendance.ByLessonField(lesson.FieldStartsAt, sql.OrderAsc()), lessonattendance.ByID()).All(ctx)
	if err != nil {
		return err
	}
	for _, n := range noted {
		e := by[key{n.Edges.Lesson.CohortID, n.VolunteerID}]
		if e == nil {
			continue
		}
		e.Attendance = append(e.Attendance, &Mark{n.LessonID, n.Present})
		if n.Present {
			e.LessonsAttended++
		}
	}
	certificates, err := whole(s.reader().Certificate.Query()).Where(certificate.CohortIDIn(cohorts...), certificate.VolunteerIDIn(people...)).All(ctx)
	if err != nil {
		return err
	}
	for _, c := range certificates {
		if e := by[key{c.CohortID, c.VolunteerID}]; e != nil {
			e.Certificate = s.showCertificate(v, c)
		}
	}
	positions, err := place.Positions(ctx, s.reader(), queued...)
	for _, e := range all {
		e.Position = positions[e.ID]
	}
	return err
}

// Certificate is one as the viewer sees it.
type Certificate struct {
	ID                    string
	Serial                string
	URL                   string
	CredentialURL         string
	Course                *gen.Course
	State                 CertificateState
	Grants                string
	IssuedOn              civil.Date
	ExpiresOn             *civil.Date
	RevokedAt             *time.Time
	Reason                *string
	GivenName, FamilyName *string
}

// showCertificate shows a certificate that was read with its course, reason and person.
// Whose it is, and why it was revoked, is for themselves and for who teaches there.
func (s *Service) showCertificate(v *viewer.Viewer, c *gen.Certificate) *Certificate {
	out := &Certificate{
		ID: c.ID, Serial: c.Serial, URL: s.passports.Page(c.Serial), CredentialURL: s.passports.Page(c.Serial) + passport.File, Course: c.Edges.Course, Grants: c.Edges.Course.Grants, IssuedOn: c.IssuedOn, ExpiresOn: day(c.ExpiresOn),
		State: certificateOn(c.State == certificate.StateREVOKED, c.ExpiresOn, s.today()), RevokedAt: c.RevokedAt,
	}
	if v.SignedIn() && c.VolunteerID == v.ID() || right.May(v, "Query.certificates", c.Edges.Course.OrganizationID) {
		out.GivenName, out.FamilyName = new(string), new(string)
		if of := c.Edges.Volunteer; of != nil {
			out.GivenName, out.FamilyName = &of.GivenName, &of.FamilyName
		}
		if c.Edges.Reason != nil {
			out.Reason = &c.Edges.Reason.Text
		}
	}
	return out
}

func (s *Service) showCertificates(v *viewer.Viewer, all []*gen.Certificate) []*Certificate {
	out := make([]*Certificate, len(all))
	for i, c := range all {
		out[i] = s.showCertificate(v, c)
	}
	return out
}

// whole reads certificates with what is shown of them, and group cohorts: what most ask
// of them is read once for all.
func whole(q *gen.CertificateQuery) *gen.CertificateQuery {
	return q.WithCourse(func(q *gen.CourseQuery) { q.WithOrganization() }).WithReason().WithVolunteer()
}

func group(q *gen.CohortQuery) *gen.CohortQuery {
	return q.WithCourse(func(q *gen.CourseQuery) { q.WithOrganization() }).WithEvent().WithShift()
}

func ofSchool(organizationID string) predicate.Certificate {
	return certificate.HasCourseWith(course.OrganizationID(organizationID))
}

func day(d civil.Date) *civil.Date {
	if d == "" {
		return nil
	}
	return &d
}
