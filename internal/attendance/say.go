package attendance

import (
	"context"
	"slices"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/ent/gen/signup"
	"erikti/internal/fault"
	"erikti/internal/network"
	"erikti/internal/place"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Came is what an organizer says of one person.
type Came string

// What there is to say.
const (
	CamePresent Came = "PRESENT"
	CameNot     Came = "NO_SHOW"
	CameExcused Came = "EXCUSED"
)

// Said is what an organizer says of the person of a place: that they were there from
// when to when (nil: as long as the shift, or as it was recorded), or were not.
type Said struct {
	SignupID  string
	Came      Came
	ArrivedAt *time.Time
	LeftAt    *time.Time
}

// Say marks a place by hand.
func (s *Service) Say(ctx context.Context, said Said, key string) (Outcome, error) {
	return once(ctx, s, "markAttendance", key, said, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (Outcome, error) {
		none := Outcome{}
		// Looked at by one statement first: another one's takes no more than none.
		e, err := t.Client().Event.Query().Where(network.EventOfSignup(said.SignupID)).Only(ctx)
		if gen.IsNotFound(err) || err == nil && !right.May(v, "Mutation.markAttendance", e.OrganizationID) {
			return none, fault.Refuse(fault.NotFound)
		}
		if err != nil {
			return none, err
		}
		shiftID, err := shiftOf(ctx, t, said.SignupID)
		if err != nil {
			return none, err
		}
		sh, err := lockShift(ctx, t, shiftID)
		if err != nil {
			return none, err
		}
		if err := asOrganizer(ctx, t, v, "Mutation.markAttendance", sh.Edges.Event.OrganizationID); err != nil {
			return none, err
		}
		return Outcome{said.SignupID, shiftID}, s.say(ctx, t, sh, said, v.Actor())
	})
}

func (s *Service) say(ctx context.Context, t *place.Tx, sh *place.Shift, said Said, by string) error {
	if said.Came != CamePresent && t.Now.Before(sh.StartsAt) {
		return fault.Refuse(fault.CheckInClosed)
	}
	g, err := t.Client().Signup.Query().Where(signup.ID(said.SignupID), signup.ShiftID(sh.ID)).Only(ctx)
	if gen.IsNotFound(err) {
		return fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return err
	}
	if said.Came != CamePresent {
		if err := open(sh, sh.StartsAt); err != nil {
			return err
		}
		as := signup.StateNO_SHOW
		if said.Came == CameExcused {
			as = signup.StateEXCUSED
			if g.State == signup.StateCONFIRMED {
				if err := sh.Absent(ctx, g.ID, signup.StateNO_SHOW); err != nil {
					return err
				}
			}
		}
		return sh.Absent(ctx, g.ID, as)
	}
	all, err := t.Client().CheckIn.Query().Where(checkin.SignupID(g.ID)).All(ctx)
	if err != nil {
		return err
	}
	arrival, departure := said.ArrivedAt, said.LeftAt
	if arrival == nil && !slices.ContainsFunc(all, func(c *gen.CheckIn) bool { return c.Kind == checkin.KindIN }) {
		arrival = &sh.StartsAt
		if t.Now.Before(sh.StartsAt) {
			arrival = &t.Now
		}
	}
	if arrival != nil {
		m := byHand(checkin.KindIN, g.ID, *arrival, by)
		if err := record(ctx, t, s.store.Postgres(), sh, g, m); err != nil {
			return err
		}
		all = append(all, &gen.CheckIn{Kind: m.Kind, At: m.At, Method: m.Method})
	}
	if _, there := Intervals(all); departure == nil && there && !t.Now.Before(sh.EndsAt) {
		departure = &sh.EndsAt
	}
	if departure == nil {
		return nil // as it was recorded, or they are there
	}
	return record(ctx, t, s.store.Postgres(), sh, g, byHand(checkin.KindOUT, g.ID, *departure, by))
}

// byHand is the mark of what an organizer says: the same again is the same mark.
func byHand(kind checkin.Kind, signupID string, at time.Time, by string) mark {
	at = at.UTC().Truncate(time.Second)
	return mark{
		ClientID: "said " + string(kind) + " " + signupID[max(0, len(signupID)-36):] + " " + strconv.FormatInt(at.Unix(), 36),
		Kind:     kind, Method: checkin.MethodHAND, At: at, RecordedBy: by,
	}
}

func shiftOf(ctx context.Context, t *place.Tx, signupID string) (string, error) {
	found, err := t.Client().Signup.Query().Where(signup.ID(signupID)).Only(ctx)
	if gen.IsNotFound(err) {
		return "", fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return "", err
	}
	return found.ShiftID, nil
}
