package place

import (
	"context"

	"erikti/ent/gen/notice"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
)

// Add gives a place to a person whom an organizer names. Where none is free, or
// others wait for it, the shift gets one more place for it, for everyone to read in
// the log: nobody is slipped past the queue. It is refused with ALREADY_SIGNED_UP,
// SHIFT_CLOSED, NOT_OPEN_YET for a draft, and by the gates.
func (s *Shift) Add(ctx context.Context, volunteerID string) (string, error) {
	p, err := s.addable(ctx, volunteerID)
	if err != nil {
		return "", err
	}
	if on := p.on(s.ID); on != nil && on.State != signup.StateREQUESTED {
		return "", fault.Refuse(fault.AlreadySignedUp)
	}
	return s.place(ctx, p, viaOrganizer)
}

func (s *Shift) addable(ctx context.Context, volunteerID string) (*person, error) {
	if s.cancelled() || !s.tx.Now.Before(s.EndsAt) {
		return nil, fault.Refuse(fault.ShiftClosed)
	}
	if s.draft() {
		// The person could not see what the place is on.
		return nil, fault.RefuseFor(fault.NotOpenYet, "draft")
	}
	if err := s.tx.knowPeople(ctx, volunteerID); err != nil {
		return nil, err
	}
	p := s.tx.people[volunteerID]
	if p == nil {
		return nil, fault.Refuse(fault.NotFound)
	}
	if gate, failed := firstRefusal(personal(s.Shift, p)); failed {
		return nil, gate.Refusal
	}
	return p, nil
}

// place gives a place to a person past the queue: the one that an offer holds for
// them, else one of its own when none is free or others wait. It ends what the
// person had there.
func (s *Shift) place(ctx context.Context, p *person, via string) (string, error) {
	if asked := p.on(s.ID); asked != nil {
		s.withdraw(asked, signup.CancelledByORGANIZER)
	}
	waiting := p.waitingFor(s.ID)
	if waiting != nil && waiting.State == waitlistentry.StateOFFERED {
		if err := s.tx.readEntries(ctx, waiting.ID); err != nil {
			return "", err
		}
		s.claim(s.tx.offers[waiting.ID], waiting)
		via = viaOffer
	} else {
		if waiting != nil {
			s.leaveQueue(waiting, waitlistentry.StateLEFT)
			s.log(LogLeft, &p.no, detail{Of: waiting.ID})
		}
		if s.free() == 0 || s.Waitlisted > 0 {
			s.setCapacity(s.Capacity + 1)
		}
	}
	placed := s.confirm(p, signup.SourceORGANIZER, via, s.lateUntil())
	s.tell(notice.KindADDED, p.id, placed.ID, detail{})
	return placed.ID, nil
}

// MoveTo moves a person's place to another locked shift, which gets one more place
// when none is free for it. The place left goes to the queue. It is refused as Add
// is, and with WRONG_STATE for what is no place any more.
func (s *Shift) MoveTo(ctx context.Context, to *Shift, signupID string) (string, error) {
	place, err := s.own(ctx, signupID)
	if err != nil {
		return "", err
	}
	if err := not("move to another shift", place.State); err != nil {
		return "", err
	}
	if to == s {
		return "", fault.RefuseFor(fault.WrongState, "same_shift")
	}
	// Given up first: the two shifts may overlap. A refusal undoes it all.
	s.release(place, signup.CancelledByORGANIZER, LogCancelled)
	p, err := to.addable(ctx, place.VolunteerID)
	if err != nil {
		return "", err
	}
	if on := p.on(to.ID); on != nil && on.State != signup.StateREQUESTED {
		return "", fault.Refuse(fault.AlreadySignedUp)
	}
	placed, err := to.place(ctx, p, viaMove)
	if err != nil {
		return "", err
	}
	return placed, s.serve(ctx)
}
