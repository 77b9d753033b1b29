package attendance

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/signup"
	"erikti/internal/fault"
	"erikti/internal/hours"
	"erikti/internal/place"
	"erikti/internal/state"
)

const (
	// early and late are how long before the start and after the end of a shift somebody
	// may come and go.
	early = time.Hour
	late  = 2 * time.Hour
)

// mark is an arrival or a departure that is to be recorded.
type mark struct {
	ClientID   string
	Kind       checkin.Kind
	Method     checkin.Method
	At         time.Time
	Offline    bool
	RecordedBy string
}

// record records a mark of a person's place on a locked shift, and what follows from it.
// The same mark again changes nothing; another one under the same id is refused.
func record(ctx context.Context, t *place.Tx, postgres bool, s *place.Shift, g *gen.Signup, m mark) error {
	known, err := t.CheckIn.Query().Where(checkin.RecordedBy(m.RecordedBy), checkin.ClientEventID(m.ClientID)).Only(ctx)
	switch {
	case err == nil && (known.SignupID != g.ID || known.Kind != m.Kind || known.Method != m.Method || !known.At.Equal(m.At)):
		return fault.Invalid("client_event", "clientEventId")
	case err == nil:
		return nil
	case !gen.IsNotFound(err):
		return err
	}
	if m.At.After(t.Now.Add(ahead)) {
		return fault.Refuse(fault.WrongClock)
	}
	if err := open(s, m.At); err != nil {
		return err
	}
	if m.Kind == checkin.KindIN {
		if err := s.Admits(ctx, g.VolunteerID); err != nil {
			return err
		}
	}
	if err := t.CheckIn.Create().SetSignupID(g.ID).SetKind(m.Kind).SetMethod(m.Method).SetAt(m.At).SetClientEventID(m.ClientID).
		SetOffline(m.Offline).SetRecordedBy(m.RecordedBy).SetCreatedAt(t.Now).SetUpdatedAt(t.Now).Exec(ctx); err != nil {
		return err
	}
	all, err := t.CheckIn.Query().Where(checkin.SignupID(g.ID)).All(ctx)
	if err != nil {
		return err
	}
	intervals, there := Intervals(all)
	if there || len(intervals) > 0 {
		if err := s.Present(ctx, g.ID, there); err != nil {
			return err
		}
	}
	t.Touch(s.Edges.Event.OrganizationID)
	return reconcile(ctx, &hours.Ledger{Tx: t.Tx, Postgres: postgres, Now: t.Now}, s, g, intervals)
}

// open refuses a mark on a shift where nothing is recorded: one that is no work, does not
// take place, is settled, or is another time.
func open(s *place.Shift, at time.Time) error {
	e := s.Edges.Event
	switch {
	case e.Kind != event.KindVOLUNTEERING:
		return fault.Refuse(fault.NotFound)
	case e.State == event.StateSETTLED:
		return state.Refuse("settled", e.State, event.StatePUBLISHED, event.StateDONE)
	case e.State != event.StatePUBLISHED && e.State != event.StateDONE, s.State == "CANCELLED":
		return fault.RefuseFor(fault.ShiftClosed, "cancelled")
	case at.Before(s.StartsAt.Add(-early)) || at.After(s.EndsAt.Add(late)):
		return fault.Refuse(fault.CheckInClosed)
	}
	return nil
}

// reconcile brings the lines of a place up to its intervals: those that are still true
// stand, others are replaced.
func reconcile(ctx context.Context, l *hours.Ledger, s *place.Shift, g *gen.Signup, intervals []Interval) error {
	if err := hours.LockPeople(ctx, l.Tx, l.Postgres, g.VolunteerID); err != nil {
		return err
	}
	lines, err := l.HourEntry.Query().Where(hourentry.SignupID(g.ID), hourentry.SourceEQ(hourentry.SourceATTENDANCE),
		hourentry.MinutesGT(0), hourentry.TakenBack(false)).All(ctx)
	if err != nil {
		return err
	}
	corrected, err := l.HourEntry.Query().Where(hourentry.SignupID(g.ID), hourentry.SourceEQ(hourentry.SourceCORRECTION), hourentry.DecidedByNotNil()).Exist(ctx)
	if err != nil || corrected {
		return err // an organizer said how it really was
	}
	var missing []Interval
	for _, i := range intervals {
		i, some := i.within(s.Shift)
		if !some {
			continue
		}
		// What lies in it and is as sure stands; Append adds what is missing beside it.
		missing = append(missing, i)
		lines = slices.DeleteFunc(lines, func(h *gen.HourEntry) bool {
			return !h.StartsAt.Before(i.From) && !h.EndsAt.After(i.To) && h.Evidence == i.Evidence && h.State != hourentry.StateREJECTED
		})
	}
	var decided []*gen.HourEntry
	for _, h := range lines {
		switch h.State {
		case hourentry.StatePENDING:
			err = l.Supersede(ctx, h)
		case hourentry.StateREJECTED: // somebody decided on that time
			decided = append(decided, h)
		default:
			err = l.TakeBack(ctx, h, "", nil)
		}
		if err != nil {
			return err
		}
	}
	if len(missing) == 0 {
		return nil
	}
	w, err := work(ctx, l.Tx, s.Edges.Event.ID, s.ID, g)
	if err != nil {
		return err
	}
	for _, i := range missing {
		if slices.ContainsFunc(decided, func(h *gen.HourEntry) bool { return h.StartsAt.Before(i.To) && i.From.Before(*h.EndsAt) }) {
			continue
		}
		w.From, w.To, w.Evidence = i.From, i.To, i.Evidence
		if _, err := l.Append(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

// work is what the lines of a place have in common.
func work(ctx context.Context, tx *gen.Tx, eventID, shiftID string, g *gen.Signup) (hours.Work, error) {
	e, err := tx.Event.Query().Where(event.ID(eventID)).
		WithDirections(func(q *gen.DirectionQuery) { q.Order(gen.Asc(direction.FieldPosition)).Limit(1) }).Only(ctx)
	if err != nil {
		return hours.Work{}, err
	}
	w := hours.Work{
		VolunteerID: g.VolunteerID, OrganizationID: e.OrganizationID, EventID: &e.ID, ShiftID: &shiftID, SignupID: &g.ID,
		RegionID: e.RegionID, Zone: e.TimeZone, Source: hourentry.SourceATTENDANCE,
	}
	if len(e.Edges.Directions) > 0 {
		w.DirectionID = &e.Edges.Directions[0].ID
	}
	return w, nil
}

// placeOf finds the place of a person on a shift: a live one, else the last that was
// theirs until somebody or the clock said that they did not come.
func placeOf(ctx context.Context, tx *gen.Tx, shiftID, volunteerID string) (*gen.Signup, error) {
	all, err := tx.Signup.Query().Where(signup.ShiftID(shiftID), signup.VolunteerID(volunteerID)).
		Order(gen.Desc(signup.FieldCreatedAt, signup.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, states := range [][]signup.State{
		{signup.StateCONFIRMED, signup.StateCHECKED_IN, signup.StateCOMPLETED},
		{signup.StateNO_SHOW, signup.StateUNRECORDED, signup.StateEXCUSED},
	} {
		for _, g := range all {
			if slices.Contains(states, g.State) {
				return g, nil
			}
		}
	}
	return nil, fault.RefuseFor(fault.NotSignedUp, "attendance")
}
