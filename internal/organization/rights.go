package organization

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/act"
	"erikti/internal/fault"
	"erikti/internal/network"
)

// organizers are the roles that let a member run events, and the center of a region.
var organizers = []membership.Role{membership.RoleCOORDINATOR, membership.RoleADMIN}

// Admins are the memberships that make ADMINs of an organization at a moment.
func Admins(organizationID string, now time.Time) predicate.Membership {
	return membership.And(membership.OrganizationID(organizationID), membership.RoleEQ(membership.RoleADMIN),
		network.MembershipsOn(network.Today(now)))
}

// own locks an organization whose ADMIN the person is. Another one is not told from
// one that does not exist.
func (c *change) own(ctx context.Context, organizationID string) (*gen.Organization, error) {
	if !c.May(organizationID) {
		return nil, fault.Refuse(fault.NotFound)
	}
	o, err := Lock(ctx, c.Change, organizationID)
	if err != nil {
		return nil, err
	}
	is, err := c.Membership.Query().Where(Admins(o.ID, c.Now), membership.VolunteerID(c.Who.ID())).Exist(ctx)
	if err == nil && !is {
		err = fault.Refuse(fault.NotFound)
	}
	return o, err
}

// judge locks an organization on which the person decides: as its region's center, or
// as an administrator of the platform; nobody on one of which they are a member.
func (c *change) judge(ctx context.Context, organizationID string) (*gen.Organization, error) {
	home, err := c.Organization.Query().Where(organization.ID(organizationID)).Only(ctx)
	if gen.IsNotFound(err) || err == nil && !c.May(organizationID, regions(home)...) {
		return nil, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return nil, err
	}
	o, err := Lock(ctx, c.Change, organizationID)
	if err != nil {
		return nil, err
	}
	may, err := c.platformAdmin(ctx)
	if err == nil && !may {
		may, err = c.center(ctx, o)
	}
	if err != nil {
		return nil, err
	}
	if !may {
		return nil, fault.Refuse(fault.NotFound)
	}
	member, err := c.Membership.Query().Where(membership.OrganizationID(o.ID), membership.VolunteerID(c.Who.ID()),
		membership.StatusNEQ(membership.StatusENDED)).Exist(ctx)
	if err == nil && member {
		err = fault.Refuse(fault.OwnOrganization)
	}
	return o, err
}

// regions are those whose center has a say about an organization.
func regions(o *gen.Organization) []string {
	if o.HomeRegionID == nil {
		return nil
	}
	return []string{*o.HomeRegionID}
}

func (c *change) platformAdmin(ctx context.Context) (bool, error) {
	return PlatformAdmin(ctx, c.Change)
}

// PlatformAdmin says whether the person runs the platform, by the rows of now.
func PlatformAdmin(ctx context.Context, c *act.Change) (bool, error) {
	return c.PlatformGrant.Query().Where(platformgrant.VolunteerID(c.Who.ID()),
		platformgrant.RoleEQ(platformgrant.RolePLATFORM_ADMIN)).Exist(ctx)
}

// center says whether the person acts for the support center of an organization's home
// region. What was never submitted is nobody's but its members'.
func (c *change) center(ctx context.Context, o *gen.Organization) (bool, error) {
	if o.HomeRegionID == nil || o.SubmittedAt == nil && o.Status == organization.StatusDRAFT {
		return false, nil
	}
	return CenterOf(ctx, c.Change, *o.HomeRegionID)
}

// CenterOf says whether the person acts for the support center of a region, by the rows
// of now.
func CenterOf(ctx context.Context, c *act.Change, regionID string) (bool, error) {
	mine, err := c.Membership.Query().Where(membership.VolunteerID(c.Who.ID()), membership.RoleIn(organizers...),
		network.MembershipsOn(network.Today(c.Now))).Select(membership.FieldOrganizationID).Strings(ctx)
	if err != nil || len(mine) == 0 {
		return false, err
	}
	return c.SupportCenter.Query().Where(supportcenter.RegionID(regionID), supportcenter.OrganizationIDIn(mine...),
		network.MandatesOn(network.Today(c.Now))).Exist(ctx)
}

func (c *change) deciders(ctx context.Context, regionID string) ([]string, error) {
	return Deciders(ctx, c.Tx, regionID, c.Now)
}

// Deciders are the people of the center of a region, or, where there is none, the
// administrators of the platform.
func Deciders(ctx context.Context, c *gen.Tx, regionID string, now time.Time) ([]string, error) {
	today := network.Today(now)
	centers, err := c.SupportCenter.Query().Where(supportcenter.RegionID(regionID), network.MandatesOn(today)).
		Select(supportcenter.FieldOrganizationID).Strings(ctx)
	if err != nil {
		return nil, err
	}
	people, err := c.Membership.Query().Where(membership.OrganizationIDIn(centers...), membership.RoleIn(organizers...),
		network.MembershipsOn(today)).Select(membership.FieldVolunteerID).Strings(ctx)
	if err != nil || len(people) > 0 {
		return people, err
	}
	return c.PlatformGrant.Query().Where(platformgrant.RoleEQ(platformgrant.RolePLATFORM_ADMIN)).
		Select(platformgrant.FieldVolunteerID).Strings(ctx)
}
