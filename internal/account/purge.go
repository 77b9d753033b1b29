package account

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/message"
	"erikti/ent/gen/onetimetoken"
	"erikti/ent/gen/providersignin"
	"erikti/ent/gen/registration"
	"erikti/ent/gen/session"
)

// How long what is over is kept: sessions and keys for the person to look at, the rest
// as long as a message may be on its way.
const (
	sessionsKept = 30 * 24 * time.Hour
	lettersKept  = 2 * 24 * time.Hour
)

// Purge forgets what was kept long enough.
func Purge(ctx context.Context, tx *gen.Tx, now time.Time) error {
	if _, err := tx.Session.Delete().Where(session.ExpiresAtLT(now.Add(-sessionsKept))).Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.OneTimeToken.Delete().Where(onetimetoken.ExpiresAtLT(now.Add(-lettersKept))).Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.Registration.Delete().Where(registration.ExpiresAtLT(now)).Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.Message.Delete().Where(message.CreatedAtLT(now.Add(-lettersKept))).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.ProviderSignIn.Delete().Where(providersignin.ExpiresAtLT(now)).Exec(ctx)
	return err
}
