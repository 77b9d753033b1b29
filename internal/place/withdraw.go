package place

import (
	"context"
	"slices"

	"erikti/ent/gen/offer"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
)

// Withdraw gives up everything that a person has on shifts that are not over, whatever
// the deadlines say: their places and requests, their positions in queues, what is
// offered to them. Each shift is a transaction of its own, and a freed place goes to
// its queue.
func (e *Engine) Withdraw(ctx context.Context, volunteerID string) error {
	sys, now := system(ctx), e.now().UTC()
	ahead := shift.EndsAtGT(now)
	places, err := e.store.Client.Signup.Query().Where(signup.VolunteerID(volunteerID),
		signup.StateIn(signup.StateREQUESTED, signup.StateCONFIRMED), signup.HasShiftWith(ahead)).All(sys)
	if err != nil {
		return err
	}
	waiting, err := e.store.Client.WaitlistEntry.Query().Where(waitlistentry.VolunteerID(volunteerID),
		waitlistentry.StateIn(waitlistentry.StateWAITING, waitlistentry.StateOFFERED), waitlistentry.HasShiftWith(ahead)).All(sys)
	if err != nil {
		return err
	}
	has := map[string]*held{}
	of := func(shiftID string) *held {
		if has[shiftID] == nil {
			has[shiftID] = &held{}
		}
		return has[shiftID]
	}
	var order []string
	for _, s := range places {
		of(s.ShiftID).signups = append(of(s.ShiftID).signups, s.ID)
		order = append(order, s.ShiftID)
	}
	for _, w := range waiting {
		of(w.ShiftID).entries = append(of(w.ShiftID).entries, w.ID)
		order = append(order, w.ShiftID)
	}
	slices.Sort(order)
	for _, id := range slices.Compact(order) {
		err := e.Do(ctx, func(ctx context.Context, t *Tx) error {
			s, err := t.LockShift(ctx, id)
			if err != nil {
				return err
			}
			t.As(Actor{Kind: ByVolunteer})
			return s.withdrawAll(ctx, has[id])
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// held is what a person has on one shift.
type held struct{ signups, entries []string }

func (s *Shift) withdrawAll(ctx context.Context, of *held) error {
	if err := s.tx.readSignups(ctx, of.signups...); err != nil {
		return err
	}
	if err := s.tx.readEntries(ctx, of.entries...); err != nil {
		return err
	}
	for _, id := range of.entries {
		switch mine := s.tx.entries[id]; {
		case mine == nil:
		case mine.State == waitlistentry.StateWAITING:
			s.leaveQueue(mine, waitlistentry.StateLEFT)
			s.log(LogLeft, &mine.PersonNo, detail{Of: mine.ID})
		case mine.State == waitlistentry.StateOFFERED:
			s.declineOffer(s.tx.offers[mine.ID], mine, offer.StateDECLINED)
		}
	}
	for _, id := range of.signups {
		switch mine := s.tx.signups[id]; {
		case mine == nil:
		case mine.State == signup.StateREQUESTED:
			s.withdraw(mine, signup.CancelledByVOLUNTEER)
		case mine.State == signup.StateCONFIRMED:
			s.release(mine, signup.CancelledByVOLUNTEER, LogCancelled)
		}
	}
	return s.serve(ctx)
}
