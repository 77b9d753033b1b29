package attendance

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/ent/gen/signup"
	"erikti/internal/fault"
	"erikti/internal/place"
)

// Seen is an arrival or a departure as a client tells it.
type Seen struct {
	// ClientID is 1 to 64 characters that the client gave it.
	ClientID string
	Kind     checkin.Kind
	// Code is what a QR code says, or six digits; "" when an organizer marks by hand.
	Code string
	// SignupID is whose place it is, when an organizer marks by hand.
	SignupID string
	// At is the time by the clock of a device that was offline; nil: now.
	At *time.Time
}

// Check records the viewer's own arrival or departure by the code of the shift.
func (s *Service) Check(ctx context.Context, shiftID string, seen Seen) (Outcome, error) {
	none := Outcome{}
	v, err := me(ctx)
	if err != nil {
		return none, err
	}
	seen.At = nil // what a phone says of the time proves nothing: an old picture would do
	m, err := s.mark(seen, v.Actor(), checkin.MethodCODE)
	if err != nil {
		return none, err
	}
	if _, signed := read(seen.Code); !signed && !s.tried.Allow(v.Actor()+" "+shiftID, s.now()) {
		return none, fault.RefuseFor(fault.RateLimited, "codes")
	}
	key, err := s.secretOf(ctx, shiftID)
	if err != nil {
		return none, err
	}
	period, no := proven(key, shiftID, ofShift, seen.Code, m)
	if no != nil {
		return none, no
	}
	out := Outcome{ShiftID: shiftID}
	return out, s.change(ctx, shiftID, func(ctx context.Context, t *place.Tx, sh *place.Shift) error {
		g, err := placeOf(ctx, t.Tx, shiftID, v.Actor())
		if err != nil {
			return err
		}
		out.SignupID = g.ID
		t.As(place.Actor{Kind: place.ByVolunteer})
		m.At = begins(period)
		return record(ctx, t, s.store.Postgres(), sh, g, m)
	})
}

// Scan records what the organizers' device read from the code of a person.
func (s *Service) Scan(ctx context.Context, shiftID string, seen Seen) (Outcome, error) {
	none := Outcome{}
	v, err := me(ctx)
	if err != nil {
		return none, err
	}
	m, err := s.mark(seen, v.Actor(), checkin.MethodSCAN)
	if err != nil {
		return none, err
	}
	key, err := s.secretOf(ctx, shiftID)
	if err != nil {
		return none, err
	}
	c, ok := read(seen.Code)
	if !ok || c.of != ofPerson {
		return none, fault.Refuse(fault.CodeInvalid)
	}
	out := Outcome{c.id, shiftID}
	return out, s.change(ctx, shiftID, func(ctx context.Context, t *place.Tx, sh *place.Shift) error {
		if err := asOrganizer(ctx, t, v, "Mutation.scanVolunteer", sh.Edges.Event.OrganizationID); err != nil {
			return err
		}
		period, no := proven(key, c.id, ofPerson, seen.Code, m)
		if no != nil {
			return no
		}
		g, err := of(ctx, t, sh, c.id)
		if err != nil {
			return err
		}
		m.At = begins(period)
		return record(ctx, t, s.store.Postgres(), sh, g, m)
	})
}

// Hand records what an organizer saw, without a code.
func (s *Service) Hand(ctx context.Context, shiftID string, seen Seen) (Outcome, error) {
	none := Outcome{}
	v, err := me(ctx)
	if err != nil {
		return none, err
	}
	m, err := s.mark(seen, v.Actor(), checkin.MethodHAND)
	if err != nil {
		return none, err
	}
	out := Outcome{seen.SignupID, shiftID}
	return out, s.change(ctx, shiftID, func(ctx context.Context, t *place.Tx, sh *place.Shift) error {
		if err := asOrganizer(ctx, t, v, "Mutation.recordAttendance", sh.Edges.Event.OrganizationID); err != nil {
			return err
		}
		g, err := of(ctx, t, sh, seen.SignupID)
		if err != nil {
			return err
		}
		return record(ctx, t, s.store.Postgres(), sh, g, m)
	})
}

// mark is what is to be recorded of what a client tells: at the time of its device, which
// must not be ahead.
func (s *Service) mark(seen Seen, by string, method checkin.Method) (mark, error) {
	now := s.now().UTC().Truncate(time.Second)
	m := mark{ClientID: seen.ClientID, Kind: seen.Kind, Method: method, At: now, RecordedBy: by}
	if n := len(seen.ClientID); n < 1 || n > 64 {
		return m, fault.Invalid("client_event_length", "clientEventId")
	}
	if seen.At != nil {
		m.At = seen.At.UTC().Truncate(time.Second)
		m.Offline = now.Sub(m.At) > Grace
		if m.At.After(now.Add(ahead)) {
			return m, fault.Refuse(fault.WrongClock)
		}
	}
	return m, nil
}

// proven is the period that a code proves: it is genuine, of what it should be of, and
// lived at the time of the mark. Six digits are taken at once only.
func proven(secret []byte, id string, what ofWhat, typed string, m mark) (int64, *fault.Refusal) {
	c, ok := read(typed)
	if !ok {
		period, found := ofDigits(secret, id, typed, m.At)
		if !found || m.Offline || what != ofShift {
			return 0, fault.Refuse(fault.CodeInvalid)
		}
		return period, nil
	}
	if c.of != what || c.id != id {
		return 0, fault.RefuseFor(fault.CodeInvalid, "other")
	}
	if !c.genuine(secret) {
		return 0, fault.Refuse(fault.CodeInvalid)
	}
	if no := alive(c.period, m.At); no != nil {
		return 0, no
	}
	return c.period, nil
}

// of reads a place of a shift; another one is refused with CODE_INVALID, as a code of
// another shift is.
func of(ctx context.Context, t *place.Tx, sh *place.Shift, signupID string) (*gen.Signup, error) {
	g, err := t.Client().Signup.Query().Where(signup.ID(signupID), signup.ShiftID(sh.ID)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.RefuseFor(fault.CodeInvalid, "other")
	}
	if err != nil {
		return nil, err
	}
	// Who was given another place there is known by that one.
	return placeOf(ctx, t.Tx, sh.ID, g.VolunteerID)
}
