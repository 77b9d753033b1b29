package place

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/store"
)

// SignUpRequest asks for a place.
type SignUpRequest struct {
	ShiftID      string
	VolunteerID  string
	AutoAccept   bool   // a freed place is taken at once, else offered
	JoinWaitlist bool   // wait when no place is free
	Key          string `json:"-"` // idempotency key, "" for none
}

// SignUpOutcome is a place or a position in the queue: one of the two is set.
type SignUpOutcome struct {
	SignupID string `json:",omitempty"`
	EntryID  string `json:",omitempty"`
}

// SignUp takes a place, or joins the end of the queue when none is free or
// someone eligible waits. It is refused by the first gate that is not passed, and
// with SHIFT_FULL when there is no place and no wish to wait.
func (e *Engine) SignUp(ctx context.Context, r SignUpRequest) (SignUpOutcome, error) {
	call := idempotency.Call{Caller: r.VolunteerID, Operation: "signUpForShift", Key: r.Key, Input: r}
	return Once(ctx, e, call, func(ctx context.Context, t *Tx) (SignUpOutcome, error) { return t.signUp(ctx, r) })
}

func (t *Tx) signUp(ctx context.Context, r SignUpRequest) (SignUpOutcome, error) {
	var none SignUpOutcome
	s, err := t.LockShift(ctx, r.ShiftID)
	if err != nil {
		return none, err
	}
	people, err := t.serve(ctx, s, r.VolunteerID)
	if err != nil {
		return none, err
	}
	if s.Edges.Event.State == event.StateDRAFT {
		return none, fault.Refuse(fault.NotFound) // a draft is not told from what does not exist
	}
	if no := window(s, t.Now); no != nil {
		return none, no
	}
	if err := t.notThere(ctx, r); err != nil {
		return none, err
	}
	p, ok := people[r.VolunteerID]
	if !ok {
		return none, fault.Refuse(fault.NotFound)
	}
	if gate, failed := firstRefusal(personal(s, p)); failed {
		return none, gate.Refusal
	}
	// The queue has just been served: what is free now, nobody eligible waits for.
	if Available(s) > 0 {
		id, err := t.confirm(ctx, s, p, signup.SourceSELF)
		return SignUpOutcome{SignupID: id}, err
	}
	if !r.JoinWaitlist {
		return none, fault.Refuse(fault.ShiftFull)
	}
	id, err := t.enqueue(ctx, s, p, r.AutoAccept)
	return SignUpOutcome{EntryID: id}, err
}

// notThere refuses a second sign-up (invariant 3).
func (t *Tx) notThere(ctx context.Context, r SignUpRequest) error {
	has, err := t.Signup.Query().Where(
		signup.ShiftID(r.ShiftID), signup.VolunteerID(r.VolunteerID), signup.StateIn(liveStates...),
	).Exist(ctx)
	if err != nil {
		return err
	}
	waits, err := t.WaitlistEntry.Query().Where(
		waitlistentry.ShiftID(r.ShiftID), waitlistentry.VolunteerID(r.VolunteerID), waitlistentry.StateIn(inQueue...),
	).Exist(ctx)
	if err != nil {
		return err
	}
	if has || waits {
		return fault.Refuse(fault.AlreadySignedUp)
	}
	return nil
}

// confirm gives a free place to a person. The caller holds the locks and has
// judged the gates.
func (t *Tx) confirm(ctx context.Context, s *gen.Shift, p *person, source signup.Source) (string, error) {
	created, err := t.Signup.Create().
		SetShiftID(s.ID).SetVolunteerID(p.id).SetPersonNo(p.personNo).
		SetStartsAt(s.StartsAt).SetEndsAt(s.EndsAt).
		SetState(signup.StateCONFIRMED).SetSource(source).SetCreatedAt(t.Now).
		Save(ctx)
	if store.Constraint(err) == "signups_no_overlap" {
		return "", fault.Refuse(fault.Overlaps)
	}
	if err != nil {
		return "", err
	}
	return created.ID, t.count(ctx, s, func(s *gen.Shift) { s.Confirmed++ })
}

// count changes the counters of a locked shift, in the database and in s.
func (t *Tx) count(ctx context.Context, s *gen.Shift, change func(*gen.Shift)) error {
	change(s)
	s.Version++
	t.Touch(s.EventID)
	return t.Shift.UpdateOneID(s.ID).
		SetConfirmed(s.Confirmed).SetHeld(s.Held).SetWaitlisted(s.Waitlisted).
		SetLastSeq(s.LastSeq).SetVersion(s.Version).Exec(ctx)
}
