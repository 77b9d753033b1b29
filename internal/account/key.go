package account

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"erikti/ent/gen"
	"erikti/ent/gen/apikey"
	"erikti/ent/gen/predicate"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/idempotency"
	"erikti/internal/viewer"
)

// The bounds of API keys.
const (
	keyFor     = 90 * 24 * time.Hour
	longestKey = 366 * 24 * time.Hour
	mostKeys   = 50 // of an account, that work
	shownOfKey = len(keyPrefix) + 8
)

// KeyRequest is an API key to make.
type KeyRequest struct {
	Name      string
	Scopes    []viewer.Scope
	ExpiresAt *time.Time // nil: in 90 days
	Key       string     `json:"-"` // of idempotency
}

// CreateKey makes an API key of the person who asks and returns its id and its secret,
// which is shown once: "" when the call was sent again.
func (s *Service) CreateKey(ctx context.Context, r KeyRequest) (keyID, token string, err error) {
	v, err := owner(ctx)
	if err != nil {
		return "", "", err
	}
	call := idempotency.Call{Caller: v.AccountID, Operation: "createApiKey", Key: r.Key, Input: r}
	if err := s.checkKey(&r); err != nil {
		return "", "", err
	}
	token = keyPrefix + secret()
	keyID, again, err := once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (string, error) {
		if _, err := s.lock(ctx, tx, v.AccountID); err != nil {
			return "", err
		}
		n, err := tx.APIKey.Query().Where(apikey.AccountID(v.AccountID), apikey.RevokedAtIsNil(), apikey.ExpiresAtGT(s.clock())).Count(ctx)
		if err != nil {
			return "", err
		}
		if n >= mostKeys {
			return "", fault.Invalid("too_many_api_keys").With("most", mostKeys)
		}
		k, err := tx.APIKey.Create().SetAccountID(v.AccountID).SetName(r.Name).SetPrefix(token[:shownOfKey]).
			SetTokenHash(hashToken(token)).SetScopes(r.Scopes).SetExpiresAt(*r.ExpiresAt).Save(ctx)
		if err != nil {
			return "", err
		}
		return k.ID, record(ctx, tx, actKeyCreated, v.VolunteerID, map[string]string{"key": k.ID})
	})
	if again || err != nil {
		token = ""
	}
	return keyID, token, err
}

func (s *Service) checkKey(r *KeyRequest) error {
	r.Name = strings.Join(strings.Fields(r.Name), " ")
	if r.Name == "" || utf8.RuneCountInString(r.Name) > maxName || !utf8.ValidString(r.Name) || strings.ContainsFunc(r.Name, unicode.IsControl) {
		return fault.Invalid("name", "name").With("characters", maxName)
	}
	slices.Sort(r.Scopes)
	r.Scopes = slices.Compact(r.Scopes)
	if len(r.Scopes) == 0 || slices.ContainsFunc(r.Scopes, func(s viewer.Scope) bool { return !s.Valid() }) {
		return fault.Invalid("scopes", "scopes")
	}
	now := s.clock()
	if r.ExpiresAt == nil {
		later := now.Add(keyFor)
		r.ExpiresAt = &later
	}
	if expires := r.ExpiresAt.UTC().Truncate(time.Microsecond); !expires.After(now) || expires.After(now.Add(longestKey)) {
		return fault.Invalid("key_expiry", "expiresAt")
	}
	return nil
}

// RevokeKey ends an API key of the person who asks. Another one's is NOT_FOUND, as one
// that does not exist.
func (s *Service) RevokeKey(ctx context.Context, keyID, key string) error {
	v, err := owner(ctx)
	if err != nil {
		return err
	}
	call := idempotency.Call{Caller: v.AccountID, Operation: "revokeApiKey", Key: key, Input: keyID}
	_, _, err = once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (struct{}, error) {
		own := apikey.And(apikey.ID(keyID), apikey.AccountID(v.AccountID))
		known, err := tx.APIKey.Query().Where(own).Exist(ctx)
		if err != nil {
			return struct{}{}, err
		}
		if !known {
			return struct{}{}, fault.Refuse(fault.NotFound).At("apiKeyId")
		}
		n, err := tx.APIKey.Update().Where(own, apikey.RevokedAtIsNil()).SetRevokedAt(s.clock()).Save(ctx)
		if err != nil || n == 0 {
			return struct{}{}, err
		}
		return struct{}{}, record(ctx, tx, actKeyRevoked, v.VolunteerID, map[string]string{"key": keyID})
	})
	if err == nil {
		s.ended(v.AccountID, keyID)
	}
	return err
}

func isKey(sessionID string) bool { return id.PrefixOf(sessionID) == id.APIKey }

func (s *Service) keyByToken(ctx context.Context, token string) (*viewer.Viewer, error) {
	return s.keyViewer(ctx, apikey.TokenHash(hashToken(token)))
}

func (s *Service) keyByID(ctx context.Context, keyID string) (*viewer.Viewer, error) {
	return s.keyViewer(ctx, apikey.ID(keyID))
}

// keyViewer returns the viewer of a key: its creator with the rights of now, less what
// the scopes do not say, see viewer.Viewer. No key has a role on the platform.
func (s *Service) keyViewer(ctx context.Context, which predicate.APIKey) (*viewer.Viewer, error) {
	found, err := s.store.Client.APIKey.Query().
		Where(which, apikey.RevokedAtIsNil(), apikey.ExpiresAtGT(s.clock())).WithAccount().Only(rule.System(ctx))
	if gen.IsNotFound(err) {
		return nil, unauthenticated()
	}
	if err != nil {
		return nil, err
	}
	v, err := s.asking(ctx, found.Edges.Account, found.ID, found.ExpiresAt)
	if err != nil {
		return nil, err
	}
	v.Key, v.Scopes, v.Platform = true, found.Scopes, nil
	return v, nil
}
