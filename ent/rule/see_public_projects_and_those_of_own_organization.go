package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/project"
	"erikti/ent/gen/projectindicator"
	"erikti/ent/gen/projectreport"
	"erikti/internal/viewer"
)

// SeePublicProjectsAndThoseOfOwnOrganization lets everyone see the projects of
// organizations that they see from the award on; before it, and when they were rejected,
// members see those of their own organization and support centers those of their region.
func SeePublicProjectsAndThoseOfOwnOrganization() privacy.QueryRule {
	return privacy.ProjectQueryRuleFunc(func(ctx context.Context, q *gen.ProjectQuery) error {
		if v := viewer.From(ctx); !v.PlatformAdmin() {
			q.Where(visibleProject(v))
		}
		return privacy.Allow
	})
}

// SeeIndicatorsOfVisibleProjects lets those see the indicators of a project who see it.
func SeeIndicatorsOfVisibleProjects() privacy.QueryRule {
	return privacy.ProjectIndicatorQueryRuleFunc(func(ctx context.Context, q *gen.ProjectIndicatorQuery) error {
		if v := viewer.From(ctx); !v.PlatformAdmin() {
			q.Where(projectindicator.HasProjectWith(visibleProject(v)))
		}
		return privacy.Allow
	})
}

// SeeReportsOfVisibleProjects lets those see the reports of a project who see it: that
// they are due, late or accepted. What they say is shown by internal/project.
func SeeReportsOfVisibleProjects() privacy.QueryRule {
	return privacy.ProjectReportQueryRuleFunc(func(ctx context.Context, q *gen.ProjectReportQuery) error {
		if v := viewer.From(ctx); !v.PlatformAdmin() {
			q.Where(projectreport.HasProjectWith(visibleProject(v)))
		}
		return privacy.Allow
	})
}

func visibleProject(v *viewer.Viewer) predicate.Project {
	see := []predicate.Project{project.StateNotIn(project.StateAPPLICATION, project.StateREJECTED)}
	if own := v.MemberOf(); len(own) > 0 {
		see = append(see, project.OrganizationIDIn(own...))
	}
	if regions := v.CenterFor(); len(regions) > 0 {
		see = append(see, project.RegionIDIn(regions...))
	}
	return project.And(project.Or(see...), project.HasOrganizationWith(visibleOrganization(v)))
}
