package school

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/cohort"
	"erikti/ent/gen/courseresult"
	"erikti/ent/gen/event"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/audit"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/network"
	inbox "erikti/internal/notice"
	"erikti/internal/passport"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// Record says that somebody passed or failed, by their sign-up, once the cohort has begun.
// Who passed has a certificate and its qualification at once, and the queues of shifts
// that ask for it are served. It returns the enrollment's id.
func (s *Service) Record(ctx context.Context, enrollmentID string, passed bool, key string) (string, error) {
	input := struct {
		EnrollmentID string
		Passed       bool
	}{enrollmentID, passed}
	return withPlaces(ctx, s, "recordCourseResult", key, input, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		asked, err := found(t.Signup.Query().Where(signup.ID(enrollmentID),
			signup.HasShiftWith(shift.HasEventWith(event.HasCohortWith(cohort.HasCourseWith(taughtBy(v)))))).Only(ctx))
		if err != nil {
			return "", err
		}
		// What does not change of it is enough to know what to lock.
		of, err := t.Cohort.Query().Where(cohort.ShiftID(asked.ShiftID)).WithCourse(func(q *gen.CourseQuery) { q.WithOrganization() }).WithEvent().Only(ctx)
		if err != nil {
			return "", err
		}
		if err := may(v, "recordCourseResult", of.Edges.Course.OrganizationID); err != nil {
			return "", err
		}
		if asked.VolunteerID == v.ID() {
			return "", fault.Refuse(fault.OwnResult)
		}
		if err := t.LockShiftsOf(ctx, asked.VolunteerID, of.ShiftID); err != nil {
			return "", err
		}
		change := failing
		if passed {
			change = passing
		}
		at, err := standing(ctx, t, enrollmentID, of.ID)
		if err != nil {
			return "", err
		}
		to, err := Enrollments.Next(change, at)
		if err != nil {
			return "", err
		}
		outcome := courseresult.Outcome(to)
		if of.Edges.Event.StartsAt.After(t.Now) {
			return "", fault.RefuseFor(fault.WrongState, "cohort_ahead")
		}
		if err := t.CourseResult.Create().SetCohortID(of.ID).SetVolunteerID(asked.VolunteerID).SetOutcome(outcome).
			SetRecordedByID(v.ID()).SetCreatedAt(t.Now).Exec(ctx); err != nil {
			return "", err
		}
		if passed {
			if err := s.certify(ctx, t, of, asked.VolunteerID); err != nil {
				return "", err
			}
		}
		t.Touch(asked.VolunteerID)
		news := inbox.News{Kind: notice.KindCOURSE_RESULT, OrganizationID: of.Edges.Course.OrganizationID, SubjectID: enrollmentID, State: string(outcome)}
		if err := inbox.Tell(ctx, t.Tx, news, asked.VolunteerID); err != nil {
			return "", err
		}
		return enrollmentID, audit.Record(ctx, t.Tx, audit.Entry{
			Action: "COURSE_RESULT_RECORDED", Object: enrollmentID, Organization: of.Edges.Course.OrganizationID,
			Detail: map[string]string{"outcome": string(outcome)}, At: t.Now,
		})
	})
}

// standing is where somebody stands in a cohort, by their sign-up on its locked shift.
func standing(ctx context.Context, t *place.Tx, enrollmentID, cohortID string) (State, error) {
	one, err := t.Signup.Query().Where(signup.ID(enrollmentID)).Only(ctx)
	if err != nil {
		return "", err
	}
	r, err := t.CourseResult.Query().Where(courseresult.CohortID(cohortID), courseresult.VolunteerID(one.VolunteerID)).Only(ctx)
	if gen.IsNotFound(err) {
		return ofSignup(one.State), nil
	}
	if err != nil {
		return "", err
	}
	return State(r.Outcome), nil
}

// certify issues a certificate with its qualification, and gives the person the places
// for which they waited for it.
func (s *Service) certify(ctx context.Context, t *place.Tx, of *gen.Cohort, volunteerID string) error {
	today, number := network.Today(t.Now), passport.NewNumber()
	var expires civil.Date
	if months := of.Edges.Course.ValidMonths; months != nil {
		expires = addMonths(today, *months)
	}
	q := t.Qualification.Create().SetVolunteerID(volunteerID).SetKind(of.Edges.Course.Grants).SetIssuedAt(today)
	c := t.Certificate.Create().SetSerial(number).SetCourseID(of.CourseID).SetCohortID(of.ID).SetVolunteerID(volunteerID).
		SetIssuedOn(today).SetCreatedAt(t.Now)
	if expires != "" {
		q.SetExpiresAt(expires)
		c.SetExpiresOn(expires)
	}
	granted, err := q.Save(ctx)
	if err != nil {
		return err
	}
	if err := c.SetQualificationID(granted.ID).Exec(ctx); err != nil {
		return err
	}
	who, err := t.Volunteer.Get(ctx, volunteerID)
	if err != nil {
		return err
	}
	if err := s.sign(ctx, t.Tx, of.Edges.Course, who, number, expires, t.Now); err != nil {
		return err
	}
	return t.QualificationChanged(ctx, volunteerID)
}

// sign signs what a certificate says, in the language of whose it is.
func (s *Service) sign(ctx context.Context, tx *gen.Tx, of *gen.Course, who *gen.Volunteer, number string, expires civil.Date, now time.Time) error {
	o := of.Edges.Organization
	title, _ := lang.Text{Kk: of.TitleKk, Ru: of.TitleRu, En: of.TitleEn}.For(who.Locale)
	school, _ := lang.Text{Kk: o.NameKk, Ru: o.NameRu, En: o.NameEn}.For(who.Locale)
	says := passport.Certificate{Title: title, Level: of.Level, Grants: of.Grants, School: school, SchoolID: o.ID}
	var until *time.Time
	if expires != "" {
		day := expires.Time()
		last := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, network.Home)
		until = &last
	}
	return s.passports.Certify(ctx, tx, who, number, says, until, now)
}

// addMonths is the same day so many months later, or the last one of a month that has no
// such day.
func addMonths(d civil.Date, months int) civil.Date {
	day := d.Time()
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return civil.Of(first.AddDate(0, 0, min(day.Day(), last)-1), time.UTC)
}
