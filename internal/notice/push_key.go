package notice

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"errors"

	"erikti/ent/gen"
	"erikti/ent/gen/setting"
	"erikti/ent/rule"
	"erikti/internal/store"
)

// pushKeySetting is the setting with the private key of Web Push.
const pushKeySetting = "push_private_key"

// PushKey is the pair with which this installation shows push services who sends
// (VAPID, RFC 8292), base64url as browsers write it.
type PushKey struct{ Private, Public string }

// ErrPushKey says that a text is no private key.
var ErrPushKey = errors.New("no private key of P-256 as base64url")

// ParsePushKey reads a private key: 32 bytes of P-256 as base64url.
func ParsePushKey(private string) (*PushKey, error) {
	raw, err := base64.RawURLEncoding.DecodeString(private)
	if err != nil {
		return nil, ErrPushKey
	}
	key, err := ecdh.P256().NewPrivateKey(raw)
	if err != nil {
		return nil, ErrPushKey
	}
	return &PushKey{private, base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes())}, nil
}

// KeptPushKey reads the key of this installation, or makes it. Browsers are subscribed
// with it: another one reaches none of them.
func KeptPushKey(ctx context.Context, st *store.Store) (*PushKey, error) {
	ctx = rule.System(ctx)
	fresh, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	var row *gen.Setting
	err = st.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		err := tx.Setting.Create().SetID(pushKeySetting).SetValue(base64.RawURLEncoding.EncodeToString(fresh.Bytes())).
			OnConflictColumns(setting.FieldID).Ignore().Exec(ctx)
		if err != nil {
			return err
		}
		row, err = tx.Setting.Get(ctx, pushKeySetting)
		return err
	})
	if err != nil {
		return nil, err
	}
	return ParsePushKey(row.Value)
}
