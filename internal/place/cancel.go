package place

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
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

// Cancel gives a place up; it goes to the head of the queue at once. It is
// refused with NOT_FOUND for what is not the person's own, NOT_SIGNED_UP for a
// place that was given up, and TOO_LATE_TO_CANCEL.
func (e *Engine) Cancel(ctx context.Context, r CancelRequest) (CancelOutcome, error) {
	call := idempotency.Call{Caller: r.VolunteerID, Operation: "cancelSignup", Key: r.Key, Input: r}
	return Once(ctx, e, call, func(ctx context.Context, t *Tx) (CancelOutcome, error) { return t.cancel(ctx, r) })
}

func (t *Tx) cancel(ctx context.Context, r CancelRequest) (CancelOutcome, error) {
	var none CancelOutcome
	own := func() (*gen.Signup, error) {
		return t.Signup.Query().Where(signup.ID(r.SignupID), signup.VolunteerID(r.VolunteerID)).Only(ctx)
	}
	before, err := own()
	if gen.IsNotFound(err) {
		return none, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return none, err
	}
	s, err := t.LockShift(ctx, before.ShiftID)
	if err != nil {
		return none, err
	}
	// Read again under the lock: it may have changed while this waited.
	mine, err := own()
	if err != nil {
		return none, err
	}
	state := signup.StateCANCELLED
	switch mine.State {
	case signup.StateREQUESTED:
		state = signup.StateWITHDRAWN
	case signup.StateCONFIRMED:
	default:
		return none, fault.Refuse(fault.NotSignedUp)
	}
	if !t.Now.Before(cutoff(s)) {
		return none, fault.Refuse(fault.TooLateToCancel)
	}
	if err := t.Signup.UpdateOne(mine).
		SetState(state).SetCancelledBy(signup.CancelledByVOLUNTEER).AddVersion(1).Exec(ctx); err != nil {
		return none, err
	}
	if state == signup.StateCANCELLED {
		if err := t.count(ctx, s, func(s *gen.Shift) { s.Confirmed-- }); err != nil {
			return none, err
		}
		t.freed = append(t.freed, freed{s.ID, r.VolunteerID, s.StartsAt, s.EndsAt})
		if err := t.Serve(ctx, s); err != nil {
			return none, err
		}
	}
	return CancelOutcome{mine.ID, s.ID}, nil
}

// LeaveRequest gives a person's own position in a queue up.
type LeaveRequest struct {
	EntryID     string
	VolunteerID string
	Key         string `json:"-"`
}

// LeaveOutcome names what changed.
type LeaveOutcome struct{ EntryID, ShiftID string }

// Leave leaves a queue. It is refused with NOT_FOUND for what is not the person's
// own and NOT_WAITING when they wait no more.
func (e *Engine) Leave(ctx context.Context, r LeaveRequest) (LeaveOutcome, error) {
	call := idempotency.Call{Caller: r.VolunteerID, Operation: "leaveWaitlist", Key: r.Key, Input: r}
	return Once(ctx, e, call, func(ctx context.Context, t *Tx) (LeaveOutcome, error) { return t.leave(ctx, r) })
}

func (t *Tx) leave(ctx context.Context, r LeaveRequest) (LeaveOutcome, error) {
	var none LeaveOutcome
	own := func() (*gen.WaitlistEntry, error) {
		return t.WaitlistEntry.Query().
			Where(waitlistentry.ID(r.EntryID), waitlistentry.VolunteerID(r.VolunteerID)).Only(ctx)
	}
	before, err := own()
	if gen.IsNotFound(err) {
		return none, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return none, err
	}
	s, err := t.LockShift(ctx, before.ShiftID)
	if err != nil {
		return none, err
	}
	mine, err := own()
	if err != nil {
		return none, err
	}
	if mine.State != waitlistentry.StateWAITING {
		return none, fault.Refuse(fault.NotWaiting)
	}
	if err := t.WaitlistEntry.UpdateOne(mine).
		SetState(waitlistentry.StateLEFT).ClearBlockedBy().AddVersion(1).Exec(ctx); err != nil {
		return none, err
	}
	return LeaveOutcome{mine.ID, s.ID}, t.count(ctx, s, func(s *gen.Shift) { s.Waitlisted-- })
}

// cutoff is until when a place can be given up.
func cutoff(s *gen.Shift) time.Time {
	if s.CancelCutoff != nil && s.CancelCutoff.Before(s.StartsAt) {
		return *s.CancelCutoff
	}
	return s.StartsAt
}

func cancelled(s *gen.Shift) bool {
	return s.State == shift.StateCANCELLED || s.Edges.Event.State == event.StateCANCELLED
}
