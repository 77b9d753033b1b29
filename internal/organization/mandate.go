package organization

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/region"
	"erikti/ent/gen/supportcenter"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/store"
)

// GiveMandate makes a verified organization the support center of a region from today
// on. A region has one at a time. It is the platform's to give; it returns the
// mandate's id.
func (s *Service) GiveMandate(ctx context.Context, organizationID, regionID, key string) (string, error) {
	input := struct{ OrganizationID, RegionID string }{organizationID, regionID}
	return do(ctx, s, "giveMandate", key, input, func(ctx context.Context, c *change) (string, error) {
		if err := c.platform(ctx); err != nil {
			return "", err
		}
		o, err := Lock(ctx, c.Change, organizationID)
		if err != nil {
			return "", err
		}
		if o.Status != organization.StatusVERIFIED {
			return "", refuse(o.Status, organization.StatusVERIFIED)
		}
		today := network.Today(c.Now)
		known, err := c.Region.Query().Where(region.ID(regionID), network.RegionsOn(today)).Exist(ctx)
		if err != nil {
			return "", err
		}
		if !known {
			return "", fault.Refuse(fault.NotFound).At("regionId")
		}
		held, err := c.SupportCenter.Query().Where(supportcenter.RegionID(regionID),
			supportcenter.Or(supportcenter.ValidToIsNil(), supportcenter.ValidTo(""), supportcenter.ValidToGT(today))).Exist(ctx)
		if err != nil {
			return "", err
		}
		if held {
			return "", fault.Refuse(fault.MandateTaken).At("regionId")
		}
		given, err := c.SupportCenter.Create().SetOrganizationID(o.ID).SetRegionID(regionID).SetValidFrom(today).Save(ctx)
		if store.Taken(err) { // two at once, or one that was given and ended today
			return "", fault.Refuse(fault.MandateTaken).At("regionId")
		}
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "MANDATE_GIVEN", Object: given.ID, Organization: o.ID, Region: regionID})
		return given.ID, nil
	})
}

// EndMandate ends a mandate today and returns its id.
func (s *Service) EndMandate(ctx context.Context, mandateID, key string) (string, error) {
	return do(ctx, s, "endMandate", key, mandateID, func(ctx context.Context, c *change) (string, error) {
		if err := c.platform(ctx); err != nil {
			return "", err
		}
		held, err := c.SupportCenter.Get(ctx, mandateID)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return "", err
		}
		today := network.Today(c.Now)
		if held.ValidTo != "" && held.ValidTo <= today {
			return "", fault.RefuseFor(fault.WrongState, "mandate_over")
		}
		c.Record(audit.Entry{Action: "MANDATE_ENDED", Object: held.ID, Organization: held.OrganizationID, Region: held.RegionID})
		return held.ID, c.SupportCenter.UpdateOne(held).SetValidTo(today).Exec(ctx)
	})
}

// platform refuses who does not run the platform: to everyone else it is not there.
func (c *change) platform(ctx context.Context) error {
	is, err := c.platformAdmin(ctx)
	if err == nil && !is {
		err = fault.Refuse(fault.NotFound)
	}
	return err
}
