package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/session"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/ratelimit"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// tokenPrefix makes a token recognizable where secrets are scanned for.
const tokenPrefix = "ers_"

// Options of the accounts; see internal/app for their names outside.
type Options struct {
	SessionFor       time.Duration
	SignInsPerMinute int // for an account, 0 = off
	PerAddress       int // sign-ins and registrations a minute from an address, 0 = off
	// Demo says whether a request may use a demo account.
	Demo func(context.Context) DemoAccess
	// Ended is told, after the commit, that a session of an account has ended, or
	// (session "") all of them. It must not block.
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

// Service opens and ends sessions. Many goroutines use one.
type Service struct {
	store      *store.Store
	hasher     *Hasher
	now        func() time.Time
	opts       Options
	perAccount *ratelimit.Limit
	together   together
	perAddress *ratelimit.Limit
}

// New makes the service.
func New(s *store.Store, hasher *Hasher, now func() time.Time, opts Options) *Service {
	service := &Service{
		store: s, hasher: hasher, now: now, opts: opts,
		perAccount: ratelimit.PerMinute(opts.SignInsPerMinute),
		perAddress: ratelimit.PerMinute(opts.PerAddress),
	}
	service.together = service.newTogether()
	return service
}

// Session is a session that has just been opened: its token is shown once.
type Session struct {
	Token     string
	ExpiresAt time.Time
	Viewer    *viewer.Viewer
}

// Credentials are what a person signs in with: one of the two, and the password.
type Credentials struct {
	Email    string
	Phone    string
	Password string
}

// SignIn opens a session. An unknown account, a wrong password and a demo account
// that may not be used here are answered alike: WRONG_CREDENTIALS.
func (s *Service) SignIn(ctx context.Context, c Credentials) (*Session, error) {
	by, err := c.by()
	if err != nil {
		return nil, err
	}
	now := s.now()
	if !s.perAddress.Allow(ratelimit.Source(viewer.Address(ctx)), now) || !s.perAccount.Allow(c.contact(), now) {
		return nil, fault.Refuse(fault.RateLimited)
	}
	system := rule.System(ctx)
	found, err := s.store.Client.Account.Query().Where(by).Only(system)
	if err != nil && !gen.IsNotFound(err) {
		return nil, err
	}
	var hash *string
	if found != nil {
		hash = found.PasswordHash
	}
	ok, err := s.hasher.Matches(ctx, c.Password, hash)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fault.Refuse(fault.WrongCredentials)
	}
	allowed, err := s.demoAllowed(system, found)
	if err != nil {
		return nil, err
	}
	if !allowed {
		return nil, fault.Refuse(fault.WrongCredentials)
	}
	var opened *Session
	err = s.store.Tx(system, func(ctx context.Context, tx *gen.Tx) error {
		opened, err = s.open(ctx, tx, found)
		return err
	})
	return opened, err
}

// open writes a session; the person's rights are read when it is used.
func (s *Service) open(ctx context.Context, tx *gen.Tx, a *gen.Account) (*Session, error) {
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return nil, err
	}
	token := tokenPrefix + base64.RawURLEncoding.EncodeToString(secret)
	expires := s.now().UTC().Add(s.opts.SessionFor).Truncate(time.Second)
	created, err := tx.Session.Create().
		SetAccountID(a.ID).SetTokenHash(hashToken(token)).SetExpiresAt(expires).Save(ctx)
	if err != nil {
		return nil, err
	}
	now, err := s.readRights(ctx, tx.Client(), []string{a.VolunteerID})
	return &Session{Token: token, ExpiresAt: expires, Viewer: now[a.VolunteerID].viewer(a, created.ID, expires)}, err
}

// SignOut ends the session that asks, or every one of the account. It says whether
// there was one.
func (s *Service) SignOut(ctx context.Context, everywhere bool) (bool, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return false, nil
	}
	which := session.ID(v.SessionID)
	if everywhere {
		which = session.AccountID(v.AccountID)
	}
	ended := 0
	err := s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) (err error) {
		ended, err = tx.Session.Update().Where(which, session.EndedAtIsNil()).SetEndedAt(s.now().UTC()).Save(ctx)
		return err
	})
	if err == nil && ended > 0 && s.opts.Ended != nil {
		sessionID := v.SessionID
		if everywhere {
			sessionID = ""
		}
		s.opts.Ended(v.AccountID, sessionID)
	}
	return ended > 0, err
}

// Authenticate returns the viewer that a token stands for. A token that is
// unknown, ended, or expired is a failure: UNAUTHENTICATED.
func (s *Service) Authenticate(ctx context.Context, token string) (*viewer.Viewer, error) {
	if !strings.HasPrefix(token, tokenPrefix) || len(token) > 128 {
		return nil, fault.Fail(fault.Unauthenticated, "session")
	}
	found, ok, err := s.together.sessions.Get(ctx, string(hashToken(token)))
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fault.Fail(fault.Unauthenticated, "session")
	}
	return s.viewerOf(ctx, found)
}

// Again returns the viewer of a session with the rights of now. A session that has
// ended is a failure: UNAUTHENTICATED.
func (s *Service) Again(ctx context.Context, sessionID string) (*viewer.Viewer, error) {
	found, err := s.store.Client.Session.Query().
		Where(session.ID(sessionID), session.EndedAtIsNil(), session.ExpiresAtGT(s.now().UTC())).
		WithAccount().Only(rule.System(ctx))
	if gen.IsNotFound(err) {
		return nil, fault.Fail(fault.Unauthenticated, "session")
	}
	if err != nil {
		return nil, err
	}
	return s.viewerOf(ctx, found)
}

// viewerOf is the viewer of a session that was read with its account.
func (s *Service) viewerOf(ctx context.Context, found *gen.Session) (*viewer.Viewer, error) {
	allowed, err := s.demoAllowed(rule.System(ctx), found.Edges.Account)
	if err != nil {
		return nil, err
	}
	if !allowed {
		return nil, fault.Fail(fault.Unauthenticated, "session")
	}
	now, _, err := s.together.rights.Get(ctx, found.Edges.Account.VolunteerID)
	if err != nil {
		return nil, err
	}
	return now.viewer(found.Edges.Account, found.ID, found.ExpiresAt), nil
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
		grants, err := a.QueryVolunteer().QueryPlatformGrants().Count(ctx)
		return grants == 0, err
	default:
		return false, nil
	}
}

func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
