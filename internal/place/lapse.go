package place

import (
	"context"

	"erikti/ent/gen/event"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/signup"
	"erikti/internal/fault"
)

// Lapse takes seats for student credit back that nobody uses, and gives them to the
// queue in the same transaction. What is no seat any more stays as it is. It returns
// those whose seat it took.
func (e *Engine) Lapse(ctx context.Context, shiftID string, signupIDs ...string) ([]string, error) {
	var lapsed []string
	err := e.Do(ctx, func(ctx context.Context, t *Tx) error {
		lapsed = nil
		s, err := t.LockShift(ctx, shiftID)
		if err != nil {
			return err
		}
		if s.Edges.Event.Kind != event.KindCREDIT {
			return fault.Refuse(fault.WrongState)
		}
		if err := t.readSignups(ctx, signupIDs...); err != nil {
			return err
		}
		for _, id := range signupIDs {
			seat := t.signups[id]
			if seat == nil || seat.ShiftID != shiftID || seat.State != signup.StateCONFIRMED {
				continue
			}
			s.release(seat, signup.CancelledBySYSTEM, LogCancelled)
			s.tell(notice.KindCREDIT_SEAT_LAPSED, seat.VolunteerID, seat.ID, detail{})
			lapsed = append(lapsed, seat.VolunteerID)
		}
		return s.serve(ctx)
	})
	return lapsed, err
}

// Use marks a seat of a locked shift as one by which something was claimed: from then on
// nobody gives it up, and it does not lapse.
func (s *Shift) Use(ctx context.Context, signupID string) error {
	if err := s.tx.readSignups(ctx, signupID); err != nil {
		return err
	}
	if seat := s.tx.signups[signupID]; seat != nil && seat.ShiftID == s.ID && seat.State == signup.StateCONFIRMED {
		seat.State = signup.StateCOMPLETED
		s.tx.changeSignup(seat)
	}
	return nil
}
