package place

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
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

// Settle expires overdue offers of a shift and serves its queue: for when something
// else changed that its gates ask for.
func (e *Engine) Settle(ctx context.Context, shiftID string) error {
	return e.Do(ctx, func(ctx context.Context, t *Tx) error {
		_, err := t.LockShifts(ctx, shiftID)
		t.reads = t.decided.nothing()
		return err
	})
}

// AskMembership sets whether one must be a member. People who were read while it was
// not asked are read again with what they are.
func (s *Shift) AskMembership(ctx context.Context, membersOnly bool) error {
	if err := s.tx.flush(ctx); err != nil {
		return err
	}
	s.MembersOnly, s.queue = membersOnly, queue{}
	clear(s.tx.people)
	return nil
}

// Serve gives free places to the queue: for what changes whom a shift takes.
func (s *Shift) Serve(ctx context.Context) error { return s.serve(ctx) }

// SetCapacity changes the number of places; ones that become free go to the queue.
// A capacity below what is taken is refused (invariant 8).
func (s *Shift) SetCapacity(ctx context.Context, capacity int) error {
	if taken := s.Confirmed + s.Held; capacity < taken {
		return fault.Refuse(fault.CapacityBelowTaken).
			With("taken", taken).With("excess", taken-capacity).At("capacity")
	}
	if capacity != s.Capacity {
		s.setCapacity(capacity)
	}
	return s.serve(ctx)
}

func (s *Shift) setCapacity(capacity int) {
	before := s.Capacity
	s.Capacity = capacity
	s.log(LogCapacity, nil, detail{Capacity: before})
}

// Reschedule brings the state of the shift up to date with its times and its event,
// and counts the change. Requests that nobody answered until the sign-up closed are
// declined; nobody waits for a shift that has ended.
func (s *Shift) Reschedule(ctx context.Context) error {
	t := s.tx
	published := s.Edges.Event.State != event.StateDRAFT
	state, next := StateAt(s.Shift, published, t.Now)
	if state != s.State || !sameTime(next, s.NextTransitionAt) {
		s.State, s.NextTransitionAt = state, next
		update := t.Shift.Update().Where(shift.ID(s.ID)).SetState(state)
		if next == nil {
			update.ClearNextTransitionAt()
		} else {
			update.SetNextTransitionAt(*next)
		}
		if err := update.Exec(ctx); err != nil {
			return err
		}
	}
	s.change()
	if state == shift.StateCLOSED || state == shift.StateENDED {
		if err := s.declineUnanswered(ctx); err != nil {
			return err
		}
	}
	if state == shift.StateENDED {
		return s.closeQueue(ctx)
	}
	return nil
}

func sameTime(a, b *time.Time) bool {
	return a == b || a != nil && b != nil && a.Equal(*b)
}

// declineUnanswered declines the requests that no organizer answered.
func (s *Shift) declineUnanswered(ctx context.Context) error {
	if err := s.tx.flush(ctx); err != nil {
		return err
	}
	all, err := s.tx.Signup.Query().Where(signup.ShiftID(s.ID), signup.StateEQ(signup.StateREQUESTED)).All(ctx)
	if err != nil {
		return err
	}
	for _, asked := range all {
		asked = s.tx.signup(asked)
		s.end(asked, signup.StateDECLINED, signup.CancelledBySYSTEM)
		s.log(LogRequestDeclined, &asked.PersonNo, detail{Of: asked.ID})
		s.tell(notice.KindDECLINED, asked.VolunteerID, asked.ID, detail{})
	}
	return nil
}

// Cancel cancels the shift: every place, request and position is given up, every
// offer is void (invariant 12), and everyone is told once.
func (s *Shift) Cancel(ctx context.Context) error {
	t := s.tx
	if err := s.closeQueue(ctx); err != nil {
		return err
	}
	all, err := t.Signup.Query().Where(signup.ShiftID(s.ID), signup.StateIn(liveStates...)).All(ctx)
	if err != nil {
		return err
	}
	by := signup.CancelledByORGANIZER
	for _, one := range all {
		one = t.signup(one)
		switch one.State {
		case signup.StateCOMPLETED:
			continue
		case signup.StateREQUESTED:
			one.State = signup.StateDECLINED
		default:
			one.State = signup.StateCANCELLED
			s.Confirmed--
		}
		one.CancelledBy = &by
		t.changeSignup(one)
		s.tell(notice.KindCANCELLED, one.VolunteerID, one.ID, detail{})
	}
	s.freeTime("")
	s.State = shift.StateCANCELLED
	s.log(LogShiftCancelled, nil, detail{})
	return t.Shift.UpdateOneID(s.ID).SetState(shift.StateCANCELLED).ClearNextTransitionAt().Exec(ctx)
}

// closeQueue ends the waiting of everyone, offers included, and tells them.
func (s *Shift) closeQueue(ctx context.Context) error {
	t := s.tx
	if err := t.flush(ctx); err != nil {
		return err
	}
	offers, err := t.Offer.Query().Where(offer.ShiftID(s.ID), offer.StateEQ(offer.StatePENDING)).All(ctx)
	if err != nil {
		return err
	}
	for _, o := range offers {
		t.closeOffer(o, offer.StateREVOKED)
	}
	entries, err := t.WaitlistEntry.Query().Where(waitlistentry.ShiftID(s.ID), waitlistentry.StateIn(inQueue...)).All(ctx)
	if err != nil {
		return err
	}
	for _, e := range entries {
		e = t.entry(e)
		s.leaveQueue(e, waitlistentry.StateCLOSED)
		s.tell(notice.KindCLOSED, e.VolunteerID, e.ID, detail{})
	}
	s.Held = 0
	if len(entries)+len(offers) > 0 {
		s.log(LogQueueClosed, nil, detail{})
	}
	return nil
}
