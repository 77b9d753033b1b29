package account

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/onetimetoken"
	"erikti/ent/gen/platformgrant"
	"erikti/ent/rule"
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
		secret := make([]byte, 32)
		if _, err := rand.Read(secret); err != nil {
			return err
		}
		token = base64.RawURLEncoding.EncodeToString(secret)
		return tx.OneTimeToken.Create().
			SetPurpose(onetimetoken.PurposeFIRST_ADMIN).SetTokenHash(hashToken(token)).
			SetExpiresAt(s.now().UTC().Add(firstAdminFor)).Exec(ctx)
	})
	return token, err
}
