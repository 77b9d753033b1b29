package place

import (
	"cmp"
	"context"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/placelogline"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
)

// beginning is who was on a shift before its log began: it was filled in with people.
type beginning struct {
	signups []*gen.Signup
	entries []*gen.WaitlistEntry // each with the offer that stands for it
}

// readBeginning reads who is there when the log has yet to begin.
func (s *Shift) readBeginning(ctx context.Context) error {
	empty := s.Confirmed == 0 && s.Held == 0 && s.Waitlisted == 0 && s.SignupPolicy != shift.SignupPolicyAPPROVAL
	if s.LogLength > 0 || empty {
		return nil
	}
	return s.readThere(ctx)
}

func (s *Shift) readThere(ctx context.Context) error {
	t := s.tx
	var b beginning
	var err error
	if b.signups, err = t.Signup.Query().Where(signup.ShiftID(s.ID), signup.StateIn(liveStates...)).
		Order(gen.Asc(signup.FieldCreatedAt, signup.FieldID)).All(ctx); err != nil {
		return err
	}
	if b.entries, err = t.WaitlistEntry.Query().Where(waitlistentry.ShiftID(s.ID), waitlistentry.StateIn(inQueue...)).
		WithOffers(func(q *gen.OfferQuery) { q.Where(offer.StateEQ(offer.StatePENDING)) }).
		Order(gen.Asc(waitlistentry.FieldSeq)).All(ctx); err != nil {
		return err
	}
	s.before = b
	return nil
}

// begin writes the first lines of a log: an empty shift, and then who is there.
func (s *Shift) begin(after []byte) {
	asked := s.tx.actor
	s.tx.As(Actor{Kind: BySystem})
	defer s.tx.As(asked)
	p := places{capacity: s.found.capacity}
	s.append(LogBegun, nil, detail{Before: after}, p)
	for _, e := range s.before.entries {
		p.waitlisted++
		s.append(LogQueued, &e.PersonNo, detail{Of: e.ID, Seq: e.Seq, Via: viaBefore}, p)
		for _, o := range e.Edges.Offers {
			p.waitlisted--
			p.held++
			s.append(LogOffered, &e.PersonNo, detail{Of: o.ID, Seq: e.Seq, Until: o.ExpiresAt.Unix(), Via: viaBefore}, p)
		}
		if e.BlockedBy != nil && e.State == waitlistentry.StateWAITING {
			s.append(LogPassed, &e.PersonNo, detail{Of: e.ID, Seq: e.Seq, Gate: *e.BlockedBy}, p)
		}
	}
	slices.SortStableFunc(s.before.signups, func(a, b *gen.Signup) int { return cmp.Compare(number0(a.Seq), number0(b.Seq)) })
	for _, g := range s.before.signups {
		if g.State == signup.StateREQUESTED {
			s.append(LogRequested, &g.PersonNo, detail{Of: g.ID, Seq: number0(g.Seq), Via: viaBefore}, p)
			continue
		}
		p.confirmed++
		s.append(LogConfirmed, &g.PersonNo, detail{Of: g.ID, Via: viaBefore}, p)
	}
	s.before = beginning{}
}

func number0(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

// ShortenLog forgets the lines of a log: it begins anew with who is there now, after
// the hash of the last line forgotten, so that the chain goes on and the head that
// somebody noted is still in it. Only the demo does it, whose traffic never ends.
func (s *Shift) ShortenLog(ctx context.Context) error {
	t := s.tx
	if err := t.flush(ctx); err != nil {
		return err
	}
	if s.LogLength == 0 {
		return nil
	}
	if err := s.readThere(ctx); err != nil {
		return err
	}
	if _, err := t.PlaceLogLine.Delete().Where(placelogline.ShiftID(s.ID)).Exec(ctx); err != nil {
		return err
	}
	s.change()
	s.found = s.places()
	s.begin(s.LogHash)
	return nil
}
