package credit

import (
	"context"

	"erikti/ent/gen"
	entconsent "erikti/ent/gen/consent"
	"erikti/ent/gen/creditbudget"
	"erikti/internal/act"
	"erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/place"
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
// engine of places, with its queue and its gates. The sign-up is the seat.
func (s *Service) TakeSeat(ctx context.Context, w SeatWish, key string) (place.SignUpOutcome, error) {
	var none place.SignUpOutcome
	v := viewer.From(ctx)
	if w.AgreementVersion != consent.Version {
		return none, fault.Refuse(fault.AgreementMissing).At("agreementVersion")
	}
	shiftID := ""
	_, err := act.Do(ctx, s.office, "acceptCreditAgreement", "", w, func(ctx context.Context, c *act.Change) (string, error) {
		b, err := c.CreditBudget.Query().Where(creditbudget.ID(w.BudgetID)).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound).At("budgetId")
		}
		if err != nil {
			return "", err
		}
		shiftID = b.ShiftID
		given, err := c.Consent.Query().Where(entconsent.VolunteerID(v.ID()), entconsent.Kind(consent.CreditSeat),
			entconsent.TextVersion(consent.Version), entconsent.WithdrawnAtIsNil()).Exist(ctx)
		if err != nil || given {
			return "", err
		}
		return "", c.Consent.Create().SetVolunteerID(v.ID()).SetKind(consent.CreditSeat).SetTextVersion(consent.Version).Exec(ctx)
	})
	if err != nil {
		return none, err
	}
	return s.places.SignUp(ctx, place.SignUpRequest{ShiftID: shiftID, VolunteerID: v.ID(), AutoAccept: true, JoinWaitlist: w.JoinWaitlist, Key: key})
}
