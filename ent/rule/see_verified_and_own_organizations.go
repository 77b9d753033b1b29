package rule

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/privacy"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/viewer"
)

// SeeVerifiedAndOwnOrganizations lets everyone see verified organizations and
// those that have published events (an event's organization is never hidden, also
// when it was suspended since), members see their own, and support centers those of
// their region that asked to be verified.
func SeeVerifiedAndOwnOrganizations() privacy.QueryRule {
	return privacy.OrganizationQueryRuleFunc(func(ctx context.Context, q *gen.OrganizationQuery) error {
		v := viewer.From(ctx)
		if !v.PlatformAdmin() {
			q.Where(visibleOrganization(v))
		}
		return privacy.Allow
	})
}

// SeeMandatesOfVisibleOrganizations lets those see a support center's mandate who
// see the organization.
func SeeMandatesOfVisibleOrganizations() privacy.QueryRule {
	return privacy.SupportCenterQueryRuleFunc(func(ctx context.Context, q *gen.SupportCenterQuery) error {
		q.Where(supportcenter.HasOrganizationWith(visibleOrganization(viewer.From(ctx))))
		return privacy.Allow
	})
}

// SeeOwnMembershipsAndThoseOfOwnOrganization lets people see their own memberships
// in organizations that they see, and ADMINs all of their organization.
func SeeOwnMembershipsAndThoseOfOwnOrganization() privacy.QueryRule {
	return privacy.MembershipQueryRuleFunc(func(ctx context.Context, q *gen.MembershipQuery) error {
		v := viewer.From(ctx)
		see := membership.And(membership.VolunteerID(v.ID()), membership.HasOrganizationWith(visibleOrganization(v)))
		if own := v.AdminOf(); len(own) > 0 {
			see = membership.Or(see, membership.OrganizationIDIn(own...))
		}
		q.Where(see)
		return privacy.Allow
	})
}

func visibleOrganization(v *viewer.Viewer) predicate.Organization {
	public := []predicate.Organization{
		organization.StatusEQ(organization.StatusVERIFIED),
		organization.HasEventsWith(event.StateNEQ(event.StateDRAFT)),
	}
	if own := v.MemberOf(); len(own) > 0 {
		public = append(public, organization.IDIn(own...))
	}
	if regions := v.CenterFor(); len(regions) > 0 {
		public = append(public, organization.And(organization.HomeRegionIDIn(regions...),
			organization.Or(organization.SubmittedAtNotNil(), organization.StatusNEQ(organization.StatusDRAFT))))
	}
	return organization.Or(public...)
}
