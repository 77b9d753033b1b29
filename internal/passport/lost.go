package passport

import (
	"context"
	"errors"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/passport"
	"erikti/ent/rule"
	"erikti/internal/sign"
)

// Lost are credentials of a key that is distrusted.
type Lost struct {
	// Passports are those that count no more: each holder issues another one.
	Passports int
	// Certificates are those that were signed anew: their holders could not ask for it.
	Certificates int
}

// Distrust says, for ever, that a key was lost: nothing that it signed counts any more.
// The certificates of schools that are as they were issued are signed with the key that
// signs now, under their numbers; files that people have of them count no more either.
// Again it changes nothing and returns nil. It returns sign.ErrUnknownKey for no key of the installation.
func Distrust(ctx context.Context, tx *gen.Tx, keyID string, now time.Time) (*Lost, error) {
	ctx = rule.System(ctx)
	anew, err := sign.Distrust(ctx, tx, keyID, now)
	if err != nil || !anew {
		return nil, err
	}
	lost := &Lost{}
	if lost.Passports, err = tx.Passport.Query().Where(passport.KeyID(keyID), passport.KindEQ(passport.KindPASSPORT), passport.RevokedAtIsNil(), passport.CredentialNEQ("")).Count(ctx); err != nil {
		return nil, err
	}
	ids, err := tx.Passport.Query().Where(passport.KeyID(keyID), passport.KindEQ(passport.KindCERTIFICATE), passport.RevokedAtIsNil(), passport.CredentialNEQ("")).IDs(ctx)
	if err != nil {
		return nil, err
	}
	key, err := sign.Current(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		done, err := signAnew(ctx, tx, id, key, now)
		if err != nil {
			return nil, err
		}
		if done {
			lost.Certificates++
		}
	}
	return lost, nil
}

// signAnew signs a credential that is as it was issued with another key: false for one
// that is not.
func signAnew(ctx context.Context, tx *gen.Tx, id string, key sign.Key, now time.Time) (bool, error) {
	row, err := tx.Passport.Get(ctx, id)
	if err != nil {
		return false, err
	}
	doc, err := parse([]byte(row.Credential))
	if err != nil {
		return false, nil
	}
	c, ok := strict(doc)
	if !ok {
		return false, nil
	}
	// By the key that was lost a moment ago, in this transaction.
	switch err := sign.Check(doc, c.Issuer.ID, sign.Finder(ctx, tx.Client())); {
	case errors.Is(err, sign.ErrAltered), errors.Is(err, sign.ErrUnknownKey), errors.Is(err, sign.ErrUnsigned):
		return false, nil
	case !errors.Is(err, sign.ErrDistrusted):
		return false, err
	}
	delete(doc, "proof")
	if doc, err = sign.Sign(doc, c.Issuer.ID, key, now); err != nil {
		return false, err
	}
	signed, err := text(doc)
	if err != nil {
		return false, err
	}
	return true, tx.Passport.UpdateOneID(id).SetCredential(signed).SetKeyID(key.ID).SetUpdatedAt(now).Exec(ctx)
}
