package account

import (
	"context"
	"strconv"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/onetimetoken"
	"erikti/ent/gen/registration"
	"erikti/ent/gen/volunteerprivate"
	"erikti/ent/rule"
	"erikti/internal/idempotency"
	"erikti/internal/notice"
	"erikti/internal/viewer"
)

// Confirmable says whether a token of a link confirms something.
func (s *Service) Confirmable(ctx context.Context, token string) error {
	_, err := s.known(rule.System(ctx), s.store.Client.OneTimeToken, token,
		onetimetoken.PurposeCONFIRM_REGISTRATION, onetimetoken.PurposeCONFIRM_CONTACT)
	return err
}

// Confirm makes the account of a registration and opens a session, or makes a new
// contact that of its account (nil). A token that is unknown, used or expired is
// NOT_FOUND; a contact that another account has by now EMAIL_TAKEN or PHONE_TAKEN.
func (s *Service) Confirm(ctx context.Context, token, key string) (*Session, error) {
	if err := s.try(ctx, ""); err != nil {
		return nil, err
	}
	var opened *Session
	call := idempotency.Call{Caller: tokenCaller(token), Operation: "confirmContact", Key: key, Input: struct{}{}}
	_, again, err := once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (none struct{}, err error) {
		t, err := s.known(ctx, tx.OneTimeToken, token, onetimetoken.PurposeCONFIRM_REGISTRATION, onetimetoken.PurposeCONFIRM_CONTACT)
		if err != nil {
			return none, err
		}
		if err := s.use(ctx, tx, t); err != nil {
			return none, err
		}
		if t.Purpose == onetimetoken.PurposeCONFIRM_CONTACT {
			return none, s.setContact(ctx, tx, *t.AccountID, contactOf(t.Contact), true)
		}
		opened, err = s.confirmRegistration(ctx, tx, t)
		return none, err
	})
	if err != nil || again {
		return nil, err
	}
	return opened, nil
}

// confirmRegistration makes the account and leaves nothing of the registration.
func (s *Service) confirmRegistration(ctx context.Context, tx *gen.Tx, t *gen.OneTimeToken) (*Session, error) {
	row, err := tx.Registration.Query().Where(registration.ID(*t.RegistrationID), registration.UsedAtIsNil(), registration.ExpiresAtGT(s.clock())).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, linkUnknown()
	}
	if err != nil {
		return nil, err
	}
	at := verified{}
	if contactOf(t.Contact).Email != "" {
		at.email = s.clock()
	} else {
		at.phone = s.clock()
	}
	r := Registration{
		Email: value(row.Email), Phone: value(row.Phone), GivenName: row.GivenName, FamilyName: row.FamilyName,
		BirthDate: row.BirthDate, RegionID: row.RegionID, Locale: row.Locale,
	}
	_, a, err := write(ctx, tx, r, &row.PasswordHash, at)
	if err != nil {
		return nil, err
	}
	// With its tokens and messages. Another token of it that is just being used finds
	// nothing more.
	if err := tx.Registration.DeleteOne(row).Exec(ctx); err != nil {
		return nil, err
	}
	return s.open(ctx, tx, a)
}

// contactOf tells an address from a number.
func contactOf(s string) Contact {
	if strings.Contains(s, "@") {
		return Contact{Email: s}
	}
	return Contact{Phone: s}
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// setContact makes a contact that of an account, to sign in with and to be written to,
// and tells the one that it had.
func (s *Service) setContact(ctx context.Context, tx *gen.Tx, accountID string, c Contact, confirmed bool) error {
	a, err := s.lock(ctx, tx, accountID)
	if err != nil {
		return err
	}
	taker, err := tx.Account.Query().Where(c.account(), account.IDNEQ(accountID)).Exist(ctx)
	if err != nil {
		return err
	}
	if taker {
		return c.taken()
	}
	change := tx.Account.UpdateOne(a)
	private := tx.VolunteerPrivate.Update().Where(volunteerprivate.VolunteerID(a.VolunteerID))
	before := Contact{}
	if c.Email != "" {
		before.Email = value(a.Email)
		change.SetEmail(c.Email)
		private.SetEmail(c.Email)
		if confirmed {
			change.SetEmailVerifiedAt(s.clock())
		} else {
			change.ClearEmailVerifiedAt()
		}
	} else {
		before.Phone = value(a.Phone)
		change.SetPhone(c.Phone)
		private.SetPhone(c.Phone)
		if confirmed {
			change.SetPhoneVerifiedAt(s.clock())
		} else {
			change.ClearPhoneVerifiedAt()
		}
	}
	if err := change.Exec(ctx); err != nil {
		return taken(err)
	}
	if err := private.Exec(ctx); err != nil {
		return err
	}
	if before != c {
		if err := s.tell(ctx, tx, a, letterContactChanged, before); err != nil {
			return err
		}
	}
	return record(ctx, tx, actContactSet, a.VolunteerID, map[string]string{"contact": c.path(), "confirmed": strconv.FormatBool(confirmed)})
}

// tell puts a message about an account into the queue, if one reaches the contact.
func (s *Service) tell(ctx context.Context, tx *gen.Tx, a *gen.Account, kind string, to Contact) error {
	if !s.reaches(to) {
		return nil
	}
	v, err := a.QueryVolunteer().Only(ctx)
	if err != nil {
		return err
	}
	return notice.Enqueue(ctx, tx, notice.Letter{Kind: kind, Contact: to.String(), Locale: v.Locale, AccountID: &a.ID}, s.clock())
}

// ContactChange is a new contact for the account of the person who asks.
type ContactChange struct {
	Contact
	Password string `json:"-"`
	Key      string `json:"-"`
}

// ChangeContact changes what the person signs in with: at once, or, where messages
// reach the new contact, when it is confirmed (true). That another account has it is
// told at once only where no message can be sent.
func (s *Service) ChangeContact(ctx context.Context, r ContactChange) (confirmationSent bool, err error) {
	v, err := owner(ctx)
	if err != nil {
		return false, err
	}
	if err := r.normalize(); err != nil {
		return false, err
	}
	if err := s.prove(ctx, v, r.Password, "password"); err != nil {
		return false, err
	}
	sent := s.reaches(r.Contact)
	if sent {
		if err := s.mayWrite(r.String()); err != nil {
			return false, err
		}
	}
	call := idempotency.Call{Caller: v.AccountID, Operation: "changeContact", Key: r.Key, Input: r}
	_, _, err = once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (none struct{}, err error) {
		if !sent {
			return none, s.setContact(ctx, tx, v.AccountID, r.Contact, false)
		}
		a, err := s.lock(ctx, tx, v.AccountID)
		if err != nil {
			return none, err
		}
		return none, s.tell(ctx, tx, a, letterContact, r.Contact)
	})
	return sent && err == nil, err
}

// prove checks the password of the account that asks: a session alone, left open
// somewhere, is not enough to take an account over. An account without a password has
// none to prove.
func (s *Service) prove(ctx context.Context, v *viewer.Viewer, password, path string) error {
	if err := s.try(ctx, v.AccountID); err != nil {
		return err
	}
	a, err := s.store.Client.Account.Query().Where(account.ID(v.AccountID)).Only(rule.System(ctx))
	if err != nil {
		return err
	}
	if a.PasswordHash == nil {
		return nil
	}
	return s.matches(ctx, password, a.PasswordHash, path)
}
