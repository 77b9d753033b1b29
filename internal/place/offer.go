package place

import (
	"cmp"
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/civil"
	"erikti/internal/id"
)

const (
	// placedAtOnceUntil is how long before the start a place is given without asking
	// (invariant 7).
	placedAtOnceUntil = 12 * time.Hour
	// lateGrace is how long one may think who was placed late.
	lateGrace = 2 * time.Hour
	// mostMissed is how many offers one may let lapse before one is removed.
	mostMissed = 2
	// Offers do not end at night in the zone of the event: from nightFrom to nightTo
	// they are put off to morning.
	nightFrom, nightTo, morning = 22, 8, 9
)

// placesAtOnce says whether who wants it gets a place without being asked.
func (s *Shift) placesAtOnce() bool {
	now := s.tx.Now
	return now.Before(s.StartsAt.Add(-placedAtOnceUntil)) && now.Before(s.cutoff())
}

// lateUntil is until when somebody who is placed now may give the place up, nil
// where the shift's own deadline leaves as much time.
func (s *Shift) lateUntil() *time.Time {
	until := s.tx.Now.Add(lateGrace)
	if until.Before(s.cutoff()) {
		return nil
	}
	return &until
}

// offerUntil is when an offer made now expires (invariant 7); false when the
// sign-up ends before anybody could answer.
func (s *Shift) offerUntil() (time.Time, bool) {
	now, last := s.tx.Now, closing(s.Shift)
	if s.onTheSpot() {
		if last = now.Add(onTheSpotFor); last.After(s.EndsAt) {
			last = s.EndsAt
		}
		return last, true
	}
	if !now.Before(last) {
		return time.Time{}, false
	}
	until := now.Add(s.offerWindow())
	zone := civil.Zone(s.Edges.Event.TimeZone)
	switch there := until.In(zone); {
	case there.Hour() >= nightFrom:
		until = time.Date(there.Year(), there.Month(), there.Day()+1, morning, 0, 0, 0, zone)
	case there.Hour() < nightTo:
		until = time.Date(there.Year(), there.Month(), there.Day(), morning, 0, 0, 0, zone)
	}
	if until.After(last) {
		until = last
	}
	return until.UTC(), true
}

func (s *Shift) offerWindow() time.Duration {
	if s.OfferWindowMinutes != nil {
		return time.Duration(*s.OfferWindowMinutes) * time.Minute
	}
	switch left := s.StartsAt.Sub(s.tx.Now); {
	case left > 72*time.Hour:
		return 24 * time.Hour
	case left > 24*time.Hour:
		return 4 * time.Hour
	case left > 4*time.Hour:
		return time.Hour
	default:
		return 15 * time.Minute
	}
}

// offer holds a free place for the head of the queue.
func (s *Shift) offer(head *gen.WaitlistEntry, until time.Time) {
	s.leaveQueue(head, waitlistentry.StateOFFERED)
	o := &gen.Offer{
		ID: id.Offer.New(), CreatedAt: s.tx.Now, EntryID: head.ID, ShiftID: s.ID, VolunteerID: head.VolunteerID,
		ExpiresAt: until, State: offer.StatePENDING,
	}
	s.tx.addOffer(o)
	s.Held++
	s.log(LogOffered, &head.PersonNo, detail{Of: o.ID, Seq: head.Seq, Until: until.Unix()})
	s.tell(notice.KindOFFERED, head.VolunteerID, o.ID, detail{Until: until.Unix()})
}

// settle expires the overdue offers and serves the queue: what every transaction on
// a shift does first (invariant 6).
func (s *Shift) settle(ctx context.Context) error {
	if err := s.readBeginning(ctx); err != nil {
		return err
	}
	if s.Held > 0 {
		overdue, err := s.tx.Offer.Query().Where(
			offer.ShiftID(s.ID), offer.StateEQ(offer.StatePENDING), offer.ExpiresAtLTE(s.tx.Now),
		).WithEntry().All(ctx)
		if err != nil {
			return err
		}
		// Those whose offers expire at the same moment stay in their order.
		slices.SortFunc(overdue, func(a, b *gen.Offer) int {
			return cmp.Or(a.ExpiresAt.Compare(b.ExpiresAt), cmp.Compare(a.Edges.Entry.Seq, b.Edges.Entry.Seq))
		})
		lapsed := make([]string, len(overdue))
		for i, o := range overdue {
			lapsed[i] = o.VolunteerID
		}
		if err := s.tx.knowPeople(ctx, lapsed...); err != nil {
			return err
		}
		for _, o := range overdue {
			s.expire(o, s.tx.entry(o.Edges.Entry))
		}
	}
	return s.serve(ctx)
}

// expire takes an offer back. The person goes behind everyone who waits now; the
// second time they are removed.
func (s *Shift) expire(o *gen.Offer, e *gen.WaitlistEntry) {
	t := s.tx
	before := t.actor
	t.As(Actor{Kind: BySystem})
	defer t.As(before)
	t.closeOffer(o, offer.StateEXPIRED)
	s.Held--
	e.Missed++
	if e.Missed >= mostMissed || !s.takesPeople() {
		s.leaveQueue(e, waitlistentry.StateREMOVED)
		s.log(LogRemoved, &e.PersonNo, detail{Of: e.ID})
		s.tell(notice.KindREMOVED, e.VolunteerID, e.ID, detail{})
		return
	}
	s.LastSeq++
	e.State, e.Seq = waitlistentry.StateWAITING, s.LastSeq
	t.changeEntry(e)
	s.Waitlisted++
	s.queue.again(e)
	s.log(LogLapsed, &e.PersonNo, detail{Of: e.ID, Seq: e.Seq})
	s.tell(notice.KindLAPSED, e.VolunteerID, e.ID, detail{})
}
