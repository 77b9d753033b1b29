package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/onetimetoken"
	"erikti/internal/fault"
)

// How long the secrets of links work.
const (
	confirmFor = 24 * time.Hour
	resetFor   = time.Hour
)

// longestSecret bounds what is taken for a token, in bytes, before it is looked at.
const longestSecret = 128

// secret draws 256 random bits.
func secret() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}

func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// tokenCaller names whoever holds a token, as the caller of a call that is sent again.
func tokenCaller(token string) string {
	return "token " + base64.RawURLEncoding.EncodeToString(hashToken(token))
}

// linkUnknown refuses the secret of a link that is unknown, used or expired: alike.
func linkUnknown() error { return fault.RefuseFor(fault.NotFound, "link").At("token") }

// known finds a secret that works, for one of some purposes.
func (s *Service) known(ctx context.Context, client *gen.OneTimeTokenClient, token string, purposes ...onetimetoken.Purpose) (*gen.OneTimeToken, error) {
	if token == "" || len(token) > longestSecret {
		return nil, linkUnknown()
	}
	found, err := client.Query().Where(onetimetoken.TokenHash(hashToken(token)), onetimetoken.PurposeIn(purposes...),
		onetimetoken.UsedAtIsNil(), onetimetoken.ExpiresAtGT(s.clock())).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, linkUnknown()
	}
	return found, err
}

// use marks a secret as used, once: of two who use it at once, one.
func (s *Service) use(ctx context.Context, tx *gen.Tx, t *gen.OneTimeToken) error {
	n, err := tx.OneTimeToken.Update().Where(onetimetoken.ID(t.ID), onetimetoken.UsedAtIsNil(), onetimetoken.ExpiresAtGT(s.clock())).
		SetUsedAt(s.clock()).Save(ctx)
	if err == nil && n == 0 {
		err = linkUnknown()
	}
	return err
}
