package attendance

import (
	"cmp"
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/audit"
	events "erikti/internal/event"
	"erikti/internal/fault"
	"erikti/internal/hours"
	inbox "erikti/internal/notice"
	"erikti/internal/place"
	"erikti/internal/viewer"
)

// Settlement says who came to an event whose shifts are over.
type Settlement struct {
	EventID string
	// Present says that all of whom nothing is said were there as long as their shift.
	Present bool
	Said    []Said
}

// Settle says who came and locks the hours: what is said of each, and of all others that
// they were there when Present says so, else that nobody said anything (UNRECORDED,
// never NO_SHOW). What was recorded counts on the word of who settles, but their own
// hours wait for somebody else. Each participant is told what was recorded. When the
// support center was asked, it settles too.
func (s *Service) Settle(ctx context.Context, in Settlement, key string) error {
	_, err := once(ctx, s, "settleEvent", key, in, func(ctx context.Context, t *place.Tx, v *viewer.Viewer) (string, error) {
		e, err := t.LockEvent(ctx, in.EventID)
		if err != nil {
			return "", err
		}
		var regions []string
		if e.SettleReminders >= byCenter {
			region, err := regionOf(ctx, t.Tx, e)
			if err != nil {
				return "", err
			}
			regions = append(regions, region)
		}
		if err := asOrganizer(ctx, t, v, "Mutation.settleEvent", e.OrganizationID, regions...); err != nil {
			return "", err
		}
		if e.Kind != event.KindVOLUNTEERING {
			return "", fault.RefuseFor(fault.WrongState, "settle")
		}
		if _, err := events.States.Next(events.Settling, e.State); err != nil {
			return "", err
		}
		told, err := s.sayAll(ctx, t, in, v.Actor())
		if err != nil {
			return "", err
		}
		return e.ID, s.lock(ctx, t, e, v.Actor(), told)
	})
	return err
}

// participant is what becomes of a person's places when an event is settled.
type participant struct {
	shiftID, signupID string // the last one
	state             string // PRESENT, NO_SHOW or UNRECORDED
}

// sayAll says of every place of an event what there is to say, and returns what became
// of each person: EXCUSED are none of them.
func (s *Service) sayAll(ctx context.Context, t *place.Tx, in Settlement, by string) (map[string]participant, error) {
	of := map[string]Said{}
	for _, x := range in.Said {
		of[x.SignupID] = x
	}
	ids, err := t.Client().Shift.Query().Where(shift.EventID(in.EventID), shift.StateNEQ(shift.StateCANCELLED)).
		Order(gen.Asc(shift.FieldStartsAt, shift.FieldID)).IDs(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := t.LockShifts(ctx, ids...); err != nil {
		return nil, err
	}
	people, err := t.Client().Signup.Query().Where(signup.ShiftIDIn(ids...)).Select(signup.FieldVolunteerID).Strings(ctx)
	if err != nil {
		return nil, err
	}
	if err := hours.LockPeople(ctx, t.Tx, s.store.Postgres(), people...); err != nil {
		return nil, err
	}
	became := map[string]participant{}
	for _, id := range ids {
		sh, err := t.LockShift(ctx, id)
		if err != nil {
			return nil, err
		}
		places, err := t.Client().Signup.Query().Where(signup.ShiftID(id)).Order(gen.Asc(signup.FieldPersonNo, signup.FieldID)).All(ctx)
		if err != nil {
			return nil, err
		}
		for _, g := range places {
			x, told := of[g.ID]
			delete(of, g.ID)
			if !told {
				if x, told, err = unsaid(ctx, sh, g, in.Present); err != nil {
					return nil, err
				}
			}
			if told {
				if err := s.say(ctx, t, sh, x, by); err != nil {
					if r, refused := fault.AsRefusal(err); refused {
						return nil, r.At("attendance", g.ID)
					}
					return nil, err
				}
			}
			if p := outcome(sh, g, x, told); p.state != "" && became[g.VolunteerID].state != "PRESENT" {
				became[g.VolunteerID] = p
			}
		}
	}
	if len(of) > 0 { // of people who are not on this event
		return nil, fault.Refuse(fault.NotFound).At("attendance")
	}
	return became, nil
}

// outcome is what became of a place, as it was before.
func outcome(sh *place.Shift, g *gen.Signup, x Said, told bool) participant {
	p := participant{shiftID: sh.ID, signupID: g.ID}
	switch {
	case told && x.Came == CamePresent, !told && (g.State == signup.StateCHECKED_IN || g.State == signup.StateCOMPLETED):
		p.state = string(CamePresent)
	case told && x.Came == CameNot, !told && g.State == signup.StateNO_SHOW:
		p.state = string(CameNot)
	case !told && (g.State == signup.StateCONFIRMED || g.State == signup.StateUNRECORDED):
		p.state = string(signup.StateUNRECORDED)
	}
	return p
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

// lock makes the hours of an event count for good, and tells each participant.
func (s *Service) lock(ctx context.Context, t *place.Tx, e *gen.Event, by string, told map[string]participant) error {
	l := &hours.Ledger{Tx: t.Tx, Postgres: s.store.Postgres(), Now: t.Now}
	lines, err := t.Client().HourEntry.Query().Where(hourentry.EventID(e.ID), hourentry.StateEQ(hourentry.StatePENDING),
		hourentry.VolunteerIDNEQ(by)).Order(gen.Asc(hourentry.FieldVolunteerID, hourentry.FieldID)).All(ctx)
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
	t.Touch(e.OrganizationID)
	if e.RegionID != nil { // nobody waits for it any more there
		t.Touch(*e.RegionID)
	}
	if err := t.Client().Event.UpdateOneID(e.ID).SetState(events.States.Moves[events.Settling].To).SetSettledAt(t.Now).AddVersion(1).Exec(ctx); err != nil {
		return err
	}
	if err := thank(ctx, t, e, told); err != nil {
		return err
	}
	return audit.Record(ctx, t.Tx, audit.Entry{Action: "EVENT_SETTLED", Object: e.ID, Organization: e.OrganizationID, At: t.Now})
}

// thank tells each participant what was recorded, once, and that they can say what is
// not right and how it was.
func thank(ctx context.Context, t *place.Tx, e *gen.Event, told map[string]participant) error {
	sums, err := hours.Sums(ctx, t.Client(), hours.Filter{EventID: e.ID}, hours.ByVolunteer)
	if err != nil {
		return err
	}
	minutes := map[string]int{}
	for _, one := range sums {
		minutes[one.Key] = int(one.Minutes + one.Pending)
	}
	var all []inbox.Personal
	for who, p := range told {
		t.Touch(who)
		all = append(all, inbox.Personal{VolunteerID: who, News: inbox.News{
			Kind: notice.KindHOURS_RECORDED, OrganizationID: e.OrganizationID, ShiftID: p.shiftID, SubjectID: p.signupID,
			State: p.state, Minutes: minutes[who],
		}})
	}
	slices.SortFunc(all, func(a, b inbox.Personal) int { return cmp.Compare(a.VolunteerID, b.VolunteerID) })
	return inbox.TellEach(ctx, t.Tx, all)
}
