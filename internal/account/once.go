package account

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/idempotency"
)

// once runs f in a transaction, once for the caller's key. The outcome is kept as ids
// and codes, never a secret: a call that is sent again is answered without it. Again
// says that it was one.
func once[T any](ctx context.Context, s *Service, call idempotency.Call, f func(context.Context, *gen.Tx) (T, error)) (outcome T, again bool, err error) {
	now := s.clock()
	err = s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		var none T
		outcome, again = none, false
		ledger := idempotency.NewLedger(s.store.Postgres())
		if err := ledger.Recall(ctx, tx, now, call); err != nil {
			return err
		}
		done, err := ledger.Outcome(call, &outcome)
		if done || err != nil {
			again = done
			return err
		}
		if outcome, err = f(ctx, tx); err != nil {
			return err
		}
		if err := ledger.Keep(call, now, outcome); err != nil {
			return err
		}
		return ledger.Write(ctx, tx)
	})
	if err != nil {
		var none T
		return none, false, err
	}
	return outcome, again, nil
}

func (s *Service) clock() time.Time { return s.now().UTC().Truncate(time.Microsecond) }
