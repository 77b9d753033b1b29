package place

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
)

// CancelRequest gives a person's own place up.
type CancelRequest struct {
	SignupID    string
	VolunteerID string
	Key         string `json:"-"`
}

// CancelOutcome names what changed.
type CancelOutcome struct{ SignupID, ShiftID string }

// Cancel gives a place up; it goes to the head of the queue at once. A request for
// one is withdrawn. It is refused with NOT_FOUND for what is not the person's own,
// NOT_SIGNED_UP for a place that was given up, and TOO_LATE_TO_CANCEL.
func (e *Engine) Cancel(ctx context.Context, r CancelRequest) (CancelOutcome, error) {
	var none CancelOutcome
	found, err := e.store.Client.Signup.Query().
		Where(signup.ID(r.SignupID), signup.VolunteerID(r.VolunteerID)).Only(system(ctx))
	if gen.IsNotFound(err) {
		return none, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return none, err
	}
	return ask(ctx, e, request{
		shiftID: found.ShiftID, signups: []string{r.SignupID},
		call: idempotency.Call{Caller: r.VolunteerID, Operation: "cancelSignup", Key: r.Key, Input: r},
	}, func(ctx context.Context, s *Shift) (CancelOutcome, error) {
		mine := s.tx.signups[r.SignupID]
		if mine == nil { // gone with a copy that was put back
			return none, fault.Refuse(fault.NotFound)
		}
		return CancelOutcome{r.SignupID, s.ID}, s.giveUp(ctx, mine)
	})
}

// giveUp gives a person's own place up.
func (s *Shift) giveUp(ctx context.Context, mine *gen.Signup) error {
	now := s.tx.Now
	switch {
	case mine.State == signup.StateREQUESTED:
		s.withdraw(mine, signup.CancelledByVOLUNTEER)
		return nil
	case mine.State != signup.StateCONFIRMED:
		return fault.Refuse(fault.NotSignedUp)
	case !now.Before(s.EndsAt), !now.Before(s.cutoff()) && (mine.FreeUntil == nil || !now.Before(*mine.FreeUntil)):
		return fault.Refuse(fault.TooLateToCancel)
	}
	s.release(mine, signup.CancelledByVOLUNTEER, LogCancelled)
	return s.serve(ctx)
}

// release frees a confirmed place; the caller serves the queue.
func (s *Shift) release(place *gen.Signup, by signup.CancelledBy, kind LogKind) {
	place.State, place.CancelledBy = signup.StateCANCELLED, &by
	s.tx.changeSignup(place)
	s.Confirmed--
	s.log(kind, &place.PersonNo, detail{Of: place.ID})
	s.freeTime(place.VolunteerID)
}

// LeaveRequest gives a person's own position in a queue up.
type LeaveRequest struct {
	EntryID     string
	VolunteerID string
	Key         string `json:"-"`
}

// LeaveOutcome names what changed.
type LeaveOutcome struct{ EntryID, ShiftID string }

// Leave leaves a queue, and declines what is offered. It is refused with NOT_FOUND
// for what is not the person's own and NOT_WAITING when they wait no more.
func (e *Engine) Leave(ctx context.Context, r LeaveRequest) (LeaveOutcome, error) {
	var none LeaveOutcome
	found, err := e.store.Client.WaitlistEntry.Query().
		Where(waitlistentry.ID(r.EntryID), waitlistentry.VolunteerID(r.VolunteerID)).Only(system(ctx))
	if gen.IsNotFound(err) {
		return none, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return none, err
	}
	return ask(ctx, e, request{
		shiftID: found.ShiftID, entries: []string{r.EntryID},
		call: idempotency.Call{Caller: r.VolunteerID, Operation: "leaveWaitlist", Key: r.Key, Input: r},
	}, func(ctx context.Context, s *Shift) (LeaveOutcome, error) {
		mine := s.tx.entries[r.EntryID]
		if mine == nil {
			return none, fault.Refuse(fault.NotFound)
		}
		return LeaveOutcome{r.EntryID, s.ID}, s.leave(ctx, mine)
	})
}

func (s *Shift) leave(ctx context.Context, mine *gen.WaitlistEntry) error {
	switch mine.State {
	case waitlistentry.StateWAITING:
		s.leaveQueue(mine, waitlistentry.StateLEFT)
		s.log(LogLeft, &mine.PersonNo, detail{Of: mine.ID})
		return nil
	case waitlistentry.StateOFFERED:
		s.declineOffer(s.tx.offers[mine.ID], mine, offer.StateDECLINED)
		return s.serve(ctx)
	}
	return fault.Refuse(fault.NotWaiting)
}
