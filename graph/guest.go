package graph

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/volunteer"
	"erikti/graph/model"
	"erikti/internal/guest"
	"erikti/internal/lang"
)

// guestPayload shows what the holder of a guest's token has now, beside why a change was
// refused.
func (r *Resolver) guestPayload(ctx context.Context, token string, refused error) (*model.GuestPlacePayload, error) {
	p := &model.GuestPlacePayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || token == "" {
		return p, err
	}
	p.Place, err = r.Guests.Look(ctx, token)
	return p, err
}

func (r *Resolver) personPayload(ctx context.Context, id string, refused error) (*model.AddPersonPayload, error) {
	p := &model.AddPersonPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Volunteer, err = r.Client.Volunteer.Query().Where(volunteer.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

func (r *Resolver) guardianConsentPayload(ctx context.Context, id string, refused error) (*model.GuardianConsentPayload, error) {
	p := &model.GuardianConsentPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.GuardianConsent, err = r.Guardians.One(ctx, id)
	return p, err
}

func guestSignUp(ctx context.Context, in model.SignUpAsGuestInput) guest.SignUp {
	return guest.SignUp{
		ShiftID: in.ShiftID, GivenName: in.GivenName, FamilyName: in.FamilyName,
		Email: or(in.Email, ""), Phone: or(in.Phone, ""), BirthDate: in.BirthDate, ConsentVersion: in.ConsentVersion,
		AutoAccept: or(in.AutoAccept, true), JoinWaitlist: or(in.JoinWaitlist, true),
		Locale: or(in.Locale, lang.FromContext(ctx)), Website: or(in.Website, ""),
	}
}
