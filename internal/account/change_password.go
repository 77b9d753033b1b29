package account

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/onetimetoken"
	"erikti/ent/gen/session"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/lang"
	"erikti/internal/notice"
)

// matches refuses a password that is not the one of a hash.
func (s *Service) matches(ctx context.Context, password string, hash *string, path string) error {
	ok, err := s.hasher.Matches(ctx, password, hash)
	if err == nil && !ok {
		return fault.RefuseFor(fault.WrongCredentials, "password").At(path)
	}
	return err
}

// PasswordChange is a new password for the account of the person who asks.
type PasswordChange struct {
	Current string
	New     string
	Key     string
}

// ChangePassword sets a new password, ends every session of the account with its
// sockets, and opens a new one for the person who asks (nil when the call was sent
// again).
func (s *Service) ChangePassword(ctx context.Context, r PasswordChange) (*Session, error) {
	v, err := owner(ctx)
	if err != nil {
		return nil, err
	}
	// Who sends a call again, after its answer was lost, asks with a session that the
	// call ended, so it is not they who get this far; what stands for the input is no
	// password and no hash of one.
	call := idempotency.Call{Caller: v.AccountID, Operation: "changePassword", Key: r.Key, Input: struct{}{}}
	if err := s.try(ctx, v.AccountID); err != nil {
		return nil, err
	}
	a, err := s.store.Client.Account.Query().Where(account.ID(v.AccountID)).Only(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	if err := checkPassword(r.New, value(a.Email), value(a.Phone)); err != nil {
		return nil, at(err, "newPassword")
	}
	if a.PasswordHash != nil {
		if err := s.matches(ctx, r.Current, a.PasswordHash, "currentPassword"); err != nil {
			return nil, err
		}
	}
	hash, err := s.hasher.Hash(ctx, r.New)
	if err != nil {
		return nil, err
	}
	var opened *Session
	_, again, err := once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (none struct{}, err error) {
		if err := s.stillHas(ctx, tx, a.ID, a.PasswordHash); err != nil {
			return none, err
		}
		if err := s.setPassword(ctx, tx, a, hash); err != nil {
			return none, err
		}
		opened, err = s.open(ctx, tx, a)
		return none, err
	})
	if err != nil || again {
		return nil, err
	}
	s.ended(a.ID, "")
	return opened, nil
}

// setPassword sets a password, ends the sessions that there are and the links by which
// another one could be set, and tells the person.
func (s *Service) setPassword(ctx context.Context, tx *gen.Tx, a *gen.Account, hash string) error {
	if err := tx.Account.UpdateOneID(a.ID).SetPasswordHash(hash).Exec(ctx); err != nil {
		return err
	}
	if _, err := s.end(ctx, tx, session.AccountID(a.ID)); err != nil {
		return err
	}
	err := tx.OneTimeToken.Update().Where(onetimetoken.AccountID(a.ID), onetimetoken.PurposeEQ(onetimetoken.PurposeRESET_PASSWORD), onetimetoken.UsedAtIsNil()).
		SetUsedAt(s.clock()).Exec(ctx)
	if err != nil {
		return err
	}
	for _, to := range []Contact{{Email: value(a.Email)}, {Phone: value(a.Phone)}} {
		if s.reaches(to) {
			if err := s.tell(ctx, tx, a, letterPassword, to); err != nil {
				return err
			}
			break
		}
	}
	return record(ctx, tx, actPasswordSet, a.VolunteerID, nil)
}

// at names another part of the input.
func at(err error, path string) error {
	if r, ok := fault.AsRefusal(err); ok {
		return r.At(path)
	}
	return err
}

// RequestReset puts a message into the queue with which a new password can be set, if
// the contact has an account: that is looked up when it is written, so that nothing here
// depends on it. Where no message reaches the contact it is refused: CHANNEL_MISSING.
func (s *Service) RequestReset(ctx context.Context, c Contact, key string) error {
	if err := c.normalize(); err != nil {
		return err
	}
	if err := s.try(ctx, ""); err != nil {
		return err
	}
	if !s.reaches(c) {
		return fault.Refuse(fault.ChannelMissing).At(c.path())
	}
	if err := s.mayWrite(c.String()); err != nil {
		return err
	}
	call := idempotency.Call{Caller: "contact " + c.String(), Operation: "requestPasswordReset", Key: key, Input: c}
	_, _, err := once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (none struct{}, err error) {
		return none, notice.Enqueue(ctx, tx, notice.Letter{Kind: letterReset, Contact: c.String(), Locale: lang.FromContext(ctx)}, s.clock())
	})
	return err
}

// Resettable says whether a token of a link sets a new password.
func (s *Service) Resettable(ctx context.Context, token string) error {
	_, err := s.known(rule.System(ctx), s.store.Client.OneTimeToken, token, onetimetoken.PurposeRESET_PASSWORD)
	return err
}

// Reset sets a new password by the token of a link and ends every session of the
// account with its sockets. A token that is unknown, used or expired is NOT_FOUND.
func (s *Service) Reset(ctx context.Context, token, password, key string) error {
	if err := s.try(ctx, ""); err != nil {
		return err
	}
	call := idempotency.Call{Caller: tokenCaller(token), Operation: "resetPassword", Key: key, Input: struct{}{}}
	if err := checkLength(password); err != nil {
		return at(err, "newPassword")
	}
	hash, accountID := "", ""
	// Only who has a token makes the server hash.
	if s.Resettable(ctx, token) == nil {
		var err error
		if hash, err = s.hasher.Hash(ctx, password); err != nil {
			return err
		}
	}
	_, again, err := once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (none struct{}, err error) {
		t, err := s.known(ctx, tx.OneTimeToken, token, onetimetoken.PurposeRESET_PASSWORD)
		if err != nil || hash == "" {
			return none, linkUnlessFailed(err)
		}
		if err := s.use(ctx, tx, t); err != nil {
			return none, err
		}
		a, err := s.lock(ctx, tx, *t.AccountID)
		if err != nil {
			return none, err
		}
		if err := checkPassword(password, value(a.Email), value(a.Phone)); err != nil {
			return none, at(err, "newPassword")
		}
		accountID = a.ID
		if err := s.reached(ctx, tx, a, contactOf(t.Contact)); err != nil {
			return none, err
		}
		return none, s.setPassword(ctx, tx, a, hash)
	})
	if err == nil && !again {
		s.ended(accountID, "")
	}
	return err
}

func linkUnlessFailed(err error) error {
	if err != nil {
		return err
	}
	return linkUnknown()
}

// reached notes that messages to a contact of an account reach its person.
func (s *Service) reached(ctx context.Context, tx *gen.Tx, a *gen.Account, c Contact) error {
	switch {
	case c.Email != "" && value(a.Email) == c.Email && a.EmailVerifiedAt == nil:
		return tx.Account.UpdateOneID(a.ID).SetEmailVerifiedAt(s.clock()).Exec(ctx)
	case c.Phone != "" && value(a.Phone) == c.Phone && a.PhoneVerifiedAt == nil:
		return tx.Account.UpdateOneID(a.ID).SetPhoneVerifiedAt(s.clock()).Exec(ctx)
	}
	return nil
}
