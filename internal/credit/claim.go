package credit

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditbudget"
	"erikti/ent/gen/creditstep"
	"erikti/ent/gen/enrollment"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/volunteer"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// Claim is a student's claim of an award for so many minutes.
type Claim struct {
	EnrollmentID string
	Minutes      int
	FiscalYear   int
}

// Claim gives the student's oldest verified hours to an award and hands it to the
// university. With a seat its money is kept already; without one it is kept when the
// budget has it, else the award waits without (reserved is false). It is refused with
// NOT_ENOUGH_HOURS and CREDIT_CAP_REACHED. It returns the award's id.
func (s *Service) Claim(ctx context.Context, in Claim, key string) (string, error) {
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return "", fault.Fail(fault.Unauthenticated, "")
	}
	call := idempotency.Call{Caller: v.ID(), Operation: "claimCredit", Key: key, Input: in}
	return place.Once(ctx, s.places, call, func(ctx context.Context, t *place.Tx) (string, error) {
		e, err := t.Enrollment.Query().Where(enrollment.ID(in.EnrollmentID), enrollment.VolunteerID(v.ID())).Only(ctx)
		if gen.IsNotFound(err) {
			return "", fault.Refuse(fault.NotFound).At("enrollmentId")
		}
		if err != nil {
			return "", err
		}
		return s.claim(ctx, t, e, in)
	})
}

func (s *Service) claim(ctx context.Context, t *place.Tx, e *gen.Enrollment, in Claim) (string, error) {
	today := network.Today(t.Now)
	if e.State != enrollment.StateCONFIRMED || e.ValidFrom > today || e.ValidTo != "" && e.ValidTo <= today {
		return "", fault.Refuse(fault.EnrollmentMissing)
	}
	if !e.FullTime {
		return "", fault.RefuseFor(fault.EnrollmentMissing, "full_time")
	}
	all, err := versions(ctx, t.Client(), in.FiscalYear)
	if err != nil {
		return "", err
	}
	seat, seats, err := ownSeat(ctx, t, e, in.FiscalYear)
	if err != nil {
		return "", err
	}
	// The student's row is the lock of their minutes and caps.
	if _, err := t.Volunteer.Query().Where(volunteer.ID(e.VolunteerID)).Modify(store.Locked(t.Postgres())).Only(ctx); err != nil {
		return "", err
	}
	left, err := usableHours(ctx, t.Client(), e, all, in.FiscalYear, today)
	if err != nil {
		return "", err
	}
	if have := sum(left); have < in.Minutes || in.Minutes <= 0 {
		return "", fault.Refuse(fault.NotEnoughHours).With("minutes", max(0, in.Minutes-have)).At("hours")
	}
	var of []usable
	for need := in.Minutes; need > 0; left = left[1:] {
		u := left[0]
		u.left = min(u.left, need)
		need -= u.left
		of = append(of, u)
	}
	p := inForce(all, of[len(of)-1].Date)
	worth := tierOf(p, in.Minutes)
	if worth == nil {
		return "", fault.Invalid("tiers", "hours")
	}
	if err := withinCaps(ctx, t.Tx, p, worth, e.VolunteerID, in.FiscalYear); err != nil {
		return "", err
	}
	b, err := lockBudget(ctx, t.Tx, t.Postgres(), e.OrganizationID, in.FiscalYear)
	if err != nil {
		return "", err
	}
	a, err := t.CreditAward.Create().SetVolunteerID(e.VolunteerID).SetEnrollmentID(e.ID).SetOrganizationID(e.OrganizationID).
		SetFiscalYear(in.FiscalYear).SetPolicyID(p.ID).SetMinutes(worth.Minutes).SetCredits(worth.Credits).SetAmount(worth.Amount).
		SetWithSeat(seat != "").SetCreatedAt(t.Now).Save(ctx)
	if err != nil {
		return "", err
	}
	give := make([]*gen.CreditAllocationCreate, len(of))
	for i, u := range of {
		give[i] = t.CreditAllocation.Create().SetAwardID(a.ID).SetHourEntryID(u.ID).SetVolunteerID(e.VolunteerID).SetMinutes(u.left)
	}
	if err := t.CreditAllocation.CreateBulk(give...).Exec(ctx); err != nil {
		return "", err
	}
	fromSeat, fromFree, err := reserve(ctx, t.Tx, b, a)
	if r, refused := fault.AsRefusal(err); err != nil && (!refused || r.Code != fault.BudgetSpent) {
		return "", err
	}
	kept := err == nil
	a.Edges.Policy = p
	if err := move(ctx, t.Tx, t.Now, a, claiming, creditstep.ActorSTUDENT, e.VolunteerID, func(u *gen.CreditAwardUpdateOne) {
		u.SetReserved(kept).SetFromSeat(fromSeat).SetFromFree(fromFree)
	}); err != nil {
		return "", err
	}
	if seat != "" {
		if err := seats.Use(ctx, seat); err != nil {
			return "", err
		}
	}
	for _, topic := range topics(e.VolunteerID, e.OrganizationID) {
		t.Touch(topic)
	}
	return a.ID, audit.Record(ctx, t.Tx, audit.Entry{Action: "CREDIT_CLAIMED", Object: a.ID, Organization: a.OrganizationID, At: t.Now})
}

// ownSeat locks the seats of a student's university and finds theirs, "" for none.
func ownSeat(ctx context.Context, t *place.Tx, e *gen.Enrollment, year int) (string, *place.Shift, error) {
	b, err := t.CreditBudget.Query().Where(creditbudget.OrganizationID(e.OrganizationID), creditbudget.FiscalYear(year)).Only(ctx)
	if err != nil {
		return "", nil, gen.MaskNotFound(err)
	}
	held := signup.And(signup.ShiftID(b.ShiftID), signup.VolunteerID(e.VolunteerID), signup.StateIn(signup.StateCONFIRMED, signup.StateCOMPLETED))
	if has, err := t.Signup.Query().Where(held).Exist(ctx); err != nil || !has {
		return "", nil, err
	}
	s, err := t.LockShift(ctx, b.ShiftID)
	if err != nil {
		return "", nil, err
	}
	seat, err := t.Signup.Query().Where(held).Only(ctx)
	if err != nil {
		return "", nil, gen.MaskNotFound(err)
	}
	return seat.ID, s, nil
}

// withinCaps refuses what would give a student more in a fiscal year than the rules let
// them have.
func withinCaps(ctx context.Context, tx *gen.Tx, p *gen.CreditPolicy, worth *Tier, volunteerID string, year int) error {
	others, err := tx.CreditAward.Query().Where(creditaward.VolunteerID(volunteerID), creditaward.FiscalYear(year), creditaward.StateIn(alive...)).All(ctx)
	if err != nil {
		return err
	}
	minutes, credits := worth.Minutes, worth.Credits
	for _, o := range others {
		minutes += o.Minutes
		credits += o.Credits
	}
	if minutes > p.CapMinutes || credits > p.CapCredits {
		return fault.Refuse(fault.CreditCapReached).With("hours", p.CapMinutes/60).With("credits", p.CapCredits).At("hours")
	}
	return nil
}
