package place

import (
	"context"
	"database/sql"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	texts "erikti/internal/consent"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/idempotency"
)

// SignUpRequest asks for a place.
type SignUpRequest struct {
	ShiftID      string
	VolunteerID  string
	AutoAccept   bool // a freed place is taken at once, else offered
	JoinWaitlist bool // wait when no place is free
	Guest        bool `json:",omitempty"` // who has no account, where the shift allows that
	// Agreement is the version of the agreement on seats that the person accepts with
	// this request, "" for none: it is written with the place, or not at all.
	Agreement string `json:",omitempty"`
	Key       string `json:"-"` // idempotency key, "" for none
}

// SignUpOutcome is a place (or the request for one) or a position in the queue:
// one of the two is set.
type SignUpOutcome struct {
	SignupID string `json:",omitempty"`
	EntryID  string `json:",omitempty"`
}

// SignUp takes a place, or joins the end of the queue when none is free or
// someone eligible waits; on a shift with approval it asks for one. It is refused
// by the first gate that is not passed, and with SHIFT_FULL when there is no place
// and no wish to wait.
func (e *Engine) SignUp(ctx context.Context, r SignUpRequest) (SignUpOutcome, error) {
	if !r.JoinWaitlist && r.Key == "" {
		if err := e.clearlyFull(ctx, r); err != nil {
			return SignUpOutcome{}, err
		}
	}
	return ask(ctx, e, request{
		shiftID: r.ShiftID, people: []string{r.VolunteerID},
		call: idempotency.Call{Caller: r.VolunteerID, Operation: "signUpForShift", Key: r.Key, Input: r},
	}, func(ctx context.Context, s *Shift) (SignUpOutcome, error) { return s.signUp(ctx, r) })
}

// clearlyFull answers without a lock, and without a write, who does not want to
// wait for a shift on which nothing is free and has nothing there: what it reads was so
// at a moment between the question and the answer.
func (e *Engine) clearlyFull(ctx context.Context, r SignUpRequest) error {
	row, err := e.store.Client.Shift.Query().Where(shift.ID(r.ShiftID)).WithEvent().Only(system(ctx))
	switch {
	case gen.IsNotFound(err):
		return nil // asked again under the lock
	case err != nil:
		return err
	case window(row, e.now()) != nil, row.SignupPolicy != shift.SignupPolicyINSTANT, row.Held > 0, Available(row) > 0:
		return nil
	}
	full := false
	read := reading{client: e.store.Client, postgres: e.store.Postgres()}
	// One statement, so that there was such a moment.
	err = read.each(ctx, `SELECT confirmed >= capacity AND held = 0 AND NOT EXISTS (SELECT 1 FROM signups WHERE shift_id = $1 AND volunteer_id = $2
			AND (state = 'REQUESTED' OR state = 'CONFIRMED' OR state = 'CHECKED_IN' OR state = 'COMPLETED'))
		AND NOT EXISTS (SELECT 1 FROM waitlist_entries WHERE shift_id = $1 AND volunteer_id = $2 AND (state = 'WAITING' OR state = 'OFFERED'))
		FROM shifts WHERE id = $1`,
		[]any{r.ShiftID, r.VolunteerID}, func(rows *sql.Rows) error { return rows.Scan(&full) })
	if err != nil || !full {
		return err
	}
	return fault.Refuse(fault.ShiftFull)
}

// signUp decides a request. What the person accepts with it counts for its gates, and is
// kept only with what they get.
func (s *Shift) signUp(ctx context.Context, r SignUpRequest) (SignUpOutcome, error) {
	p := s.tx.people[r.VolunteerID]
	accepts := p != nil && !p.agreed && r.Agreement == texts.Version && s.Edges.Event.Kind == event.KindCREDIT
	if !accepts {
		return s.take(ctx, r)
	}
	p.agreed = true
	out, err := s.take(ctx, r)
	if err != nil {
		p.agreed = false
		return out, err
	}
	s.tx.decided.agreements = append(s.tx.decided.agreements, p.id)
	return out, nil
}

func (s *Shift) take(ctx context.Context, r SignUpRequest) (SignUpOutcome, error) {
	var none SignUpOutcome
	t := s.tx
	if s.draft() {
		return none, fault.Refuse(fault.NotFound) // a draft is not told from what does not exist
	}
	if no := window(s.Shift, t.Now); no != nil {
		return none, no
	}
	if r.Guest && !s.GuestSignup {
		return none, fault.Refuse(fault.GuestsNotAllowed)
	}
	source := signup.SourceSELF
	if r.Guest {
		source = signup.SourceGUEST
	}
	p := t.people[r.VolunteerID]
	if p == nil {
		return none, fault.Refuse(fault.NotFound)
	}
	if p.on(s.ID) != nil || p.waitingFor(s.ID) != nil {
		return none, fault.Refuse(fault.AlreadySignedUp)
	}
	if gate, failed := firstRefusal(personal(s.Shift, p)); failed {
		return none, gate.Refusal
	}
	if s.SignupPolicy == shift.SignupPolicyAPPROVAL {
		return SignUpOutcome{SignupID: s.request(p, source).ID}, nil
	}
	if s.free() > 0 {
		// Nobody outside the queue gets what someone eligible waits for.
		if err := s.serve(ctx); err != nil {
			return none, err
		}
	}
	if s.free() > 0 {
		return SignUpOutcome{SignupID: s.confirm(p, source, viaSelf, nil).ID}, nil
	}
	if !r.JoinWaitlist {
		return none, fault.Refuse(fault.ShiftFull)
	}
	s.LastSeq++
	return SignUpOutcome{EntryID: s.enqueue(p, s.LastSeq, r.AutoAccept, viaSelf).ID}, nil
}

// How a place or a position came about, in the log.
const (
	viaSelf      = "SELF"
	viaQueue     = "QUEUE"
	viaOffer     = "OFFER"
	viaApproval  = "APPROVAL"
	viaOrganizer = "ORGANIZER"
	viaMove      = "MOVE"
	viaBefore    = "BEFORE" // there before the log began
)

// confirm gives a free place to a person whose gates were judged.
func (s *Shift) confirm(p *person, source signup.Source, via string, freeUntil *time.Time) *gen.Signup {
	placed := &gen.Signup{
		ID: id.Signup.New(), CreatedAt: s.tx.Now, Version: 1, ShiftID: s.ID, VolunteerID: p.id, PersonNo: p.no,
		StartsAt: s.StartsAt, EndsAt: s.EndsAt, State: signup.StateCONFIRMED, Source: source, FreeUntil: freeUntil,
		TakesTime: takesTime(s.Shift),
	}
	s.tx.addSignup(placed)
	p.signups = append(p.signups, placed)
	s.Confirmed++
	s.log(LogConfirmed, &p.no, detail{Of: placed.ID, Via: via})
	return placed
}
