package place

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/internal/chain"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/state"
)

// request asks for a place on a shift whose organizers approve. It holds none, but
// keeps the position in the queue that the person had with it.
func (s *Shift) request(p *person, source signup.Source) *gen.Signup {
	s.LastSeq++
	seq := s.LastSeq
	asked := &gen.Signup{
		ID: id.Signup.New(), CreatedAt: s.tx.Now, Version: 1, ShiftID: s.ID, VolunteerID: p.id, PersonNo: p.no,
		StartsAt: s.StartsAt, EndsAt: s.EndsAt, State: signup.StateREQUESTED, Source: source, Seq: &seq,
		TakesTime: takesTime(s.Shift),
	}
	s.tx.addSignup(asked)
	p.signups = append(p.signups, asked)
	s.log(LogRequested, &p.no, detail{Of: asked.ID, Seq: seq})
	return asked
}

// Approval is what became of a request: a place, or a position in the queue by the
// time of the request.
type Approval struct {
	SignupID string
	EntryID  string `json:",omitempty"`
}

// Approve gives a place to who asked for one, or puts them into the queue where
// they would be had they been approved at once. It is refused with WRONG_STATE for
// what is no request any more, and by the gates.
func (s *Shift) Approve(ctx context.Context, signupID string) (Approval, error) {
	out := Approval{SignupID: signupID}
	asked, err := s.own(ctx, signupID)
	if err != nil {
		return out, err
	}
	if err := not("approve", asked.State); err != nil {
		return out, err
	}
	if s.cancelled() || !s.tx.Now.Before(s.StartsAt) {
		at, _ := StateAt(s.Shift, true, s.tx.Now)
		return out, state.Refuse("shift", at, shift.StateSCHEDULED, shift.StateOPEN)
	}
	p := s.tx.people[asked.VolunteerID]
	if gate, failed := firstRefusal(personal(s.Shift, p)); failed {
		return out, gate.Refusal
	}
	ahead, err := s.ahead(ctx, *asked.Seq)
	if err != nil {
		return out, err
	}
	if s.free() > 0 && !ahead {
		asked.State, asked.FreeUntil = signup.StateCONFIRMED, s.lateUntil()
		s.tx.changeSignup(asked)
		s.Confirmed++
		s.log(LogConfirmed, &p.no, detail{Of: asked.ID, Via: viaApproval})
		s.tell(notice.KindAPPROVED, p.id, asked.ID, detail{})
		return out, nil
	}
	s.end(asked, signup.StateWITHDRAWN, signup.CancelledBySYSTEM)
	if err := s.readQueue(ctx); err != nil {
		return out, err
	}
	entry := s.enqueue(p, *asked.Seq, true, viaApproval)
	s.tell(notice.KindQUEUED, p.id, entry.ID, detail{})
	out.EntryID = entry.ID
	return out, s.serve(ctx)
}

// ahead says whether somebody eligible who waits asked before a number.
func (s *Shift) ahead(ctx context.Context, seq int64) (bool, error) {
	for i := 0; ; i++ {
		e, err := s.at(ctx, i)
		if err != nil || e == nil || e.Seq > seq {
			return false, err
		}
		if e.State != "WAITING" {
			continue
		}
		if _, failed := firstRefusal(personal(s.Shift, s.tx.people[e.VolunteerID])); !failed {
			return true, nil
		}
	}
}

// DeclineRequest declines who asked for a place, for a reason that the person
// reads. It is refused with WRONG_STATE for what is no request any more.
func (s *Shift) DeclineRequest(ctx context.Context, signupID, reason string) error {
	asked, err := s.own(ctx, signupID)
	if err != nil {
		return err
	}
	if err := not("decline", asked.State); err != nil {
		return err
	}
	reasonID, hash := s.tx.reason(reason)
	asked.ReasonID = &reasonID
	s.end(asked, signup.StateDECLINED, signup.CancelledByORGANIZER)
	s.log(LogRequestDeclined, &asked.PersonNo, detail{Of: asked.ID, Reason: hash})
	s.tell(notice.KindDECLINED, asked.VolunteerID, asked.ID, detail{})
	return nil
}

// withdraw takes a request back.
func (s *Shift) withdraw(asked *gen.Signup, by signup.CancelledBy) {
	s.end(asked, signup.StateWITHDRAWN, by)
	s.log(LogWithdrawn, &asked.PersonNo, detail{Of: asked.ID})
}

// end ends a request; the caller logs.
func (s *Shift) end(asked *gen.Signup, as signup.State, by signup.CancelledBy) {
	asked.State, asked.CancelledBy = as, &by
	s.tx.changeSignup(asked)
}

// own makes a sign-up of this shift known, and its person.
func (s *Shift) own(ctx context.Context, signupID string) (*gen.Signup, error) {
	if err := s.tx.readSignups(ctx, signupID); err != nil {
		return nil, err
	}
	found := s.tx.signups[signupID]
	if found == nil || found.ShiftID != s.ID {
		return nil, fault.Refuse(fault.NotFound)
	}
	return found, s.tx.knowPeople(ctx, found.VolunteerID)
}

// reason keeps what an organizer wrote, and returns its id and the salted hash
// that the log has of it: the text can be erased, and the log still holds.
func (t *Tx) reason(text string) (reasonID string, hash []byte) {
	salt := chain.NewSalt()
	r := &gen.Reason{ID: id.Reason.Random(), Text: text, Salt: salt}
	t.decided.reasons = append(t.decided.reasons, r)
	return r.ID, chain.Salted(salt, text)
}
