package personal

import (
	"context"
	"fmt"

	"erikti/ent/gen"
)

// HandOver gives what a record without an account was told and proven, its consents and
// qualifications, to the person who takes it over. Places and hours are handed over by
// those who keep them; the rest is forgotten (Forget).
func HandOver(ctx context.Context, tx *gen.Tx, from, to string) error {
	for _, table := range []string{"consents", "guardian_consents", "qualifications"} {
		if _, err := tx.ExecContext(ctx, `UPDATE `+table+` SET volunteer_id = $2 WHERE volunteer_id = $1`, from, to); err != nil {
			return fmt.Errorf("handing over %s: %w", table, err)
		}
	}
	return nil
}
