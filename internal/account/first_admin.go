package account

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/onetimetoken"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/viewer"
)

// firstAdminFor is how long the link for the first administrator works.
const firstAdminFor = 24 * time.Hour

// FirstAdminToken makes the one-time token that lets whoever reads the console
// become the first administrator; "" when there is one already. Links printed by
// earlier starts stop working.
func (s *Service) FirstAdminToken(ctx context.Context) (string, error) {
	token := ""
	err := s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		has, err := tx.PlatformGrant.Query().Where(platformgrant.RoleEQ(platformgrant.RolePLATFORM_ADMIN)).Exist(ctx)
		if err != nil || has {
			return err
		}
		if _, err := tx.OneTimeToken.Delete().
			Where(onetimetoken.PurposeEQ(onetimetoken.PurposeFIRST_ADMIN), onetimetoken.UsedAtIsNil()).Exec(ctx); err != nil {
			return err
		}
		token = secret()
		return tx.OneTimeToken.Create().
			SetPurpose(onetimetoken.PurposeFIRST_ADMIN).SetTokenHash(hashToken(token)).
			SetExpiresAt(s.now().UTC().Add(firstAdminFor)).Exec(ctx)
	})
	return token, err
}

// RegisterFirstAdmin makes the account of the platform's first administrator, for
// whoever holds the one-time token printed at start, and opens a session. A token that
// is unknown, used, or expired is NOT_FOUND.
func (s *Service) RegisterFirstAdmin(ctx context.Context, token string, r Registration) (*Session, error) {
	if err := s.check(&r); err != nil {
		return nil, err
	}
	if err := s.try(ctx, ""); err != nil {
		return nil, err
	}
	hash, err := s.hasher.Hash(ctx, r.Password)
	if err != nil {
		return nil, err
	}
	var opened *Session
	err = s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		t, err := s.known(ctx, tx.OneTimeToken, token, onetimetoken.PurposeFIRST_ADMIN)
		if err != nil {
			return err
		}
		if err := s.use(ctx, tx, t); err != nil {
			return err
		}
		v, a, err := write(ctx, tx, r, &hash, verified{})
		if err != nil {
			return err
		}
		if err := tx.PlatformGrant.Create().SetVolunteerID(v.ID).SetRole(platformgrant.RolePLATFORM_ADMIN).Exec(ctx); err != nil {
			return err
		}
		if opened, err = s.open(ctx, tx, a); err != nil {
			return err
		}
		return audit.Record(ctx, tx, audit.Entry{
			Action: "PLATFORM_ROLE_GRANTED", Object: v.ID, Detail: map[string]string{"role": viewer.PlatformAdmin}, At: s.now(),
		})
	})
	return opened, err
}
