package organization

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/predicate"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Requests are the organizations that wait to be verified by the viewer: those of the
// regions whose center they act for, to an administrator of the platform all. To
// everyone else it is FORBIDDEN.
func Requests(v *viewer.Viewer) (predicate.Organization, error) {
	waiting := organization.And(organization.StatusEQ(organization.StatusPENDING), organization.SubmittedAtNotNil())
	switch {
	case !right.MaySomewhere(v, "Query.centerRequests"):
		return nil, fault.Fail(fault.Forbidden, "")
	case v.PlatformAdmin():
		return waiting, nil
	}
	return organization.And(waiting, organization.HomeRegionIDIn(v.CenterFor()...)), nil
}

// Reasons are why organizations were returned, suspended or closed, by their ids: to
// their members, the center of their region, and the administrators of the platform.
func Reasons(ctx context.Context, client *gen.Client, v *viewer.Viewer, ids []string) (map[string]*string, error) {
	out := map[string]*string{}
	if !v.SignedIn() {
		return out, nil
	}
	all, err := client.Organization.Query().Where(organization.IDIn(ids...), organization.ReasonIDNotNil()).
		WithReason().All(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		var regions []string
		if o.HomeRegionID != nil {
			regions = append(regions, *o.HomeRegionID)
		}
		concerned := len(v.Roles[o.ID]) > 0 || right.May(v, "Query.centerRequests", o.ID, regions...)
		if concerned && o.Edges.Reason != nil {
			out[o.ID] = &o.Edges.Reason.Text
		}
	}
	return out, nil
}
