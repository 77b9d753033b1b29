package credit

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/ent/gen/creditpayout"
	"erikti/ent/gen/creditstep"
	"erikti/ent/gen/notice"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	inbox "erikti/internal/notice"
	reasons "erikti/internal/reason"
	"erikti/internal/right"
	"erikti/internal/store"
)

const (
	maxReason     = 1_000 // characters
	maxDiscipline = 200   // characters
)

// Decision is about one award.
type Decision struct {
	AwardID         string
	Reason          string
	ExpectedVersion *int
}

// Confirm says for the university that the award is its student's.
func (s *Service) Confirm(ctx context.Context, d Decision, key string) (string, error) {
	return s.decide(ctx, "confirmCreditAward", confirming, creditstep.ActorUNIVERSITY, d, key)
}

// Approve says for the programme that the award is to be paid: with the money kept for
// it, else it is refused with BUDGET_SPENT.
func (s *Service) Approve(ctx context.Context, d Decision, key string) (string, error) {
	return s.decide(ctx, "approveCreditAward", approving, creditstep.ActorPROGRAM, d, key)
}

// Reject ends an award before it is paid, for a reason that the student reads: the
// university what it has to confirm, the programme at every stage. What was sent to the
// payer is rejected no more.
func (s *Service) Reject(ctx context.Context, d Decision, key string) (string, error) {
	return s.decide(ctx, "rejectCreditAward", rejecting, creditstep.ActorPROGRAM, d, key)
}

// Reverse takes a paid award back, by counter-entries, for a reason.
func (s *Service) Reverse(ctx context.Context, d Decision, key string) (string, error) {
	return s.decide(ctx, "reverseCreditAward", reversing, creditstep.ActorPROGRAM, d, key)
}

func (s *Service) decide(ctx context.Context, operation, change string, by creditstep.Actor, d Decision, key string) (string, error) {
	return act.Do(ctx, s.office, operation, key, d, func(ctx context.Context, c *act.Change) (string, error) {
		a, err := lockAward(ctx, c, d.AwardID)
		if err != nil {
			return "", err
		}
		if !right.May(c.Who, "Mutation."+operation, a.OrganizationID) {
			return "", fault.Refuse(fault.NotFound)
		}
		if by == creditstep.ActorPROGRAM && !c.Who.CreditAdmin() {
			by = creditstep.ActorUNIVERSITY
			if a.State != creditaward.StateCLAIMED {
				return "", fault.Refuse(fault.NotFound)
			}
		}
		if a.VolunteerID == c.Who.ID() {
			return "", fault.Refuse(fault.OwnAward)
		}
		if err := check.Version(a.Version, d.ExpectedVersion); err != nil {
			return "", err
		}
		if _, err := States.Next(change, a.State); err != nil {
			return "", err
		}
		more, err := s.also(ctx, c, a, change, d)
		if err != nil {
			return "", err
		}
		if err := move(ctx, c.Tx, c.Now, a, change, by, c.Who.ID(), more); err != nil {
			return "", err
		}
		c.Record(audit.Entry{Action: "CREDIT_" + string(a.State), Object: a.ID, Organization: a.OrganizationID, Reason: d.Reason})
		return a.ID, told(ctx, c, a)
	})
}

// told tells the student where the award stands, and who follows.
func told(ctx context.Context, c *act.Change, a *gen.CreditAward) error {
	c.Touch(topics(a.VolunteerID, a.OrganizationID)...)
	return c.Tell(ctx, inbox.News{Kind: notice.KindCREDIT_AWARD_MOVED, OrganizationID: a.OrganizationID, SubjectID: a.ID, State: string(a.State)}, a.VolunteerID)
}

