package guardian

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/guardianconsent"
	"erikti/ent/rule"
	"erikti/internal/act"
	inbox "erikti/internal/notice"
	"erikti/internal/place"
	"erikti/internal/store"
)

// Service asks guardians and keeps what they say. Many goroutines use one.
type Service struct {
	office *act.Office
	engine *place.Engine
	links  *inbox.Links
	// reaches says whether a message gets to a contact.
	reaches func(contact string) bool
}

// New makes the service.
func New(st *store.Store, engine *place.Engine, links *inbox.Links, publish func([]string), reaches func(string) bool, now func() time.Time) *Service {
	return &Service{&act.Office{Store: st, Publish: publish, Now: now}, engine, links, reaches}
}

// Of are the consents for a person, the newest first.
func (s *Service) Of(ctx context.Context, volunteerID string) ([]*gen.GuardianConsent, error) {
	return s.office.Store.Client.GuardianConsent.Query().Where(guardianconsent.VolunteerID(volunteerID)).
		Order(gen.Desc(guardianconsent.FieldCreatedAt)).Limit(100).All(rule.System(ctx))
}

// One is a consent that was just made or changed by who asks.
func (s *Service) One(ctx context.Context, consentID string) (*gen.GuardianConsent, error) {
	return s.office.Store.Client.GuardianConsent.Get(rule.System(ctx), consentID)
}
