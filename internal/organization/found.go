package organization

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	"erikti/internal/network"
)

// Create founds an organization: a DRAFT whose ADMIN the person becomes. A university
// is the platform's: it is VERIFIED at once and has no member yet (its first ADMIN is
// invited), and nobody else makes one. It returns the organization's id.
func (s *Service) Create(ctx context.Context, d Draft, key string) (string, error) {
	return do(ctx, s, "createOrganization", key, d, func(ctx context.Context, c *change) (string, error) {
		if err := d.check(ctx, c.Tx); err != nil {
			return "", err
		}
		university := d.LegalForm == organization.LegalFormUNIVERSITY
		if university {
			admin, err := c.platformAdmin(ctx)
			if err != nil {
				return "", err
			}
			if !admin {
				return "", fault.Invalid("university", "legalForm")
			}
		} else if err := c.fewUnverified(ctx); err != nil {
			return "", err
		}
		create := c.Organization.Create().
			SetNameKk(d.Name.Kk).SetNameRu(d.Name.Ru).SetNameEn(d.Name.En).
			SetDescriptionKk(d.Description.Kk).SetDescriptionRu(d.Description.Ru).SetDescriptionEn(d.Description.En).
			SetAddressKk(d.Address.Kk).SetAddressRu(d.Address.Ru).SetAddressEn(d.Address.En).
			SetLegalForm(d.LegalForm).SetNetwork(d.Network).SetNillableBin(optional(d.BIN)).SetNillableWebsite(optional(d.Website)).
			SetNillableContactEmail(optional(d.ContactEmail)).SetNillableContactPhone(optional(d.ContactPhone)).
			SetHomeRegionID(d.HomeRegionID).AddRegionIDs(works(d.HomeRegionID, d.RegionIDs)...).
			AddDirectionIDs(directions(d.Directions)...)
		if university {
			if err := c.binIsFree(ctx, "", optional(d.BIN)); err != nil {
				return "", err
			}
			create.SetStatus(organization.StatusVERIFIED).SetSubmittedAt(c.Now)
		}
		o, err := create.Save(ctx)
		if err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "ORGANIZATION_CREATED", Object: o.ID, Organization: o.ID})
		if university {
			return o.ID, nil
		}
		return o.ID, c.Membership.Create().SetVolunteerID(c.Who.ID()).SetOrganizationID(o.ID).
			SetRole(membership.RoleADMIN).SetValidFrom(network.Today(c.Now)).Exec(ctx)
	})
}

// fewUnverified refuses the person who has founded enough that nobody has verified.
func (c *change) fewUnverified(ctx context.Context) error {
	n, err := c.Organization.Query().Where(
		organization.StatusIn(organization.StatusDRAFT, organization.StatusPENDING),
		organization.HasMembershipsWith(membership.VolunteerID(c.Who.ID()), membership.RoleEQ(membership.RoleADMIN),
			membership.StatusEQ(membership.StatusACTIVE)),
	).Count(ctx)
	if err == nil && n >= mostUnverified {
		err = fault.RefuseFor(fault.RateLimited, "organizations")
	}
	return err
}

// Update changes what is given of an organization that is not closed, and returns its
// id. What was looked at when it was verified (the legal form, the number, the home
// region) changes in a draft only.
func (s *Service) Update(ctx context.Context, p Patch, key string) (string, error) {
	return do(ctx, s, "updateOrganization", key, p, func(ctx context.Context, c *change) (string, error) {
		o, err := c.own(ctx, p.OrganizationID)
		if err != nil {
			return "", err
		}
		if err := check.Version(o.Version, p.ExpectedVersion); err != nil {
			return "", err
		}
		if err := changeable(o, &p); err != nil {
			return "", err
		}
		update := c.Organization.UpdateOneID(o.ID).AddVersion(1)
		if err := p.apply(ctx, c, o, update); err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "ORGANIZATION_CHANGED", Object: o.ID, Organization: o.ID})
		return o.ID, update.Exec(ctx)
	})
}

