package place

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
	"erikti/internal/fault"
)

// Present brings the state of a person's place up to what was recorded of them: they are
// there (CHECKED_IN), or were there and left (COMPLETED). Somebody who had been taken for
// absent gets the place back, or one of its own when it was given away: what is recorded
// without a network comes later than the clock. The gates are judged at the arrival.
// Refused as Add is, and with NOT_SIGNED_UP for a place that was given up.
func (s *Shift) Present(ctx context.Context, signupID string, there bool) error {
	place, err := s.own(ctx, signupID)
	if err != nil {
		return err
	}
	to, kind := signup.StateCOMPLETED, LogCompleted
	if there {
		to, kind = signup.StateCHECKED_IN, LogCheckedIn
	}
	if place.State == to {
		return nil
	}
	switch place.State {
	case signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED:
	case signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED:
		if err := s.back(place); err != nil {
			return err
		}
	default:
		return fault.Refuse(fault.NotSignedUp)
	}
	place.State = to
	s.tx.changeSignup(place)
	s.log(kind, &place.PersonNo, detail{Of: place.ID})
	return nil
}

// Admits judges the gates of somebody who arrives.
func (s *Shift) Admits(ctx context.Context, volunteerID string) error {
	if err := s.tx.knowPeople(ctx, volunteerID); err != nil {
		return err
	}
	p := s.tx.people[volunteerID]
	if p == nil {
		return fault.Refuse(fault.NotFound)
	}
	if gate, failed := firstRefusal(personal(s.Shift, p)); failed {
		return gate.Refusal
	}
	return nil
}

// back gives the place of somebody who was taken for absent back to them.
func (s *Shift) back(place *gen.Signup) error {
	p := s.tx.people[place.VolunteerID]
	if p.on(s.ID) != nil {
		return fault.Refuse(fault.AlreadySignedUp)
	}
	if s.free() == 0 {
		s.setCapacity(s.Capacity + 1)
	}
	s.Confirmed++
	place.State = signup.StateCONFIRMED
	p.signups = append(p.signups, place)
	s.log(LogReturned, &place.PersonNo, detail{Of: place.ID})
	return nil
}

// missing are the changes that say that somebody did not come.
var missing = map[signup.State]string{
	signup.StateNO_SHOW: "did not come", signup.StateUNRECORDED: "nobody said anything", signup.StateEXCUSED: "excuse",
}

// Absent says that somebody did not come: NO_SHOW, which somebody saw, or UNRECORDED,
// of whom nobody said anything. Their place is free. A NO_SHOW may be EXCUSED.
func (s *Shift) Absent(ctx context.Context, signupID string, as signup.State) error {
	place, err := s.own(ctx, signupID)
	if err != nil {
		return err
	}
	switch {
	case place.State == as:
		return nil
	case as == signup.StateEXCUSED && place.State == signup.StateNO_SHOW:
		place.State = as
		s.tx.changeSignup(place)
		s.log(LogExcused, &place.PersonNo, detail{Of: place.ID})
		return nil
	case place.State != signup.StateCONFIRMED:
		return not(missing[as], place.State)
	}
	s.absent(place, as)
	return s.serve(ctx)
}

func (s *Shift) absent(place *gen.Signup, as signup.State) {
	kind := LogNoShow
	if as == signup.StateUNRECORDED {
		kind = LogUnrecorded
	}
	place.State = as
	s.tx.changeSignup(place)
	s.Confirmed--
	s.log(kind, &place.PersonNo, detail{Of: place.ID})
	s.freeTime(place.VolunteerID)
}

// onTheSpotFor is how long a place that a no-show left is held for the next who waits.
const onTheSpotFor = 15 * time.Minute

// NoShowsAt is when the places of those who have not come go to who waits; false where
// they never do.
func NoShowsAt(s *gen.Shift) (time.Time, bool) {
	at := s.StartsAt.Add(time.Duration(s.NoShowMinutes) * time.Minute)
	return at, s.NoShowMinutes > 0 && at.Before(s.EndsAt)
}

// onTheSpot says whether places are offered after the start: those who had not come have
// been told from those who had.
func (s *Shift) onTheSpot() bool {
	return s.NoShowsDoneAt != nil && !s.cancelled() && s.tx.Now.Before(s.EndsAt)
}

// NoShows gives the places of those who have not come to who waits, once, at the stated
// time after the start. Where nobody was checked in nobody knows who came; where nobody
// waits nobody needs the places: then nothing is said of anybody. It returns the
// sign-ups of those who did not come.
func (s *Shift) NoShows(ctx context.Context) ([]*gen.Signup, error) {
	t := s.tx
	at, any := NoShowsAt(s.Shift)
	if !any || t.Now.Before(at) || s.NoShowsDoneAt != nil || s.cancelled() || !t.Now.Before(s.EndsAt) || s.Waitlisted == 0 {
		return nil, nil
	}
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	all, err := t.Signup.Query().Where(signup.ShiftID(s.ID), signup.StateIn(takesPlace...)).
		Order(gen.Asc(signup.FieldCreatedAt, signup.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(all, func(g *gen.Signup) bool { return g.State != signup.StateCONFIRMED }) {
		return nil, nil
	}
	now := t.Now
	s.NoShowsDoneAt = &now
	if err := t.Shift.UpdateOneID(s.ID).SetNoShowsDoneAt(now).Exec(ctx); err != nil {
		return nil, err
	}
	var gone []*gen.Signup
	for _, g := range all {
		// Who was placed on the spot has had no time to come.
		if g = t.signup(g); g.State == signup.StateCONFIRMED && g.CreatedAt.Before(s.StartsAt) {
			s.absent(g, signup.StateNO_SHOW)
			gone = append(gone, g)
		}
	}
	return gone, s.serve(ctx)
}
