package place

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
)

// AnswerRequest takes an offered place, or declines it.
type AnswerRequest struct {
	OfferID     string
	VolunteerID string
	Accept      bool
	// ReleaseSignupID is a place of the same person that is given up when the offered
	// one is taken, because the two overlap; "" for none.
	ReleaseSignupID string
	Key             string `json:"-"`
}

// AnswerOutcome names what changed: the place when it was taken.
type AnswerOutcome struct {
	EntryID, ShiftID string
	SignupID         string `json:",omitempty"`
}

// Answer answers an offer. It is refused with NOT_FOUND for what is not the
// person's own, OFFER_EXPIRED, NOT_OFFERED for one that was answered, and by the
// gates, which are judged again. A place to be released must be one that the person
// may give up now.
func (e *Engine) Answer(ctx context.Context, r AnswerRequest) (AnswerOutcome, error) {
	var none AnswerOutcome
	found, err := e.store.Client.Offer.Query().
		Where(offer.ID(r.OfferID), offer.VolunteerID(r.VolunteerID)).Only(system(ctx))
	if gen.IsNotFound(err) {
		return none, fault.Refuse(fault.NotFound)
	}
	if err != nil {
		return none, err
	}
	call := idempotency.Call{Caller: r.VolunteerID, Operation: "answerOffer", Key: r.Key, Input: r}
	if !r.Accept || r.ReleaseSignupID == "" {
		return ask(ctx, e, request{
			shiftID: found.ShiftID, people: []string{r.VolunteerID}, entries: []string{found.EntryID}, call: call,
		}, func(ctx context.Context, s *Shift) (AnswerOutcome, error) { return s.answer(ctx, r, found, nil) })
	}
	released, err := e.store.Client.Signup.Query().
		Where(signup.ID(r.ReleaseSignupID), signup.VolunteerID(r.VolunteerID)).Only(system(ctx))
	if gen.IsNotFound(err) {
		return none, fault.Refuse(fault.NotFound).At("releaseSignupId")
	}
	if err != nil {
		return none, err
	}
	return Once(ctx, e, call, func(ctx context.Context, t *Tx) (AnswerOutcome, error) {
		t.As(Actor{Kind: ByVolunteer})
		if _, err := t.LockShifts(ctx, found.ShiftID, released.ShiftID); err != nil {
			return none, err
		}
		if err := t.knowPeople(ctx, r.VolunteerID); err != nil {
			return none, err
		}
		if err := t.readEntries(ctx, found.EntryID); err != nil {
			return none, err
		}
		if err := t.readSignups(ctx, released.ID); err != nil {
			return none, err
		}
		return t.shifts[found.ShiftID].answer(ctx, r, found, t.signups[released.ID])
	})
}

func (s *Shift) answer(ctx context.Context, r AnswerRequest, o *gen.Offer, releases *gen.Signup) (AnswerOutcome, error) {
	out := AnswerOutcome{EntryID: o.EntryID, ShiftID: s.ID}
	t := s.tx
	entry, pending := t.entries[o.EntryID], t.offers[o.EntryID]
	if pending == nil || pending.ID != o.ID {
		// Answered before, or expired, maybe a moment ago under this lock.
		if t.Now.Before(o.ExpiresAt) {
			return out, fault.Refuse(fault.NotOffered)
		}
		return out, fault.Refuse(fault.OfferExpired)
	}
	if !r.Accept {
		s.declineOffer(pending, entry, offer.StateDECLINED)
		return out, s.serve(ctx)
	}
	if !s.takesPeople() {
		return out, fault.Refuse(fault.ShiftClosed)
	}
	p := t.people[r.VolunteerID]
	if releases != nil {
		if err := t.shifts[releases.ShiftID].giveUp(ctx, releases); err != nil {
			return out, err
		}
	}
	if gate, failed := firstRefusal(personal(s.Shift, p)); failed {
		return out, gate.Refusal
	}
	s.claim(pending, entry)
	out.SignupID = s.confirm(p, signup.SourceWAITLIST, viaOffer, s.lateUntil()).ID
	return out, nil
}

// claim turns an offer into a place; the caller confirms it.
func (s *Shift) claim(o *gen.Offer, e *gen.WaitlistEntry) {
	s.tx.closeOffer(o, offer.StateCLAIMED)
	s.Held--
	s.leaveQueue(e, waitlistentry.StateACCEPTED)
}

// declineOffer ends an offer and the waiting with it; the caller serves the queue.
func (s *Shift) declineOffer(o *gen.Offer, e *gen.WaitlistEntry, state offer.State) {
	s.tx.closeOffer(o, state)
	s.Held--
	s.leaveQueue(e, waitlistentry.StateDECLINED)
	s.log(LogOfferDeclined, &e.PersonNo, detail{Of: o.ID})
}
