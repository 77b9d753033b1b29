package school

import (
	"context"
	"fmt"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/cohort"
	"erikti/ent/gen/event"
	"erikti/ent/gen/lesson"
	"erikti/ent/gen/lessonattendance"
	"erikti/ent/gen/signup"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	events "erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/store"
)

// LessonPatch changes a lesson; what is nil stays.
type LessonPatch struct {
	LessonID         string
	Title            *lang.Text
	StartsAt, EndsAt *time.Time
}

// UpdateLesson changes a lesson within the time of its event.
func (s *Service) UpdateLesson(ctx context.Context, p LessonPatch, key string) (string, error) {
	return act.Do(ctx, s.office, "updateLesson", key, p, func(ctx context.Context, c *act.Change) (string, error) {
		row, of, err := lockLesson(ctx, c, "updateLesson", p.LessonID)
		if err != nil {
			return "", err
		}
		if err := events.Changeable(of); err != nil {
			return "", err
		}
		update := c.Lesson.UpdateOne(row)
		if p.Title != nil {
			if err := check.Text(p.Title, true, maxTitle, "title"); err != nil {
				return "", err
			}
			update.SetTitleKk(p.Title.Kk).SetTitleRu(p.Title.Ru).SetTitleEn(p.Title.En)
		}
		from, to := row.StartsAt, row.EndsAt
		if p.StartsAt != nil {
			from = p.StartsAt.UTC()
		}
		if p.EndsAt != nil {
			to = p.EndsAt.UTC()
		}
		if !to.After(from) {
			return "", fault.Invalid("end_before_start", "endsAt")
		}
		if from.Before(of.StartsAt) || to.After(of.EndsAt) {
			return "", fault.Invalid("lesson_outside_event", "startsAt")
		}
		c.Record(audit.Entry{Action: "LESSON_UPDATED", Object: row.ID, Organization: of.OrganizationID})
		return row.ID, update.SetStartsAt(from).SetEndsAt(to).Exec(ctx)
	})
}

// lockLesson locks a lesson of a school in which the viewer teaches, and reads the event
// of its cohort.
func lockLesson(ctx context.Context, c *act.Change, operation, lessonID string) (*gen.Lesson, *gen.Event, error) {
	row, err := found(c.Lesson.Query().Where(lesson.ID(lessonID), lesson.HasCohortWith(cohort.HasCourseWith(taughtBy(c.Who)))).Modify(store.Locked(c.Postgres)).Only(ctx))
	if err != nil {
		return nil, nil, err
	}
	of, err := row.QueryCohort().WithEvent().Only(ctx)
	if err != nil {
		return nil, nil, err
	}
	row.Edges.Cohort = of
	return row, of.Edges.Event, may(c.Who, operation, of.Edges.Event.OrganizationID)
}

// Mark says whether somebody was at a lesson.
type Mark struct {
	LessonID string
	Present  bool
}

// Noted says of an enrollment, by its sign-up, whether they were at a lesson.
type Noted struct {
	EnrollmentID string
	Present      bool
}

// MarkAttendance notes who was at a lesson that has begun; what was noted before is
// replaced. It is all or nothing.
func (s *Service) MarkAttendance(ctx context.Context, lessonID string, marks []Noted, key string) (string, error) {
	input := struct {
		LessonID string
		Marks    []Noted
	}{lessonID, marks}
	return act.Do(ctx, s.office, "markLessonAttendance", key, input, func(ctx context.Context, c *act.Change) (string, error) {
		row, of, err := lockLesson(ctx, c, "markLessonAttendance", lessonID)
		if err != nil {
			return "", err
		}
		if len(marks) == 0 || len(marks) > maxCapacity {
			return "", fault.Invalid("marks", "marks").With("most", maxCapacity)
		}
		if row.StartsAt.After(c.Now) || of.State == event.StateDRAFT || of.State == event.StateCANCELLED {
			return "", fault.RefuseFor(fault.WrongState, "lesson_ahead")
		}
		people, err := admitted(ctx, c, row.Edges.Cohort.ShiftID, marks)
		if err != nil {
			return "", err
		}
		known, err := c.LessonAttendance.Query().Where(lessonattendance.LessonID(row.ID)).All(ctx)
		if err != nil {
			return "", err
		}
		noted := map[string]*gen.LessonAttendance{}
		for _, k := range known {
			noted[k.VolunteerID] = k
		}
		var fresh []*gen.LessonAttendanceCreate
		there := map[string]bool{}
		for i, m := range marks {
			who := people[m.EnrollmentID]
			switch {
			case who == "" || there[who]:
				return "", fault.Refuse(fault.NotFound).At("marks", fmt.Sprint(i), "enrollmentId")
			case who == c.Who.ID():
				return "", fault.Refuse(fault.OwnResult).At("marks", fmt.Sprint(i), "enrollmentId")
			}
			there[who] = true
			switch old := noted[who]; {
			case old == nil:
				fresh = append(fresh, c.LessonAttendance.Create().SetLessonID(row.ID).SetVolunteerID(who).SetPresent(m.Present).SetMarkedByID(c.Who.ID()))
			case old.Present != m.Present:
				if err := c.LessonAttendance.UpdateOne(old).SetPresent(m.Present).SetMarkedByID(c.Who.ID()).Exec(ctx); err != nil {
					return "", err
				}
			}
		}
		c.Record(audit.Entry{Action: "LESSON_ATTENDANCE_NOTED", Object: row.ID, Organization: of.OrganizationID})
		return row.ID, c.LessonAttendance.CreateBulk(fresh...).Exec(ctx)
	})
}

// admitted are the people of sign-ups that have a place in a cohort, by the sign-up.
func admitted(ctx context.Context, c *act.Change, shiftID string, marks []Noted) (map[string]string, error) {
	ids := make([]string, len(marks))
	for i, m := range marks {
		ids[i] = m.EnrollmentID
	}
	all, err := c.Signup.Query().Where(signup.IDIn(ids...), signup.ShiftID(shiftID)).All(ctx)
	if err != nil {
		return nil, err
	}
	people := map[string]string{}
	for _, one := range all {
		if ofSignup(one.State) == Admitted {
			people[one.ID] = one.VolunteerID
		}
	}
	return people, nil
}

// Counted is how many were at a lesson, of those that were noted.
func (s *Service) Counted(ctx context.Context, lessonID string) (present, absent int, err error) {
	of := s.reader().LessonAttendance.Query().Where(lessonattendance.LessonID(lessonID))
	all, err := of.Clone().Count(system(ctx))
	if err != nil {
		return 0, 0, err
	}
	present, err = of.Where(lessonattendance.Present(true)).Count(system(ctx))
	return present, all - present, err
}