func changeable(o *gen.Organization, p *Patch) error {
	switch {
	case o.Status == organization.StatusCLOSED:
		return refuse(o.Status, organization.StatusDRAFT, organization.StatusPENDING, organization.StatusVERIFIED, organization.StatusSUSPENDED)
	case o.Status != organization.StatusDRAFT && (p.LegalForm != nil || p.BIN != nil || p.HomeRegionID != nil):
		return refuse(o.Status, organization.StatusDRAFT)
	}
	return nil
}

func (p *Patch) apply(ctx context.Context, c *change, o *gen.Organization, update *gen.OrganizationUpdateOne) error {
	if err := checkTexts(p.Name, p.Description, p.Address); err != nil {
		return err
	}
	if t := p.Name; t != nil {
		update.SetNameKk(t.Kk).SetNameRu(t.Ru).SetNameEn(t.En)
	}
	if t := p.Description; t != nil {
		update.SetDescriptionKk(t.Kk).SetDescriptionRu(t.Ru).SetDescriptionEn(t.En)
	}
	if t := p.Address; t != nil {
		update.SetAddressKk(t.Kk).SetAddressRu(t.Ru).SetAddressEn(t.En)
	}
	if err := p.applyRegistration(o, update); err != nil {
		return err
	}
	if p.Website != nil {
		if err := check.Website(*p.Website, "website"); err != nil {
			return err
		}
		put(optional(*p.Website), update.SetWebsite, update.ClearWebsite)
	}
	if err := checkContacts(p.ContactEmail, p.ContactPhone); err != nil {
		return err
	}
	if p.ContactEmail != nil {
		put(optional(*p.ContactEmail), update.SetContactEmail, update.ClearContactEmail)
	}
	if p.ContactPhone != nil {
		put(optional(*p.ContactPhone), update.SetContactPhone, update.ClearContactPhone)
	}
	if p.Directions != nil {
		if len(p.Directions) == 0 {
			return fault.Invalid("directions", "directions")
		}
		update.ClearDirections().AddDirectionIDs(directions(p.Directions)...)
	}
	return p.applyRegions(ctx, c, o, update)
}

// put sets a value, or clears it: an update that does both is refused by PostgreSQL.
func put(value *string, set func(string) *gen.OrganizationUpdateOne, clear func() *gen.OrganizationUpdateOne) {
	if value == nil {
		clear()
	} else {
		set(*value)
	}
}

// applyRegistration changes what an organization is in law.
func (p *Patch) applyRegistration(o *gen.Organization, update *gen.OrganizationUpdateOne) error {
	form, bin := o.LegalForm, o.Bin
	if p.LegalForm != nil {
		form = *p.LegalForm
		switch {
		case form == organization.LegalFormUNIVERSITY:
			return fault.Invalid("university", "legalForm")
		case form == organization.LegalFormINFORMAL_GROUP && o.Network:
			return fault.Invalid("network_form", "legalForm")
		}
		update.SetLegalForm(form)
	}
	if p.BIN != nil {
		bin = optional(*p.BIN)
		put(bin, update.SetBin, update.ClearBin)
	}
	if bin == nil {
		return nil
	}
	return checkBIN(form, *bin)
}

func (p *Patch) applyRegions(ctx context.Context, c *change, o *gen.Organization, update *gen.OrganizationUpdateOne) error {
	if p.HomeRegionID == nil && p.RegionIDs == nil {
		return nil
	}
	home, others := "", p.RegionIDs
	if o.HomeRegionID != nil {
		home = *o.HomeRegionID
	}
	if p.HomeRegionID != nil {
		home = *p.HomeRegionID
	}
	if others == nil {
		now, err := o.QueryRegions().IDs(ctx)
		if err != nil {
			return err
		}
		others = slices.DeleteFunc(now, func(id string) bool { return o.HomeRegionID != nil && id == *o.HomeRegionID })
	}
	if err := checkRegions(ctx, c.Tx, home, others); err != nil {
		return err
	}
	update.SetHomeRegionID(home).ClearRegions().AddRegionIDs(works(home, others)...)
	return nil
}
