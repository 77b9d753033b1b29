package account

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/network"
	"erikti/internal/viewer"
)

// readViewer reads the rights that a person has today.
func readViewer(ctx context.Context, client *gen.Client, a *gen.Account, sessionID string, expires, now time.Time) (*viewer.Viewer, error) {
	v := &viewer.Viewer{VolunteerID: a.VolunteerID, AccountID: a.ID, SessionID: sessionID, Expires: expires, Roles: map[string][]viewer.Role{}}
	today := network.Today(now)
	memberships, err := client.Membership.Query().
		Where(membership.VolunteerID(a.VolunteerID), network.MembershipsOn(today)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range memberships {
		v.Roles[m.OrganizationID] = append(v.Roles[m.OrganizationID], viewer.Role(m.Role))
	}
	if run := v.OrganizerOf(); len(run) > 0 {
		v.Centers, err = client.SupportCenter.Query().
			Where(supportcenter.OrganizationIDIn(run...), network.MandatesOn(today)).
			Order(gen.Asc(supportcenter.FieldRegionID)).Unique(true).Select(supportcenter.FieldRegionID).Strings(ctx)
		if err != nil {
			return nil, err
		}
	}
	grants, err := client.PlatformGrant.Query().Where(platformgrant.VolunteerID(a.VolunteerID)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, g := range grants {
		v.Platform = append(v.Platform, string(g.Role))
	}
	return v, nil
}