// also does what belongs to a change beside the state.
func (s *Service) also(ctx context.Context, c *act.Change, a *gen.CreditAward, change string, d Decision) (func(*gen.CreditAwardUpdateOne), error) {
	switch change {
	case approving:
		if a.Reserved {
			return nil, nil
		}
		b, err := lockBudget(ctx, c.Tx, c.Postgres, a.OrganizationID, a.FiscalYear)
		if err != nil {
			return nil, err
		}
		fromSeat, fromFree, err := reserve(ctx, c.Tx, b, a)
		return func(u *gen.CreditAwardUpdateOne) {
			u.SetReserved(true).SetFromSeat(fromSeat).SetFromFree(fromFree)
		}, err
	case rejecting, reversing:
		reason := d.Reason
		if err := check.Needed(&reason, maxReason, "reason"); err != nil {
			return nil, err
		}
		if change == rejecting {
			sent, err := c.CreditPayout.Query().Where(creditpayout.AwardID(a.ID), creditpayout.StateNEQ(creditpayout.StateFAILED)).Exist(ctx)
			if err != nil {
				return nil, err
			}
			if sent {
				return nil, fault.RefuseFor(fault.WrongState, "payout_sent")
			}
		}
		return undo(ctx, c.Tx, c.Postgres, c.Now, a, change, reason)
	}
	return nil, nil
}

// undo gives back what a locked award took of hours and money, by counter-entries, also
// one of a payment, and keeps the reason.
func undo(ctx context.Context, tx *gen.Tx, postgres bool, now time.Time, a *gen.CreditAward, change, reason string) (func(*gen.CreditAwardUpdateOne), error) {
	if change == reversing && a.Amount > 0 {
		if err := tx.CreditPayout.Create().SetAwardID(a.ID).SetKind(creditpayout.KindREVERSAL).SetAmount(-a.Amount).
			SetState(creditpayout.StateCONFIRMED).SetConfirmedAt(now).Exec(ctx); err != nil {
			return nil, err
		}
	}
	b, err := lockBudget(ctx, tx, postgres, a.OrganizationID, a.FiscalYear)
	if err != nil {
		return nil, err
	}
	if err := giveBack(ctx, tx, b, a); err != nil {
		return nil, err
	}
	why, err := reasons.Keep(ctx, tx, reason)
	if err != nil {
		return nil, err
	}
	return func(u *gen.CreditAwardUpdateOne) {
		u.SetReasonID(why).SetReserved(false).SetFromSeat(0).SetFromFree(0)
	}, nil
}

// Offset notes for which discipline the university counts an award's credits.
func (s *Service) Offset(ctx context.Context, awardID, discipline string, credits int, key string) (string, error) {
	input := struct {
		AwardID, Discipline string
		Credits             int
	}{awardID, discipline, credits}
	return act.Do(ctx, s.office, "offsetCredits", key, input, func(ctx context.Context, c *act.Change) (string, error) {
		a, err := lockAward(ctx, c, awardID)
		if err != nil {
			return "", err
		}
		if !right.May(c.Who, "Mutation.offsetCredits", a.OrganizationID) {
			return "", fault.Refuse(fault.NotFound)
		}
		if a.VolunteerID == c.Who.ID() {
			return "", fault.Refuse(fault.OwnAward)
		}
		switch a.State {
		case creditaward.StateUNIVERSITY_CONFIRMED, creditaward.StateAPPROVED, creditaward.StatePAID, creditaward.StateCLOSED:
		default:
			return "", fault.RefuseFor(fault.WrongState, States.Kind).With("state", string(a.State)).
				With("allowed", []string{"UNIVERSITY_CONFIRMED", "APPROVED", "PAID", "CLOSED"})
		}
		if err := check.Needed(&discipline, maxDiscipline, "discipline"); err != nil {
			return "", err
		}
		if credits < 1 || credits > a.Credits {
			return "", fault.Invalid("offset", "credits").With("most", a.Credits)
		}
		c.Record(audit.Entry{Action: "CREDIT_OFFSET", Object: a.ID, Organization: a.OrganizationID})
		c.Touch(topics(a.VolunteerID, a.OrganizationID)...)
		return a.ID, c.CreditAward.UpdateOne(a).SetOffsetDiscipline(discipline).SetOffsetCredits(credits).AddVersion(1).Exec(ctx)
	})
}

// lockAward locks an award; one that does not exist is NOT_FOUND.
func lockAward(ctx context.Context, c *act.Change, awardID string) (*gen.CreditAward, error) {
	a, err := c.CreditAward.Query().Where(creditaward.ID(awardID)).Modify(store.Locked(c.Postgres)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Refuse(fault.NotFound)
	}
	return a, err
}
