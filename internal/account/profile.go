package account

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/civil"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/network"
)

// CompleteProfile adds the birth date of the person who asks, when none is known. Another
// one than is known is refused: ages are checked by it, so it is not a child's to change.
func (s *Service) CompleteProfile(ctx context.Context, born civil.Date, key string) error {
	v, err := owner(ctx)
	if err != nil {
		return err
	}
	if today := network.Today(s.now()); born > today || born.Age(today) > 120 {
		return fault.Invalid("birth_date", "birthDate")
	}
	call := idempotency.Call{Caller: v.AccountID, Operation: "completeProfile", Key: key, Input: born}
	_, _, err = once(ctx, s, call, func(ctx context.Context, tx *gen.Tx) (none struct{}, err error) {
		if _, err := s.lock(ctx, tx, v.AccountID); err != nil {
			return none, err
		}
		private, err := tx.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerID(v.VolunteerID)).Only(ctx)
		switch {
		case err != nil:
			return none, err
		case private.BirthDate == born:
			return none, nil
		case private.BirthDate != "":
			return none, fault.Invalid("birth_date_known", "birthDate")
		}
		if err := private.Update().SetBirthDate(born).Exec(ctx); err != nil {
			return none, err
		}
		return none, record(ctx, tx, actBirthDateSet, v.VolunteerID, nil)
	})
	return err
}
