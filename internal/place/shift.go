package place

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
)

// StateAt is where a shift stands by the clock, and when that changes next (nil:
// no more). One of a draft stays SCHEDULED, a cancelled one CANCELLED.
func StateAt(s *gen.Shift, published bool, now time.Time) (shift.State, *time.Time) {
	next := func(t time.Time) *time.Time { return &t }
	switch {
	case s.State == shift.StateCANCELLED:
		return shift.StateCANCELLED, nil
	case !published:
		return shift.StateSCHEDULED, nil
	case !now.Before(s.EndsAt):
		return shift.StateENDED, nil
	case !now.Before(closing(s)):
		return shift.StateCLOSED, next(s.EndsAt)
	case s.OpensAt != nil && now.Before(*s.OpensAt):
		return shift.StateSCHEDULED, next(*s.OpensAt)
	default:
		return shift.StateOPEN, next(closing(s))
	}
}

// SetCapacity changes the places of a locked shift; ones that become free go to
// the queue. A capacity below what is taken is refused (invariant 8).
func (t *Tx) SetCapacity(ctx context.Context, s *gen.Shift, capacity int) error {
	if taken := s.Confirmed + s.Held; capacity < taken {
		return fault.Refuse(fault.CapacityBelowTaken).
			With("taken", taken).With("excess", taken-capacity).At("capacity")
	}
	s.Capacity = capacity
	if err := t.Shift.UpdateOneID(s.ID).SetCapacity(capacity).Exec(ctx); err != nil {
		return err
	}
	if err := t.count(ctx, s, func(*gen.Shift) {}); err != nil {
		return err
	}
	return t.Serve(ctx, s)
}

// Move changes the time of a locked shift. People who have a place there keep it;
// when some have another one at the new time, the move is refused (invariant 8).
func (t *Tx) Move(ctx context.Context, s *gen.Shift, from, to time.Time) error {
	holders, err := t.Signup.Query().Where(signup.ShiftID(s.ID), signup.StateIn(takesPlace...)).All(ctx)
	if err != nil {
		return err
	}
	ids := make([]string, len(holders))
	for i, h := range holders {
		ids[i] = h.VolunteerID
	}
	t.freed = append(t.freed, freed{s.ID, "", s.StartsAt, s.EndsAt})
	s.StartsAt, s.EndsAt = from, to
	people, err := t.lockPeople(ctx, ids, s)
	if err != nil {
		return err
	}
	overlapping := 0
	for _, p := range people {
		if p.overlapping(s) {
			overlapping++
		}
	}
	if overlapping > 0 {
		return fault.Refuse(fault.WouldOverlap).With("people", overlapping).At("startsAt")
	}
	if err := t.Signup.Update().Where(signup.ShiftID(s.ID), signup.StateIn(liveStates...)).
		SetStartsAt(from).SetEndsAt(to).AddVersion(1).Exec(ctx); err != nil {
		return err
	}
	return t.Shift.UpdateOneID(s.ID).SetStartsAt(from).SetEndsAt(to).Exec(ctx)
}

// Reschedule brings the state of a locked shift up to date with its times and its
// event, and counts the change. Nobody waits for one that has ended.
func (t *Tx) Reschedule(ctx context.Context, s *gen.Shift) error {
	published := s.Edges.Event.State != event.StateDRAFT
	state, next := StateAt(s, published, t.Now)
	s.State = state
	update := t.Shift.UpdateOneID(s.ID).SetState(state)
	if next == nil {
		update.ClearNextTransitionAt()
	} else {
		update.SetNextTransitionAt(*next)
	}
	if err := update.Exec(ctx); err != nil {
		return err
	}
	if s.State != shift.StateENDED {
		return t.count(ctx, s, func(*gen.Shift) {})
	}
	if err := t.closeQueue(ctx, s); err != nil {
		return err
	}
	return t.count(ctx, s, func(s *gen.Shift) { s.Waitlisted = 0 })
}

// CancelShift cancels a locked shift: every place and position is given up, every
// offer is void (invariant 12).
func (t *Tx) CancelShift(ctx context.Context, s *gen.Shift) error {
	here := func(states ...signup.State) []predicate.Signup {
		return []predicate.Signup{signup.ShiftID(s.ID), signup.StateIn(states...)}
	}
	if err := t.Signup.Update().Where(here(signup.StateCONFIRMED, signup.StateCHECKED_IN)...).
		SetState(signup.StateCANCELLED).SetCancelledBy(signup.CancelledByORGANIZER).AddVersion(1).
		Exec(ctx); err != nil {
		return err
	}
	if err := t.Signup.Update().Where(here(signup.StateREQUESTED)...).
		SetState(signup.StateDECLINED).SetCancelledBy(signup.CancelledByORGANIZER).AddVersion(1).
		Exec(ctx); err != nil {
		return err
	}
	if err := t.Offer.Update().Where(offer.ShiftID(s.ID), offer.StateEQ(offer.StatePENDING)).
		SetState(offer.StateREVOKED).Exec(ctx); err != nil {
		return err
	}
	if err := t.closeQueue(ctx, s); err != nil {
		return err
	}
	completed, err := t.Signup.Query().Where(here(signup.StateCOMPLETED)...).Count(ctx)
	if err != nil {
		return err
	}
	t.freed = append(t.freed, freed{s.ID, "", s.StartsAt, s.EndsAt})
	s.State = shift.StateCANCELLED
	if err := t.Shift.UpdateOneID(s.ID).SetState(shift.StateCANCELLED).ClearNextTransitionAt().Exec(ctx); err != nil {
		return err
	}
	return t.count(ctx, s, func(s *gen.Shift) { s.Confirmed, s.Held, s.Waitlisted = completed, 0, 0 })
}

// closeQueue ends the waiting of everyone on a locked shift; the caller counts.
func (t *Tx) closeQueue(ctx context.Context, s *gen.Shift) error {
	return t.WaitlistEntry.Update().
		Where(waitlistentry.ShiftID(s.ID), waitlistentry.StateIn(inQueue...)).
		SetState(waitlistentry.StateCLOSED).ClearBlockedBy().AddVersion(1).Exec(ctx)
}
