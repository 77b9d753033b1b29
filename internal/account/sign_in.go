package account

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// Session is a session that has just been opened: its token is shown once, "" when
// the call was sent again.
type Session struct {
	Token     string
	ExpiresAt time.Time
	Viewer    *viewer.Viewer
}

// Credentials are what a person signs in with: a contact, and the password.
type Credentials struct {
	Contact
	Password string
}

// SignIn opens a session. An unknown account, a wrong password and a demo account
// that may not be used here are answered alike: WRONG_CREDENTIALS.
func (s *Service) SignIn(ctx context.Context, c Credentials) (*Session, error) {
	if err := c.normalize(); err != nil {
		return nil, err
	}
	if err := s.try(ctx, c.String()); err != nil {
		return nil, err
	}
	system := rule.System(ctx)
	found, err := s.store.Client.Account.Query().Where(c.account()).Only(system)
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
		if err := s.stillHas(ctx, tx, found.ID, hash); err != nil {
			return err
		}
		opened, err = s.open(ctx, tx, found)
		return err
	})
	return opened, err
}

// stillHas locks an account and refuses when its password is not the one that was
// checked any more: a session that opened then would outlive the change.
func (s *Service) stillHas(ctx context.Context, tx *gen.Tx, accountID string, hash *string) error {
	now, err := s.lock(ctx, tx, accountID)
	if err != nil {
		return err
	}
	if (now.PasswordHash == nil) != (hash == nil) || hash != nil && *now.PasswordHash != *hash {
		return fault.Refuse(fault.WrongCredentials)
	}
	return nil
}

// lock reads an account that nobody else changes until the transaction ends.
func (s *Service) lock(ctx context.Context, tx *gen.Tx, accountID string) (*gen.Account, error) {
	q := tx.Account.Query().Where(account.ID(accountID))
	if s.store.Postgres() { // SQLite has one writer
		q.ForUpdate(sql.WithLockTables(account.Table))
	}
	a, err := q.Only(ctx)
	if gen.IsNotFound(err) {
		return nil, unauthenticated()
	}
	return a, err
}

// open writes a session, with a token and an id of its own; the person's rights are
// read when it is used.
func (s *Service) open(ctx context.Context, tx *gen.Tx, a *gen.Account) (*Session, error) {
	token := tokenPrefix + secret()
	expires := s.now().UTC().Add(s.opts.SessionFor).Truncate(time.Second)
	created, err := tx.Session.Create().SetDevice(Device(ctx)).
		SetAccountID(a.ID).SetTokenHash(hashToken(token)).SetExpiresAt(expires).Save(ctx)
	if err != nil {
		return nil, err
	}
	now, err := s.readRights(ctx, tx.Client(), []string{a.VolunteerID})
	return &Session{Token: token, ExpiresAt: expires, Viewer: now[a.VolunteerID].viewer(a, created.ID, expires)}, err
}
