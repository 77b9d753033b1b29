package account

import (
	"context"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/gen/session"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/oidc"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// The beginnings of what stands behind Bearer, by which secrets are recognized where
// they are scanned for.
const (
	tokenPrefix = "ers_" // a session
	keyPrefix   = "erk_" // an API key
)

// Options of the accounts; see internal/app for their names outside.
type Options struct {
	SessionFor time.Duration
	Limits     Limits
	// Mail and Phone say whether messages to addresses and to numbers can be sent.
	Mail, Phone bool
	// PublicURL is the address that people open, without a slash at its end, for links.
	PublicURL func() string
	// Providers are those that people can sign in through.
	Providers []*oidc.Provider
	// Demo says whether a request may use a demo account.
	Demo func(context.Context) DemoAccess
	// Ended is told, after the commit, that a session or an API key of an account has
	// ended, or (session "") all of them. It must not block.
	Ended func(accountID, sessionID string)
}

// DemoAccess is what a request may do with the demo's accounts.
type DemoAccess int

// The accesses: none, everyone but the administrator, all.
const (
	DemoClosed DemoAccess = iota
	DemoWithoutAdmin
	DemoOpen
)

// Service has what people do with accounts. Many goroutines use one.
type Service struct {
	store  *store.Store
	hasher *Hasher
	now    func() time.Time
	opts   Options
	limits limits
	used   used

	together together
}

// New makes the service.
func New(s *store.Store, hasher *Hasher, now func() time.Time, opts Options) *Service {
	service := &Service{store: s, hasher: hasher, now: now, opts: opts, limits: newLimits(opts.Limits)}
	service.together = service.newTogether()
	return service
}

// reaches says whether messages to a contact can be sent.
func (s *Service) reaches(c Contact) bool {
	if c.Email != "" {
		return s.opts.Mail
	}
	return c.Phone != "" && s.opts.Phone
}

func (s *Service) ended(accountID, sessionID string) {
	if s.opts.Ended != nil {
		s.opts.Ended(accountID, sessionID)
	}
}

// Authenticate returns the viewer that a token stands for, of a session or of an API
// key. One that is unknown, ended, or expired is a failure: UNAUTHENTICATED.
func (s *Service) Authenticate(ctx context.Context, token string) (*viewer.Viewer, error) {
	switch {
	case len(token) > longestSecret:
	case strings.HasPrefix(token, tokenPrefix):
		found, ok, err := s.together.sessions.Get(ctx, string(hashToken(token)))
		if err != nil {
			return nil, err
		}
		if ok {
			return s.viewerOf(ctx, found)
		}
	case strings.HasPrefix(token, keyPrefix):
		return s.keyByToken(ctx, token)
	}
	return nil, unauthenticated()
}

// Again returns the viewer of a session or of an API key with the rights of now. One
// that has ended is a failure: UNAUTHENTICATED.
func (s *Service) Again(ctx context.Context, sessionID string) (*viewer.Viewer, error) {
	if isKey(sessionID) {
		return s.keyByID(ctx, sessionID)
	}
	found, err := s.store.Client.Session.Query().
		Where(session.ID(sessionID), session.EndedAtIsNil(), session.ExpiresAtGT(s.now().UTC())).
		WithAccount().Only(rule.System(ctx))
	if gen.IsNotFound(err) {
		return nil, unauthenticated()
	}
	if err != nil {
		return nil, err
	}
	return s.viewerOf(ctx, found)
}

func unauthenticated() error { return fault.Fail(fault.Unauthenticated, "session") }

// viewerOf is the viewer of a session that was read with its account.
func (s *Service) viewerOf(ctx context.Context, found *gen.Session) (*viewer.Viewer, error) {
	return s.asking(ctx, found.Edges.Account, found.ID, found.ExpiresAt)
}

// asking is the viewer of a session or a key, with the rights of now.
func (s *Service) asking(ctx context.Context, a *gen.Account, id string, expires time.Time) (*viewer.Viewer, error) {
	allowed, err := s.demoAllowed(rule.System(ctx), a)
	if err != nil {
		return nil, err
	}
	if !allowed {
		return nil, unauthenticated()
	}
	now, _, err := s.together.rights.Get(ctx, a.VolunteerID)
	if err != nil {
		return nil, err
	}
	s.used.mark(id, s.clock())
	return now.viewer(a, id, expires), nil
}

// demoAllowed says whether the request may use an account: a demo account answers
// only where the demo is open.
func (s *Service) demoAllowed(ctx context.Context, a *gen.Account) (bool, error) {
	if !a.Demo {
		return true, nil
	}
	switch s.opts.Demo(ctx) {
	case DemoOpen:
		return true, nil
	case DemoWithoutAdmin:
		grants, err := s.store.Client.PlatformGrant.Query().Where(platformgrant.VolunteerID(a.VolunteerID)).Count(ctx)
		return grants == 0, err
	default:
		return false, nil
	}
}
