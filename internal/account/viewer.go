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
	centers  []string // regions whose support center they run
	platform []string
}

// viewer is who asks with an account's rights. Many may have been told the same rights:
// each viewer has roles of its own.
func (r rights) viewer(a *gen.Account, sessionID string, expires time.Time) *viewer.Viewer {
	return &viewer.Viewer{
		VolunteerID: a.VolunteerID, AccountID: a.ID, SessionID: sessionID, Expires: expires,
		Roles: maps.Clone(r.roles), Centers: r.centers, Platform: r.platform,
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

// readCenters reads the regions whose support center people run.
func (s *Service) readCenters(ctx context.Context, client *gen.Client, all map[string]rights) error {
	run := map[string][]string{} // who runs an organization
	for who, r := range all {
		for organization, roles := range r.roles {
			if slices.Contains(roles, viewer.Coordinator) || slices.Contains(roles, viewer.Admin) {
				run[organization] = append(run[organization], who)
			}
		}
	}
	if len(run) == 0 {
		return nil
	}
	mandates, err := client.SupportCenter.Query().
		Where(store.AnyOf(s.store.Postgres(), supportcenter.FieldOrganizationID, slices.Sorted(maps.Keys(run))), network.MandatesOn(network.Today(s.now()))).
		Order(gen.Asc(supportcenter.FieldRegionID)).All(ctx)
	if err != nil {
		return err
	}
	for _, m := range mandates {
		for _, who := range run[m.OrganizationID] {
			if of := all[who]; !slices.Contains(of.centers, m.RegionID) {
				of.centers = append(of.centers, m.RegionID)
				all[who] = of
			}
		}
	}
	return nil
}
