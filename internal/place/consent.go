package place

import (
	"context"
	"slices"

	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
)

// SignUp takes a place, or a position in the queue, for a person whose rows were made
// in the same transaction; see Engine.SignUp.
func (t *Tx) SignUp(ctx context.Context, r SignUpRequest) (SignUpOutcome, error) {
	s, err := t.LockShift(ctx, r.ShiftID)
	if err != nil {
		return SignUpOutcome{}, err
	}
	if err := t.knowPeople(ctx, r.VolunteerID); err != nil {
		return SignUpOutcome{}, err
	}
	t.As(Actor{Kind: ByVolunteer})
	defer t.As(Actor{Kind: BySystem})
	return s.signUp(ctx, r)
}

// ConsentChanged brings a child's places up to date after a guardian's consent was
// written in the same transaction: where none holds any more, a place is given up, a
// request is withdrawn and an offer is void, by the system, and the child is told; a
// position in the queue stays, blocked. Then the queues are served, in which the child
// may be next now.
func (t *Tx) ConsentChanged(ctx context.Context, volunteerID string) error {
	ids, err := t.shiftsOf(ctx, volunteerID)
	if err != nil {
		return err
	}
	shifts, err := t.LockShifts(ctx, ids...)
	if err != nil {
		return err
	}
	if err := t.knowPeople(ctx, volunteerID); err != nil {
		return err
	}
	p := t.people[volunteerID]
	if p == nil {
		return fault.Refuse(fault.NotFound)
	}
	for _, s := range shifts {
		if t.Now.Before(s.StartsAt) && consent(s.Shift, p, dayOf(s.Shift)) != nil {
			if err := s.takeBack(ctx, p); err != nil {
				return err
			}
		}
		if err := s.serve(ctx); err != nil {
			return err
		}
	}
	return nil
}

// takeBack frees what a person has on a shift, but a position in the queue.
func (s *Shift) takeBack(ctx context.Context, p *person) error {
	if on := p.on(s.ID); on != nil {
		switch on.State {
		case signup.StateREQUESTED:
			s.withdraw(on, signup.CancelledBySYSTEM)
			s.tell(notice.KindCONSENT_REVOKED, p.id, on.ID, detail{})
		case signup.StateCONFIRMED:
			s.release(on, signup.CancelledBySYSTEM, LogCancelled)
			s.tell(notice.KindCONSENT_REVOKED, p.id, on.ID, detail{})
		}
	}
	if e := p.waitingFor(s.ID); e != nil && e.State == waitlistentry.StateOFFERED {
		if err := s.tx.readEntries(ctx, e.ID); err != nil {
			return err
		}
		s.declineOffer(s.tx.offers[e.ID], e, offer.StateREVOKED)
		s.tell(notice.KindCONSENT_REVOKED, p.id, e.ID, detail{})
	}
	return nil
}

// shiftsOf are the shifts that are not over, on which a person has anything.
func (t *Tx) shiftsOf(ctx context.Context, volunteerID string) ([]string, error) {
	on, err := t.Signup.Query().Where(signup.VolunteerID(volunteerID), signup.StateIn(liveStates...),
		signup.HasShiftWith(shift.EndsAtGT(t.Now))).Select(signup.FieldShiftID).Strings(ctx)
	if err != nil {
		return nil, err
	}
	waiting, err := t.WaitlistEntry.Query().Where(waitlistentry.VolunteerID(volunteerID), waitlistentry.StateIn(inQueue...),
		waitlistentry.HasShiftWith(shift.EndsAtGT(t.Now))).Select(waitlistentry.FieldShiftID).Strings(ctx)
	return slices.Compact(slices.Sorted(slices.Values(append(on, waiting...)))), err
}
