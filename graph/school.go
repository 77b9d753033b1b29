package graph

import (
	"context"

	"entgo.io/contrib/entgql"
	"github.com/99designs/gqlgen/graphql"

	"erikti/ent/gen"
	"erikti/ent/gen/cohort"
	"erikti/ent/gen/course"
	"erikti/ent/gen/lesson"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/supportcenter"
	"erikti/graph/model"
	"erikti/internal/lang"
	"erikti/internal/network"
	"erikti/internal/school"
)

// latestCourses is the order of courses: their identifiers sort by time.
var latestCourses = &gen.CourseOrder{Direction: entgql.OrderDirectionDesc, Field: gen.DefaultCourseOrder.Field}

// courseFilter are the conditions of a list of courses.
func (r *Resolver) courseFilter(organizationID, regionID *string, level *int, grants *string, state *course.State) []predicate.Course {
	var where []predicate.Course
	if regionID != nil {
		where = append(where, course.HasOrganizationWith(organization.HasSupportCentersWith(
			supportcenter.RegionID(*regionID), network.MandatesOn(network.Today(r.Now())))))
	}
	if grants != nil {
		where = append(where, course.Grants(*grants))
	}
	if organizationID != nil {
		where = append(where, course.OrganizationID(*organizationID))
	}
	if level != nil {
		where = append(where, course.Level(*level))
	}
	if state != nil {
		where = append(where, course.StateEQ(*state))
	}
	return where
}

func courseTitle(c *gen.Course) lang.Text {
	return lang.Text{Kk: c.TitleKk, Ru: c.TitleRu, En: c.TitleEn}
}

func courseSummary(c *gen.Course) lang.Text {
	return lang.Text{Kk: c.SummaryKk, Ru: c.SummaryRu, En: c.SummaryEn}
}

func lessonTitle(l *gen.Lesson) lang.Text {
	return lang.Text{Kk: l.TitleKk, Ru: l.TitleRu, En: l.TitleEn}
}

func courseDraft(in model.CreateCourseInput) school.Draft {
	prerequisites, _ := in.PrerequisiteIds.ValueOK()
	return school.Draft{
		OrganizationID: in.OrganizationID, Title: text(in.Title), Summary: text(given(in.Summary)), Level: in.Level, Grants: in.Grants,
		ValidMonths: given(in.ValidMonths), Prerequisites: prerequisites,
	}
}

func coursePatch(in model.UpdateCourseInput) school.Patch {
	p := school.Patch{CourseID: in.CourseID, Title: textPatch(in.Title), Summary: textPatch(in.Summary), ExpectedVersion: given(in.ExpectedVersion)}
	p.ValidMonths, p.SetValidMonths = in.ValidMonths.ValueOK()
	if ids, set := in.PrerequisiteIds.ValueOK(); set {
		p.Prerequisites = &ids
	}
	return p
}

func cohortDraft(in model.CreateCohortInput) school.CohortDraft {
	d := school.CohortDraft{
		CourseID: in.CourseID, Capacity: in.Capacity, RegionID: given(in.RegionID), Venue: text(given(in.Venue)),
		TimeZone: or(in.TimeZone, "Asia/Almaty"), Remote: or(in.Remote, false), OpensAt: given(in.OpensAt), ClosesAt: given(in.ClosesAt),
		MinAge: or(in.MinAge, 0), SignupPolicy: or(in.SignupPolicy, ""),
	}
	for _, l := range in.Lessons {
		d.Lessons = append(d.Lessons, school.LessonDraft{Title: text(l.Title), StartsAt: l.StartsAt, EndsAt: l.EndsAt})
	}
	return d
}

// courseMoved opens or retires a course and shows it as it is then.
func (r *Resolver) courseMoved(ctx context.Context, key graphql.Omittable[*string], id string, expected graphql.Omittable[*int],
	move func(context.Context, string, *int, string) (string, error),
) (*model.CoursePayload, error) {
	_, err := once(key, func(key string) (string, error) { return move(ctx, id, given(expected), key) })
	return r.coursePayload(ctx, id, err)
}

// coursePayload shows a course as it is now, when the viewer may see it, beside why a
// change was refused.
func (r *Resolver) coursePayload(ctx context.Context, id string, refused error) (*model.CoursePayload, error) {
	p := &model.CoursePayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Course, err = r.Client.Course.Query().Where(course.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

func (r *Resolver) cohortPayload(ctx context.Context, id string, refused error) (*model.CohortPayload, error) {
	p := &model.CohortPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Cohort, err = r.Client.Cohort.Query().Where(cohort.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

func (r *Resolver) lesson(ctx context.Context, id string) (*gen.Lesson, error) {
	l, err := r.Client.Lesson.Query().Where(lesson.ID(id)).Only(ctx)
	return l, gen.MaskNotFound(err)
}

// lessonsOf reads the lessons of cohorts in order of time, as the viewer: with their
// cohorts, since nothing reads those of lessons that a loader read.
func (r *Resolver) lessonsOf(ctx context.Context, ids []string) (map[string][]*gen.Lesson, error) {
	all, err := r.Client.Lesson.Query().Where(lesson.CohortIDIn(ids...)).WithCohort().Order(gen.Asc(lesson.FieldStartsAt, lesson.FieldID)).All(ctx)
	return groupBy(all, func(l *gen.Lesson) string { return l.CohortID }), err
}
