package guardian

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/place"
)

// Asked is what the holder of a guardian's link is asked.
type Asked struct {
	Consent *gen.GuardianConsent
	Child   *gen.Volunteer
	Event   *gen.Event // nil: a year
}

// Look returns what a link is about; nil for what is no link.
func (s *Service) Look(ctx context.Context, token string) (*Asked, error) {
	id := s.links.Consent(token)
	if id == "" {
		return nil, nil
	}
	ctx = rule.System(ctx)
	found, err := s.office.Store.Client.GuardianConsent.Query().Where(guardianconsent.ID(id),
		guardianconsent.MethodEQ(guardianconsent.MethodLINK)).WithVolunteer().Only(ctx)
	if found == nil || err != nil {
		return nil, gen.MaskNotFound(err)
	}
	a := &Asked{Consent: found, Child: found.Edges.Volunteer}
	if found.EventID != nil {
		if a.Event, err = s.office.Store.Client.Event.Get(ctx, *found.EventID); gen.MaskNotFound(err) != nil {
			return nil, err
		}
	}
	return a, nil
}

// Give consents by a link, for what was asked.
func (s *Service) Give(ctx context.Context, token string) error { return s.byLink(ctx, token, give) }

// Revoke takes a consent back by its link, or says no; places that need it become free.
func (s *Service) Revoke(ctx context.Context, token string) error {
	return s.byLink(ctx, token, revoke)
}

func (s *Service) byLink(ctx context.Context, token, move string) error {
	id := s.links.Consent(token)
	if id == "" {
		return fault.Refuse(fault.NotFound)
	}
	return s.engine.Do(ctx, func(ctx context.Context, t *place.Tx) error {
		found, err := s.lock(ctx, t, id)
		if err != nil {
			return err
		}
		return s.move(ctx, t, found, move)
	})
}
