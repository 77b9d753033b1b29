package sign

import (
	"context"
	"crypto/ed25519"
	stdsql "database/sql"
	"encoding/base64"
	"errors"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/signingkey"
	"erikti/ent/rule"
)

// Current is the key that signs now; it is made when there is none. Of servers that make
// one at the same time, all get that of the first.
func Current(ctx context.Context, tx *gen.Tx) (Key, error) {
	ctx = rule.System(ctx)
	row, err := tx.SigningKey.Query().Where(signingkey.Signs(true)).Only(ctx)
	if gen.IsNotFound(err) {
		if err = generate(ctx, tx); err != nil {
			return Key{}, err
		}
		row, err = tx.SigningKey.Query().Where(signingkey.Signs(true)).Only(ctx)
	}
	if err != nil {
		return Key{}, err
	}
	seed, err := base64.StdEncoding.DecodeString(row.PrivateKey)
	if err != nil || len(seed) != ed25519.SeedSize {
		return Key{}, errors.New("sign: a private key is none")
	}
	return Key{row.ID, ed25519.NewKeyFromSeed(seed)}, nil
}

// generate makes a key, unless somebody else did: the index on the one that signs decides.
func generate(ctx context.Context, tx *gen.Tx) error {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	err = tx.SigningKey.Create().SetPublicKey(public).SetPrivateKey(base64.StdEncoding.EncodeToString(private.Seed())).
		OnConflict(sql.DoNothing()).Exec(ctx)
	if errors.Is(err, stdsql.ErrNoRows) { // somebody else made one: PostgreSQL returns no row then
		return nil
	}
	return err
}

// Renew retires the key that signs, and makes another one.
func Renew(ctx context.Context, tx *gen.Tx, now time.Time) (Key, error) {
	ctx = rule.System(ctx)
	if err := tx.SigningKey.Update().Where(signingkey.Signs(true)).SetSigns(false).SetRetiredAt(now).Exec(ctx); err != nil {
		return Key{}, err
	}
	return Current(ctx, tx)
}

// Distrust says, for ever, that a key was lost: nothing that it signed counts from now on.
// When it is the one that signs, another one is made first. It returns false for a key
// that was distrusted before, and ErrUnknownKey for none of this installation.
func Distrust(ctx context.Context, tx *gen.Tx, id string, now time.Time) (bool, error) {
	ctx = rule.System(ctx)
	row, err := tx.SigningKey.Get(ctx, id)
	switch {
	case gen.IsNotFound(err):
		return false, ErrUnknownKey
	case err != nil || row.DistrustedAt != nil:
		return false, err
	case row.Signs:
		if _, err := Renew(ctx, tx, now); err != nil {
			return false, err
		}
	}
	return true, tx.SigningKey.UpdateOneID(id).SetDistrustedAt(now).Exec(ctx)
}

// Distrusted are the ids of the keys that are distrusted.
func Distrusted(ctx context.Context, client *gen.SigningKeyClient) ([]string, error) {
	return client.Query().Where(signingkey.DistrustedAtNotNil()).IDs(rule.System(ctx))
}

// Public is a key as it is published.
type Public struct {
	ID           string
	Key          ed25519.PublicKey
	MadeAt       time.Time
	RetiredAt    *time.Time
	DistrustedAt *time.Time // nil: what it signed counts
}

func published(r *gen.SigningKey) Public {
	return Public{r.ID, ed25519.PublicKey(r.PublicKey), r.CreatedAt, r.RetiredAt, r.DistrustedAt}
}

// public are the columns that say what is published of a key.
var public = []string{signingkey.FieldID, signingkey.FieldPublicKey, signingkey.FieldCreatedAt, signingkey.FieldRetiredAt, signingkey.FieldDistrustedAt}

// Published are all keys that ever signed, distrusted ones too, the oldest first.
func Published(ctx context.Context, client *gen.Client) ([]Public, error) {
	q := client.SigningKey.Query().Order(gen.Asc(signingkey.FieldCreatedAt, signingkey.FieldID))
	rows, err := q.Select(public...).All(rule.System(ctx))
	out := make([]Public, len(rows))
	for i, r := range rows {
		out[i] = published(r)
	}
	return out, err
}

// Finder finds a key by its id for Check.
func Finder(ctx context.Context, client *gen.Client) func(string) (*Public, error) {
	return func(id string) (*Public, error) {
		row, err := client.SigningKey.Query().Where(signingkey.ID(id)).Select(public...).Only(rule.System(ctx))
		if err != nil {
			return nil, gen.MaskNotFound(err)
		}
		key := published(row)
		return &key, nil
	}
}
