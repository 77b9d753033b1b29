package school

import (
	"context"
	"fmt"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/course"
	"erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/internal/audit"
	"erikti/internal/check"
	events "erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/lang"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

const (
	maxLessons  = 60
	maxCapacity = 500
)

// LessonDraft is a new lesson.
type LessonDraft struct {
	Title            lang.Text
	StartsAt, EndsAt time.Time
}

// CohortDraft is a new cohort.
type CohortDraft struct {
	CourseID          string
	Lessons           []LessonDraft
	Capacity          int
	RegionID          *string // nil: the home region of the organization
	Venue             lang.Text
	TimeZone          string
	Remote            bool
	OpensAt, ClosesAt *time.Time
	MinAge            int
	SignupPolicy      shift.SignupPolicy // "": INSTANT
}

// CreateCohort makes a cohort of an OPEN course: a DRAFT event of the kind COURSE with one
// shift, which asks for what the prerequisites grant. It returns the cohort's id.
func (s *Service) CreateCohort(ctx context.Context, d CohortDraft, key string) (string, error) {
	return withPlaces(ctx, s, "createCohort", key, d, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		asked, err := found(t.Course.Get(ctx, d.CourseID))
		if err != nil {
			return "", err
		}
		if err := may(v, "createCohort", asked.OrganizationID); err != nil {
			return "", err
		}
		row, err := t.Course.Query().Where(course.ID(d.CourseID)).WithOrganization().WithPrerequisites().Only(ctx)
		if err != nil {
			return "", err
		}
		if row.State != course.StateOPEN {
			return "", refuseIn(row.State, course.StateOPEN)
		}
		if o := row.Edges.Organization; o.Status != organization.StatusVERIFIED {
			return "", fault.RefuseFor(fault.OrganizationNotVerified, string(o.Status))
		}
		if err := checkLessons(d.Lessons, t.Now); err != nil {
			return "", err
		}
		if d.Capacity < 1 || d.Capacity > maxCapacity {
			return "", fault.Invalid("capacity", "capacity").With("most", maxCapacity)
		}
		eventID, err := events.CreateIn(ctx, t, eventOf(&d, row))
		if err != nil {
			return "", err
		}
		shiftID, err := t.Shift.Query().Where(shift.EventID(eventID)).OnlyID(ctx)
		if err != nil {
			return "", err
		}
		made, err := t.Cohort.Create().SetCourseID(row.ID).SetEventID(eventID).SetShiftID(shiftID).SetCreatedAt(t.Now).Save(ctx)
		if err != nil {
			return "", err
		}
		lessons := make([]*gen.LessonCreate, len(d.Lessons))
		for i, l := range d.Lessons {
			lessons[i] = t.Lesson.Create().SetCohortID(made.ID).SetStartsAt(l.StartsAt).SetEndsAt(l.EndsAt).
				SetTitleKk(l.Title.Kk).SetTitleRu(l.Title.Ru).SetTitleEn(l.Title.En).SetCreatedAt(t.Now)
		}
		if err := t.Lesson.CreateBulk(lessons...).Exec(ctx); err != nil {
			return "", err
		}
		return made.ID, audit.Record(ctx, t.Tx, audit.Entry{Action: "COHORT_CREATED", Object: made.ID, Organization: row.OrganizationID, At: t.Now})
	})
}

// eventOf is the event of a cohort with checked lessons.
func eventOf(d *CohortDraft, of *gen.Course) *events.Draft {
	first := slices.MinFunc(d.Lessons, func(a, b LessonDraft) int { return a.StartsAt.Compare(b.StartsAt) })
	last := slices.MaxFunc(d.Lessons, func(a, b LessonDraft) int { return a.EndsAt.Compare(b.EndsAt) })
	region := d.RegionID
	if region == nil && !d.Remote {
		region = of.Edges.Organization.HomeRegionID
	}
	var asks []string
	for _, p := range of.Edges.Prerequisites {
		asks = append(asks, p.Grants)
	}
	title := lang.Text{Kk: of.TitleKk, Ru: of.TitleRu, En: of.TitleEn}
	return &events.Draft{
		OrganizationID: of.OrganizationID, Kind: event.KindCOURSE, Title: title, Description: lang.Text{Kk: of.SummaryKk, Ru: of.SummaryRu, En: of.SummaryEn},
		Venue: d.Venue, RegionID: region, StartsAt: first.StartsAt, EndsAt: last.EndsAt, TimeZone: d.TimeZone, Remote: d.Remote,
		Shifts: []events.ShiftDraft{{
			Title: title, StartsAt: first.StartsAt, EndsAt: last.EndsAt, Capacity: d.Capacity, OpensAt: d.OpensAt, ClosesAt: d.ClosesAt,
			MinAge: d.MinAge, Qualifications: slices.Compact(slices.Sorted(slices.Values(asks))), SignupPolicy: d.SignupPolicy,
		}},
	}
}

func checkLessons(lessons []LessonDraft, now time.Time) error {
	if len(lessons) == 0 || len(lessons) > maxLessons {
		return fault.Invalid("lessons", "lessons").With("most", maxLessons)
	}
	for i := range lessons {
		at := func(field string) []string { return []string{"lessons", fmt.Sprint(i), field} }
		l := &lessons[i]
		l.StartsAt, l.EndsAt = l.StartsAt.UTC(), l.EndsAt.UTC()
		if err := check.Text(&l.Title, true, maxTitle, at("title")...); err != nil {
			return err
		}
		if !l.EndsAt.After(l.StartsAt) {
			return fault.Invalid("end_before_start", at("endsAt")...)
		}
		if !l.StartsAt.After(now) {
			return fault.Invalid("lesson_past", at("startsAt")...)
		}
	}
	return nil
}
