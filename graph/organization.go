package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"erikti/ent/gen"
	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/supportcenter"
	"erikti/graph/model"
	capability "erikti/internal/organization"
	"erikti/internal/viewer"
)

// decision is a decision as an input tells it.
func decision(organizationID string, reason string, expected graphql.Omittable[*int]) capability.Decision {
	return capability.Decision{OrganizationID: organizationID, Reason: reason, ExpectedVersion: given(expected)}
}

// decided makes a decision on an organization and shows it as it is then.
func (r *Resolver) decided(ctx context.Context, key graphql.Omittable[*string], d capability.Decision,
	decide func(context.Context, capability.Decision, string) (string, error),
) (*model.OrganizationPayload, error) {
	_, err := once(key, func(key string) (string, error) { return decide(ctx, d, key) })
	return r.organizationPayload(ctx, d.OrganizationID, err)
}

// organizationPayload shows an organization as it is now, when the viewer may see it,
// beside why a change was refused.
func (r *Resolver) organizationPayload(ctx context.Context, id string, refused error) (*model.OrganizationPayload, error) {
	p := &model.OrganizationPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	if err := r.refresh(ctx); err != nil {
		return nil, err
	}
	p.Organization, err = r.Client.Organization.Query().Where(organization.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

func (r *Resolver) mandatePayload(ctx context.Context, id string, refused error) (*model.MandatePayload, error) {
	p := &model.MandatePayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.SupportCenter, err = r.Client.SupportCenter.Query().Where(supportcenter.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

func (r *Resolver) membershipPayload(ctx context.Context, id string, refused error) (*model.MembershipPayload, error) {
	p := &model.MembershipPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	if err := r.refresh(ctx); err != nil {
		return nil, err
	}
	p.Membership, err = r.Client.Membership.Query().Where(membership.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

// refresh reads the rights of the viewer again, after a change of them: the rest of the
// request, the answer too, is as somebody with the rights of now.
func (r *Resolver) refresh(ctx context.Context) error {
	if !viewer.From(ctx).SignedIn() {
		return nil
	}
	return r.Again(ctx)
}

func organizationDraft(in model.CreateOrganizationInput) capability.Draft {
	regions, _ := in.RegionIds.ValueOK()
	return capability.Draft{
		Name: text(in.Name), Description: text(given(in.Description)), Address: text(given(in.Address)),
		LegalForm: in.LegalForm,
		Network:   or(in.Network, false), BIN: or(in.Bin, ""), Website: or(in.Website, ""),
		ContactEmail: or(in.ContactEmail, ""), ContactPhone: or(in.ContactPhone, ""),
		HomeRegionID: in.HomeRegionID, RegionIDs: regions, Directions: in.Directions,
	}
}

func organizationPatch(in model.UpdateOrganizationInput) capability.Patch {
	regions, _ := in.RegionIds.ValueOK()
	directions, _ := in.Directions.ValueOK()
	return capability.Patch{
		OrganizationID: in.OrganizationID, Name: textPatch(in.Name), Description: textPatch(in.Description),
		Address: textPatch(in.Address), LegalForm: given(in.LegalForm), BIN: given(in.Bin), Website: given(in.Website),
		ContactEmail: given(in.ContactEmail), ContactPhone: given(in.ContactPhone),
		HomeRegionID: given(in.HomeRegionID), RegionIDs: regions, Directions: directions,
		ExpectedVersion: given(in.ExpectedVersion),
	}
}
