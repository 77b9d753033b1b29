package place

import (
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/civil"
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
	return t.gateChanged(ctx, volunteerID, consent, notice.KindCONSENT_REVOKED)
}

// LockShiftsOf locks the shifts that are not over on which a person has anything, and
// others with them, at once: before QualificationChanged in a transaction that needs
// the others too.
func (t *Tx) LockShiftsOf(ctx context.Context, volunteerID string, others ...string) error {
	ids, err := t.shiftsOf(ctx, volunteerID)
	if err != nil {
		return err
	}
	_, err = t.LockShifts(ctx, append(ids, others...)...)
	return err
}

// QualificationChanged is ConsentChanged for what a person has proved to be able to do.
// People who were read before are read again with what they can do now.
func (t *Tx) QualificationChanged(ctx context.Context, volunteerID string) error {
	if err := t.flush(ctx); err != nil {
		return err
	}
	clear(t.people)
	for _, s := range t.shifts {
		s.queue = queue{}
	}
	return t.gateChanged(ctx, volunteerID, qualified, notice.KindQUALIFICATION_ENDED)
}

// gateChanged brings the places of a person up to date with a gate.
func (t *Tx) gateChanged(ctx context.Context, volunteerID string, gate func(*gen.Shift, *person, civil.Date) *fault.Refusal, told notice.Kind) error {
	asked := t.actor
	t.As(Actor{Kind: BySystem}) // whoever changed the gate, what follows from it is the system's
	defer t.As(asked)
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
		if t.Now.Before(s.StartsAt) && gate(s.Shift, p, dayOf(s.Shift)) != nil {
			if err := s.takeBack(ctx, p, told); err != nil {
				return err
			}
		}
		if err := s.serve(ctx); err != nil {
			return err
		}
	}
	return nil
}

// takeBack frees what a person has on a shift, but a position in the queue, and tells
// them why.
func (s *Shift) takeBack(ctx context.Context, p *person, told notice.Kind) error {
	if on := p.on(s.ID); on != nil {
		switch on.State {
		case signup.StateREQUESTED:
			s.withdraw(on, signup.CancelledBySYSTEM)
			s.tell(told, p.id, on.ID, detail{})
		case signup.StateCONFIRMED:
			s.release(on, signup.CancelledBySYSTEM, LogCancelled)
			s.tell(told, p.id, on.ID, detail{})
		}
	}
	if e := p.waitingFor(s.ID); e != nil && e.State == waitlistentry.StateOFFERED {
		if err := s.tx.readEntries(ctx, e.ID); err != nil {
			return err
		}
		s.declineOffer(s.tx.offers[e.ID], e, offer.StateREVOKED)
		s.tell(told, p.id, e.ID, detail{})
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
