// Package reason keeps why somebody decided something: in a row of its own, so that the
// text can be erased, with the salt of its hash, and what tells of the decision stays.
package reason

import (
	"context"

	"erikti/ent/gen"
	"erikti/internal/chain"
)

// Keep writes why something was decided and returns the id of the row. The text was
// checked before.
func Keep(ctx context.Context, tx *gen.Tx, text string) (string, error) {
	r, err := tx.Reason.Create().SetText(text).SetSalt(chain.NewSalt()).Save(ctx)
	if err != nil {
		return "", err
	}
	return r.ID, nil
}
