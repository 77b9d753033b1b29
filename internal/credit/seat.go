package credit

import (
	"context"

	"erikti/ent/gen/creditbudget"
	"erikti/ent/rule"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/place"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// SeatWish is a student's wish for a seat.
type SeatWish struct {
	BudgetID string
	// AgreementVersion is that of the text which the student accepts.
	AgreementVersion string
	JoinWaitlist     bool
}

// TakeSeat accepts the agreement and takes a seat of a budget, before the work: by the
// engine of places, with its queue and its gates, in one transaction with all who ask at
// the same time. The sign-up is the seat. Who is refused has accepted nothing.
func (s *Service) TakeSeat(ctx context.Context, w SeatWish, key string) (place.SignUpOutcome, error) {
	var none place.SignUpOutcome
	v := viewer.From(ctx)
	switch {
	case !v.SignedIn():
		return none, fault.Fail(fault.Unauthenticated, "")
	case w.AgreementVersion != consent.Version:
		return none, fault.Refuse(fault.AgreementMissing).At("agreementVersion")
	}
	shiftID, there, err := s.shifts.Get(ctx, w.BudgetID)
	switch {
	case err != nil:
		return none, err
	case !there:
		return none, fault.Refuse(fault.NotFound).At("budgetId")
	}
	return s.places.SignUp(ctx, place.SignUpRequest{
		ShiftID: shiftID, VolunteerID: v.ID(), AutoAccept: true, JoinWaitlist: w.JoinWaitlist, Agreement: w.AgreementVersion, Key: key,
	})
}

// shiftsOf are those whose places are the seats of budgets.
func (s *Service) shiftsOf(ctx context.Context, budgets []string) (map[string]string, error) {
	rows, err := s.reader().CreditBudget.Query().Where(store.AnyOf(s.store.Postgres(), creditbudget.FieldID, budgets)).
		Select(creditbudget.FieldID, creditbudget.FieldShiftID).All(rule.System(ctx))
	shifts := make(map[string]string, len(rows))
	for _, b := range rows {
		shifts[b.ID] = b.ShiftID
	}
	return shifts, err
}
