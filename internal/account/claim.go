package account

import (
	"context"
	"strings"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/claimcode"
	"erikti/ent/gen/guestpass"
	"erikti/ent/gen/volunteerprivate"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// guestToken is how a guest's token begins, see package guest.
const guestToken = "erg_"

// Claim makes the account of a record that has none, or gives a lost one a new
// password, for whoever holds the printed code or the token of a guest's link: once.
// What is no code, was used or is too old is NOT_FOUND, all alike.
func (s *Service) Claim(ctx context.Context, code string, c Credentials) (*Session, error) {
	if err := s.try(ctx, ""); err != nil {
		return nil, err
	}
	if err := checkPassword(c.Password, c.Email, c.Phone); err != nil {
		return nil, err
	}
	hash, err := s.hasher.Hash(ctx, c.Password)
	if err != nil {
		return nil, err
	}
	var opened *Session
	ended := ""
	err = s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		ended = ""
		volunteerID, err := s.redeem(ctx, tx, code)
		if err != nil {
			return err
		}
		a, err := tx.Account.Query().Where(account.VolunteerID(volunteerID)).Only(ctx)
		switch {
		case gen.IsNotFound(err):
			a, err = claimed(ctx, tx, volunteerID, c.Contact, hash)
		case err == nil:
			ended = a.ID
			err = s.recovered(ctx, tx, a, hash)
		}
		if err != nil {
			return err
		}
		if opened, err = s.open(ctx, tx, a); err != nil {
			return err
		}
		return audit.Record(viewer.With(ctx, opened.Viewer), tx, audit.Entry{Action: "RECORD_CLAIMED", Object: volunteerID})
	})
	if err == nil && ended != "" {
		s.ended(ended, "")
	}
	return opened, taken(err)
}

// redeem uses a code or a guest's token up and returns whose record it is for.
func (s *Service) redeem(ctx context.Context, tx *gen.Tx, code string) (string, error) {
	notFound := fault.Refuse(fault.NotFound).At("code")
	if strings.HasPrefix(code, guestToken) {
		pass, err := tx.GuestPass.Query().Where(guestpass.TokenHash(hashToken(code))).Only(ctx)
		if gen.IsNotFound(err) {
			return "", notFound
		}
		if err != nil {
			return "", err
		}
		n, err := tx.GuestPass.Delete().Where(guestpass.ID(pass.ID)).Exec(ctx)
		if err == nil && n == 0 {
			err = notFound
		}
		return pass.VolunteerID, err
	}
	code = strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(code))
	found, err := tx.ClaimCode.Query().Where(claimcode.CodeHash(hashToken(code))).Only(ctx)
	if gen.IsNotFound(err) {
		return "", notFound
	}
	if err != nil {
		return "", err
	}
	n, err := tx.ClaimCode.Update().Where(claimcode.ID(found.ID), claimcode.UsedAtIsNil(), claimcode.ExpiresAtGT(s.now().UTC())).
		SetUsedAt(s.now().UTC()).Save(ctx)
	if err == nil && n == 0 {
		err = notFound
	}
	return found.VolunteerID, err
}

// claimed makes the account of a record. Its contact is confirmed by nobody yet.
func claimed(ctx context.Context, tx *gen.Tx, volunteerID string, c Contact, hash string) (*gen.Account, error) {
	if err := c.normalize(); err != nil {
		return nil, err
	}
	if err := free(ctx, tx, c); err != nil {
		return nil, err
	}
	private := tx.VolunteerPrivate.Update().Where(volunteerprivate.VolunteerID(volunteerID))
	if c.Email != "" {
		private.SetEmail(c.Email)
	} else {
		private.SetPhone(c.Phone)
	}
	n, err := private.Save(ctx)
	if err != nil {
		return nil, err
	}
	if n == 0 { // somebody took the record over
		return nil, fault.Refuse(fault.NotFound).At("code")
	}
	return tx.Account.Create().SetVolunteerID(volunteerID).SetPasswordHash(hash).
		SetNillableEmail(optional(c.Email)).SetNillablePhone(optional(c.Phone)).Save(ctx)
}

// recovered gives a lost account a new password; its sessions end.
func (s *Service) recovered(ctx context.Context, tx *gen.Tx, a *gen.Account, hash string) error {
	if a.Demo {
		return fault.Refuse(fault.NotFound).At("code")
	}
	return s.setPassword(ctx, tx, a, hash)
}
