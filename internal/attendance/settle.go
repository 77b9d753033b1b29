package attendance

import (
	"context"
	"slices"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/place"
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
func (s *Service) Say(ctx context.Context, said Said) (Outcome, error) {
	none := Outcome{}
	v, err := me(ctx)
	if err != nil {
		return none, err
	}
	shiftID, err := s.shiftOf(ctx, said.SignupID)
	if err != nil {
		return none, err
	}
	return Outcome{said.SignupID, shiftID}, s.change(ctx, shiftID, func(ctx context.Context, t *place.Tx, sh *place.Shift) error {
		if err := asOrganizer(ctx, t, v, "Mutation.markAttendance", sh.Edges.Event.OrganizationID); err != nil {
			return err
		}
		return s.say(ctx, t, sh, said, v.Actor())
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

func (s *Service) shiftOf(ctx context.Context, signupID string) (string, error) {
	found, err := s.store.Client.Signup.Query().Where(signup.ID(signupID)).Only(systemic(ctx))
	if gen.IsNotFound(err) {
		return "", fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return "", err
	}
	return found.ShiftID, nil
}

// Settle says who came and locks the hours of an event whose shifts are over: what is said
// of each (Said), and of all others that they were there as long as the shift when
// present says so, else that nobody said anything (UNRECORDED, never NO_SHOW). What was
// recorded counts on the word of who settles, but their own hours wait for somebody else.
func (s *Service) Settle(ctx context.Context, eventID string, present bool, said []Said) error {
	v, err := me(ctx)
	if err != nil {
		return err
	}
	of := map[string]Said{}
	for _, x := range said {
		of[x.SignupID] = x
	}
	return s.engine.Do(ctx, func(ctx context.Context, t *place.Tx) error {
		e, err := t.LockEvent(ctx, eventID)
		if err != nil {
			return err
		}
		if err := asOrganizer(ctx, t, v, "Mutation.settleEvent", e.OrganizationID); err != nil {
			return err
		}
		if e.Kind != event.KindVOLUNTEERING || e.State != event.StateDONE {
			return fault.RefuseFor(fault.WrongState, "settle")
		}
		ids, err := t.Client().Shift.Query().Where(shift.EventID(eventID), shift.StateNEQ(shift.StateCANCELLED)).IDs(ctx)
		if err != nil {
			return err
		}
		shifts, err := t.LockShifts(ctx, ids...)
		if err != nil {
			return err
		}
		people, err := t.Client().Signup.Query().Where(signup.ShiftIDIn(ids...)).Select(signup.FieldVolunteerID).Strings(ctx)
		if err != nil {
			return err
		}
		if err := hours.LockPeople(ctx, t.Tx, s.store.Postgres(), people...); err != nil {
			return err
		}
		for _, sh := range shifts {
			places, err := t.Client().Signup.Query().Where(signup.ShiftID(sh.ID)).Order(gen.Asc(signup.FieldPersonNo)).All(ctx)
			if err != nil {
				return err
			}
			for _, g := range places {
				x, told := of[g.ID]
				delete(of, g.ID)
				if !told {
					if x, told, err = unsaid(ctx, sh, g, present); err != nil {
						return err
					}
				}
				if !told {
					continue
				}
				if err := s.say(ctx, t, sh, x, v.Actor()); err != nil {
					return err
				}
			}
		}
		if len(of) > 0 { // of people who are not on this event
			return fault.Refuse(fault.NotFound).At("attendance")
		}
		return s.lock(ctx, t, e, v.Actor())
	})
}

// unsaid is what settling says of a place of which the organizers said nothing: who came
// and did not check out left at the end, and all others were there as well when present
// says so, but for those whom a gate would not have let in; else they are UNRECORDED.
// False when there is nothing more to do.
func unsaid(ctx context.Context, sh *place.Shift, g *gen.Signup, present bool) (Said, bool, error) {
	there := Said{SignupID: g.ID, Came: CamePresent}
	switch {
	case g.State == signup.StateCHECKED_IN:
		return there, true, nil
	case g.State != signup.StateCONFIRMED:
		return Said{}, false, nil
	case present:
		err := sh.Admits(ctx, g.VolunteerID)
		if err == nil {
			return there, true, nil
		}
		if _, refused := fault.AsRefusal(err); !refused {
			return Said{}, false, err
		}
	}
	return Said{}, false, sh.Absent(ctx, g.ID, signup.StateUNRECORDED)
}

// lock makes the hours of an event count for good.
func (s *Service) lock(ctx context.Context, t *place.Tx, e *gen.Event, by string) error {
	l := &hours.Ledger{Tx: t.Tx, Postgres: s.store.Postgres(), Now: t.Now}
	lines, err := t.Client().HourEntry.Query().Where(hourentry.EventID(e.ID), hourentry.StateEQ(hourentry.StatePENDING),
		hourentry.SourceEQ(hourentry.SourceATTENDANCE), hourentry.VolunteerIDNEQ(by)).Order(gen.Asc(hourentry.FieldVolunteerID)).All(ctx)
	if err != nil {
		return err
	}
	for _, line := range lines {
		if err := l.Verify(ctx, line, by); err != nil {
			return err
		}
	}
	if err := l.Lock(ctx, e.ID); err != nil {
		return err
	}
	t.Touch(e.ID)
	if err := t.Client().Event.UpdateOneID(e.ID).SetState(event.StateSETTLED).SetSettledAt(t.Now).AddVersion(1).Exec(ctx); err != nil {
		return err
	}
	return audit.Record(ctx, t.Tx, audit.Entry{Action: "EVENT_SETTLED", Object: e.ID, Organization: e.OrganizationID, At: t.Now})
}
