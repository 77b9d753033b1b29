package credit

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditbudget"
	"erikti/ent/gen/shift"
	"erikti/internal/fault"
	"erikti/internal/store"
)

// lockBudget locks the budget of a university for a fiscal year, nil where there is
// none.
func lockBudget(ctx context.Context, tx *gen.Tx, postgres bool, organizationID string, year int) (*gen.CreditBudget, error) {
	b, err := tx.CreditBudget.Query().Where(creditbudget.OrganizationID(organizationID), creditbudget.FiscalYear(year)).Modify(store.Locked(postgres)).Only(ctx)
	return b, gen.MaskNotFound(err)
}

// reserve keeps money of a locked budget for an award: what its seat has left of its
// amount, then the rest of the budget. It is refused with BUDGET_SPENT when that is not
// enough.
func reserve(ctx context.Context, tx *gen.Tx, b *gen.CreditBudget, a *gen.CreditAward) (fromSeat, fromFree int64, err error) {
	if b == nil {
		if a.Amount == 0 {
			return 0, 0, nil
		}
		return 0, 0, fault.Refuse(fault.BudgetSpent)
	}
	if a.WithSeat {
		others, err := tx.CreditAward.Query().Where(creditaward.VolunteerID(a.VolunteerID), creditaward.OrganizationID(a.OrganizationID),
			creditaward.FiscalYear(a.FiscalYear), creditaward.IDNEQ(a.ID)).All(ctx)
		if err != nil {
			return 0, 0, err
		}
		fromSeat = max(0, min(leftOfSeat(b, others), a.Amount))
	}
	fromFree = a.Amount - fromSeat
	if fromFree == 0 {
		return fromSeat, 0, nil
	}
	seats, err := tx.Shift.Query().Where(shift.ID(b.ShiftID)).Select(shift.FieldCapacity).Int(ctx)
	if err != nil {
		return 0, 0, err
	}
	if b.FreeCommitted+fromFree > b.Money-int64(seats)*b.SeatAmount {
		return 0, 0, fault.Refuse(fault.BudgetSpent)
	}
	return fromSeat, fromFree, tx.CreditBudget.UpdateOne(b).AddFreeCommitted(fromFree).AddVersion(1).Exec(ctx)
}

// leftOfSeat is what a student's awards of a fiscal year leave of the amount that is kept
// for their seat of a budget.
func leftOfSeat(b *gen.CreditBudget, awards []*gen.CreditAward) int64 {
	left := b.SeatAmount
	for _, a := range awards {
		if a.OrganizationID == b.OrganizationID {
			left -= a.FromSeat
		}
	}
	return left
}

// giveBack returns to a locked budget what an award took of it, and the minutes to the
// student, by allocations below zero.
func giveBack(ctx context.Context, tx *gen.Tx, b *gen.CreditBudget, a *gen.CreditAward) error {
	if b != nil && a.FromFree > 0 {
		if err := tx.CreditBudget.UpdateOne(b).AddFreeCommitted(-a.FromFree).AddVersion(1).Exec(ctx); err != nil {
			return err
		}
	}
	all, err := a.QueryAllocations().All(ctx)
	if err != nil {
		return err
	}
	has := map[string]int{}
	for _, one := range all {
		has[one.HourEntryID] += one.Minutes
	}
	var back []*gen.CreditAllocationCreate
	for entryID, minutes := range has {
		if minutes != 0 {
			back = append(back, tx.CreditAllocation.Create().SetAwardID(a.ID).SetHourEntryID(entryID).SetVolunteerID(a.VolunteerID).SetMinutes(-minutes))
		}
	}
	return tx.CreditAllocation.CreateBulk(back...).Exec(ctx)
}
