package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/cohort"
	"erikti/ent/gen/course"
	"erikti/ent/gen/lesson"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/privacy"
	"erikti/internal/viewer"
)

// SeeOfferedCoursesAndThoseOfOwnOrganization lets everyone see the courses that were
// opened by organizations that they see, and members those of their own.
func SeeOfferedCoursesAndThoseOfOwnOrganization() privacy.QueryRule {
	return privacy.CourseQueryRuleFunc(func(ctx context.Context, q *gen.CourseQuery) error {
		q.Where(visibleCourse(viewer.From(ctx)))
		return privacy.Allow
	})
}

// SeeCohortsOfVisibleCoursesAndEvents lets those see a cohort who see its course and its
// event.
func SeeCohortsOfVisibleCoursesAndEvents() privacy.QueryRule {
	return privacy.CohortQueryRuleFunc(func(ctx context.Context, q *gen.CohortQuery) error {
		q.Where(visibleCohort(viewer.From(ctx)))
		return privacy.Allow
	})
}

// SeeLessonsOfVisibleCohorts lets those see a lesson who see its cohort.
func SeeLessonsOfVisibleCohorts() privacy.QueryRule {
	return privacy.LessonQueryRuleFunc(func(ctx context.Context, q *gen.LessonQuery) error {
		q.Where(lesson.HasCohortWith(visibleCohort(viewer.From(ctx))))
		return privacy.Allow
	})
}

func visibleCourse(v *viewer.Viewer) predicate.Course {
	offered := course.And(course.StateNEQ(course.StateDRAFT), course.HasOrganizationWith(visibleOrganization(v)))
	if own := v.MemberOf(); len(own) > 0 {
		return course.Or(offered, course.OrganizationIDIn(own...))
	}
	return offered
}

func visibleCohort(v *viewer.Viewer) predicate.Cohort {
	return cohort.And(cohort.HasCourseWith(visibleCourse(v)), cohort.HasEventWith(visibleEvent(v)))
}
