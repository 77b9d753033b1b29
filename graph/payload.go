package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"erikti/ent/gen"
	"erikti/ent/gen/apikey"
	genevent "erikti/ent/gen/event"
	"erikti/ent/gen/organization"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/graph/model"
	"erikti/internal/account"
	"erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/viewer"
)

// once calls a capability with the checked idempotency key of an input.
func once[T any](key graphql.Omittable[*string], call func(key string) (T, error)) (T, error) {
	checked, err := idempotency.Check(given(key))
	if err != nil {
		var none T
		return none, err
	}
	return call(checked)
}

// signedIn returns who asks; a visitor is UNAUTHENTICATED.
func signedIn(ctx context.Context) (*viewer.Viewer, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return nil, fault.Fail(fault.Unauthenticated, "")
	}
	return v, nil
}

// eventPayload shows an event as it is now, when the viewer may see it, beside why
// a change was refused.
func (r *Resolver) eventPayload(ctx context.Context, id string, refused error) (*model.EventPayload, error) {
	p := &model.EventPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" || !asksFor(ctx, "event") {
		return p, err
	}
	p.Event, err = r.Client.Event.Query().Where(genevent.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

// asksFor says whether the document asks for a field of what is being answered: what
// nobody asks for is not read.
func asksFor(ctx context.Context, field string) bool {
	return slices.Contains(graphql.CollectAllFields(ctx), field)
}

func (r *Resolver) shiftPayload(ctx context.Context, id string, refused error) (*model.ShiftPayload, error) {
	p := &model.ShiftPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" || !asksFor(ctx, "shift") {
		return p, err
	}
	p.Shift, err = r.Client.Shift.Query().Where(shift.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}

// signupPayload shows what became of a person's place, beside why it was refused.
func (r *Resolver) signupPayload(ctx context.Context, out event.PlaceChange, refused error) (*model.SignupPayload, error) {
	p := &model.SignupPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil {
		return nil, err
	}
	p.Signup, p.WaitlistEntry, p.Shift, err = r.places(ctx, out.SignupID, out.EntryID, out.ShiftID)
	return p, err
}

// places reads what a change of places shows and the document asks for, as the viewer
// may see it; an id that is "" reads nothing.
func (r *Resolver) places(ctx context.Context, signupID, entryID, shiftID string) (s *gen.Signup, e *gen.WaitlistEntry, sh *gen.Shift, err error) {
	if signupID != "" && asksFor(ctx, "signup") {
		if s, err = r.Places.OwnSignup(ctx, viewer.From(ctx).ID(), signupID); err != nil {
			return nil, nil, nil, err
		}
	}
	if s == nil && signupID != "" && asksFor(ctx, "signup") {
		if s, err = r.Client.Signup.Query().Where(signup.ID(signupID)).Only(ctx); gen.MaskNotFound(err) != nil {
			return nil, nil, nil, err
		}
	}
	if entryID != "" && asksFor(ctx, "waitlistEntry") {
		if e, err = r.Client.WaitlistEntry.Query().Where(waitlistentry.ID(entryID)).Only(ctx); gen.MaskNotFound(err) != nil {
			return nil, nil, nil, err
		}
	}
	if shiftID != "" && asksFor(ctx, "shift") {
		if sh, err = r.Client.Shift.Query().Where(shift.ID(shiftID)).Only(ctx); gen.MaskNotFound(err) != nil {
			return nil, nil, nil, err
		}
	}
	return s, e, sh, nil
}

// sessionPayload shows a session that was opened, and lets its person ask for the
// rest of the request.
func sessionPayload(ctx context.Context, opened *account.Session, err error) (*model.SessionPayload, error) {
	p := &model.SessionPayload{}
	if p.UserErrors, err = userErrors(ctx, err); err != nil || opened == nil {
		return p, err
	}
	viewer.Become(ctx, opened.Viewer)
	p.Token, p.ExpiresAt, p.Viewer = &opened.Token, &opened.ExpiresAt, opened.Viewer
	return p, nil
}

// consentPayload shows what the viewer agreed to now, beside why a change was refused.
func (r *Resolver) consentPayload(ctx context.Context, refused error) (*model.ConsentPayload, error) {
	p := &model.ConsentPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil {
		return nil, err
	}
	p.Consents, err = r.Personal.Consents(ctx)
	return p, err
}

// apiKey reads a key that the viewer made, nil for another one and for none.
func (r *Resolver) apiKey(ctx context.Context, keyID string) (*gen.APIKey, error) {
	if keyID == "" {
		return nil, nil
	}
	k, err := r.Client.APIKey.Query().Where(apikey.ID(keyID)).Only(ctx)
	return k, gen.MaskNotFound(err)
}

func endSessionsPayload(ctx context.Context, ended int, err error) (*model.EndSessionsPayload, error) {
	refused, err := userErrors(ctx, err)
	return &model.EndSessionsPayload{Ended: ended, UserErrors: refused}, err
}

// followPayload shows an organization that is followed, or no more, beside why not.
func (r *Resolver) followPayload(ctx context.Context, id string, refused error) (*model.FollowPayload, error) {
	p := &model.FollowPayload{}
	var err error
	if p.UserErrors, err = userErrors(ctx, refused); err != nil || id == "" {
		return p, err
	}
	p.Organization, err = r.Client.Organization.Query().Where(organization.ID(id)).Only(ctx)
	return p, gen.MaskNotFound(err)
}
