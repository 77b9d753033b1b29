package guest

import (
	"context"
	"strings"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/claimcode"
	"erikti/ent/gen/guestpass"
	"erikti/ent/gen/volunteerprivate"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/idempotency"
	"erikti/internal/personal"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// Attach takes a record without an account over into the viewer's own, for whoever holds
// the printed code or the token of the guest's link: once. What is no code, was used, is
// too old, or is of a person who has an account is NOT_FOUND, all alike. Places come over
// as the engine allows (place.Tx.HandOver), hours as the ledger does; then the record is
// empty. It returns the id of the record.
func (s *Service) Attach(ctx context.Context, code, key string) (string, error) {
	me := viewer.From(ctx)
	if !me.SignedIn() {
		return "", fault.Fail(fault.Unauthenticated, "")
	}
	if !s.perPerson.Allow(me.ID(), s.office.Now()) {
		return "", fault.Refuse(fault.RateLimited)
	}
	call := idempotency.Call{Caller: me.ID(), Operation: "attachRecord", Key: key, Input: code}
	out, err := place.Once(ctx, s.engine, call, func(ctx context.Context, t *place.Tx) (outcome, error) {
		record, err := redeem(ctx, t, code)
		if err != nil {
			return outcome{}, err
		}
		return outcome{record}, attach(ctx, t, record, me.ID())
	})
	if err != nil {
		return "", err
	}
	// What somebody else asked for the record while it was emptied.
	return out.VolunteerID, s.engine.Withdraw(ctx, out.VolunteerID)
}

// redeem uses a code or a guest's token up and returns whose record it is for: one
// without an account. Whoever makes the account of the record meanwhile waits for its
// row, or is waited for.
func redeem(ctx context.Context, t *place.Tx, code string) (string, error) {
	notFound := fault.Refuse(fault.NotFound).At("code")
	var record string
	if strings.HasPrefix(code, TokenPrefix) {
		pass, err := t.GuestPass.Query().Where(guestpass.TokenHash(Hash(code))).Only(ctx)
		if gen.IsNotFound(err) {
			return "", notFound
		}
		if err != nil {
			return "", err
		}
		record = pass.VolunteerID
	} else {
		code = strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(code))
		printed, err := t.ClaimCode.Query().Where(claimcode.CodeHash(Hash(code)), claimcode.UsedAtIsNil(), claimcode.ExpiresAtGT(t.Now)).Only(ctx)
		if gen.IsNotFound(err) {
			return "", notFound
		}
		if err != nil {
			return "", err
		}
		record = printed.VolunteerID
	}
	// One of two who take it over, or claim it, at once finds nothing any more.
	private := t.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerID(record))
	if t.Postgres() {
		private.Modify(func(s *sql.Selector) { s.For(sql.LockUpdate) })
	}
	there, err := private.Exist(ctx)
	if err != nil {
		return "", err
	}
	owned, err := t.Account.Query().Where(account.VolunteerID(record)).Exist(ctx)
	if err == nil && (owned || !there) {
		err = notFound
	}
	return record, err
}

// attach moves everything of a record to a person, and empties the record.
func attach(ctx context.Context, t *place.Tx, record, me string) error {
	if err := fillIn(ctx, t, record, me); err != nil {
		return err
	}
	// Before the gates ask for them.
	if err := personal.HandOver(ctx, t.Tx, record, me); err != nil {
		return err
	}
	if err := t.HandOver(ctx, record, me); err != nil {
		return err
	}
	ledger := hours.Ledger{Tx: t.Tx, Postgres: t.Postgres(), Now: t.Now}
	if err := ledger.HandOver(ctx, record, me); err != nil {
		return err
	}
	if err := personal.Forget(ctx, t.Tx, record); err != nil {
		return err
	}
	return audit.Record(ctx, t.Tx, audit.Entry{Action: "RECORD_ATTACHED", Object: me, At: t.Now})
}

// fillIn adds the birth date of a record to a person of whom none is known.
func fillIn(ctx context.Context, t *place.Tx, record, me string) error {
	theirs, err := t.VolunteerPrivate.Query().Where(volunteerprivate.VolunteerID(record)).Only(ctx)
	if err != nil || theirs.BirthDate == "" {
		return err
	}
	return t.VolunteerPrivate.Update().
		Where(volunteerprivate.VolunteerID(me), volunteerprivate.Or(volunteerprivate.BirthDateIsNil(), volunteerprivate.BirthDate(""))).
		SetBirthDate(theirs.BirthDate).SetBirthYearOnly(theirs.BirthYearOnly).Exec(ctx)
}
