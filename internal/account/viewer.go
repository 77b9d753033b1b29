package account

import (
	"context"
	"maps"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/network"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// rights are those of a person today.
type rights struct {
	roles    map[string][]viewer.Role
	platform []string
	centers  []string // regions whose support center they run
}

// viewer is who asks with an account's rights. Many may have been told the same rights:
// each viewer has roles of its own.
func (r rights) viewer(a *gen.Account, sessionID string, expires time.Time) *viewer.Viewer {
	return &viewer.Viewer{
		VolunteerID: a.VolunteerID, AccountID: a.ID, SessionID: sessionID, Expires: expires,
		Roles: maps.Clone(r.roles), Platform: r.platform, Centers: r.centers,
	}
}

// readRights reads the rights of people. One without any has none, and is not left out.
func (s *Service) readRights(ctx context.Context, client *gen.Client, volunteers []string) (map[string]rights, error) {
	all := make(map[string]rights, len(volunteers))
	for _, id := range volunteers {
		all[id] = rights{roles: map[string][]viewer.Role{}}
	}
	memberships, err := client.Membership.Query().
		Where(store.AnyOf(s.store.Postgres(), membership.FieldVolunteerID, volunteers), network.MembershipsOn(network.Today(s.now()))).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range memberships {
		of := all[m.VolunteerID].roles
		of[m.OrganizationID] = append(of[m.OrganizationID], viewer.Role(m.Role))
	}
	if err := s.readCenters(ctx, client, all); err != nil {
		return nil, err
	}
	grants, err := client.PlatformGrant.Query().
		Where(store.AnyOf(s.store.Postgres(), platformgrant.FieldVolunteerID, volunteers)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, g := range grants {
		of := all[g.VolunteerID]
		of.platform = append(of.platform, string(g.Role))
		all[g.VolunteerID] = of
	}
	return all, nil
}

// readCenters adds the regions whose support centers people run today: as COORDINATOR or
// ADMIN of an organization with a mandate.
func (s *Service) readCenters(ctx context.Context, client *gen.Client, all map[string]rights) error {
	var run []string
	for _, r := range all {
		run = append(run, (&viewer.Viewer{Roles: r.roles}).OrganizerOf()...)
	}
	if len(run) == 0 {
		return nil
	}
	mandates, err := client.SupportCenter.Query().
		Where(store.AnyOf(s.store.Postgres(), supportcenter.FieldOrganizationID, run), network.MandatesOn(network.Today(s.now()))).
		Order(gen.Asc(supportcenter.FieldRegionID)).All(ctx)
	if err != nil {
		return err
	}
	for id, r := range all {
		who := &viewer.Viewer{Roles: r.roles}
		for _, m := range mandates {
			if who.Organizes(m.OrganizationID) && !slices.Contains(r.centers, m.RegionID) {
				r.centers = append(r.centers, m.RegionID)
			}
		}
		all[id] = r
	}
	return nil
}
