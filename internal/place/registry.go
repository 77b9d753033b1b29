package place

import (
	"context"

	"erikti/ent/gen"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/store"
)

// registry has each row of a transaction once, so that whoever decides sees what
// was decided before, written or not.
type registry struct {
	signups map[string]*gen.Signup
	entries map[string]*gen.WaitlistEntry
	offers  map[string]*gen.Offer // by entry, the pending ones
	// fresh are the rows that were made in this transaction, dirty those changed.
	fresh, dirty map[string]struct{}
}

func newRegistry() registry {
	return registry{
		signups: map[string]*gen.Signup{}, entries: map[string]*gen.WaitlistEntry{}, offers: map[string]*gen.Offer{},
		fresh: map[string]struct{}{}, dirty: map[string]struct{}{},
	}
}

// signup returns the row that is known already, or knows the one given.
func (r *registry) signup(s *gen.Signup) *gen.Signup {
	if known := r.signups[s.ID]; known != nil {
		return known
	}
	r.signups[s.ID] = s
	return s
}

func (r *registry) entry(e *gen.WaitlistEntry) *gen.WaitlistEntry {
	if known := r.entries[e.ID]; known != nil {
		return known
	}
	r.entries[e.ID] = e
	return e
}

// marked says whether a row needs no more marking as changed: it is written with
// what it has at the end anyway.
func (r *registry) marked(id string) bool {
	if _, ok := r.fresh[id]; ok {
		return true
	}
	if _, ok := r.dirty[id]; ok {
		return true
	}
	r.dirty[id] = struct{}{}
	return false
}

func (t *Tx) addSignup(s *gen.Signup) {
	t.signups[s.ID] = s
	t.fresh[s.ID] = struct{}{}
	t.decided.newSignups = append(t.decided.newSignups, s)
	t.Touch(s.VolunteerID)
}

func (t *Tx) changeSignup(s *gen.Signup) {
	s.Version++
	t.Touch(s.VolunteerID)
	if !t.marked(s.ID) {
		t.decided.changedSignups = append(t.decided.changedSignups, s)
	}
}

func (t *Tx) addEntry(e *gen.WaitlistEntry) {
	t.entries[e.ID] = e
	t.fresh[e.ID] = struct{}{}
	t.decided.newEntries = append(t.decided.newEntries, e)
	t.Touch(e.VolunteerID)
}

func (t *Tx) changeEntry(e *gen.WaitlistEntry) {
	e.Version++
	t.Touch(e.VolunteerID)
	if !t.marked(e.ID) {
		t.decided.changedEntries = append(t.decided.changedEntries, e)
	}
}

func (t *Tx) addOffer(o *gen.Offer) {
	t.offers[o.EntryID] = o
	t.fresh[o.ID] = struct{}{}
	t.decided.newOffers = append(t.decided.newOffers, o)
	t.Touch(o.VolunteerID)
}

// closeOffer ends a pending offer.
func (t *Tx) closeOffer(o *gen.Offer, state offer.State) {
	o.State = state
	delete(t.offers, o.EntryID)
	t.Touch(o.VolunteerID)
	if !t.marked(o.ID) {
		t.decided.changedOffers = append(t.decided.changedOffers, o)
	}
}

// readSignups makes sign-ups known.
func (t *Tx) readSignups(ctx context.Context, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	all, err := t.Signup.Query().Where(store.AnyOf(t.postgres, signup.FieldID, ids)).All(ctx)
	for _, s := range all {
		t.signup(s)
	}
	return err
}

// readEntries makes waiting entries known, with their pending offers.
func (t *Tx) readEntries(ctx context.Context, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	all, err := t.WaitlistEntry.Query().Where(store.AnyOf(t.postgres, waitlistentry.FieldID, ids)).All(ctx)
	if err != nil {
		return err
	}
	for _, e := range all {
		t.entry(e)
	}
	offers, err := t.Offer.Query().Where(store.AnyOf(t.postgres, offer.FieldEntryID, ids), offer.StateEQ(offer.StatePENDING)).All(ctx)
	t.knowOffers(offers)
	return err
}

// knowOffers makes pending offers known, but those that were closed since.
func (t *Tx) knowOffers(offers []*gen.Offer) {
	for _, o := range offers {
		if _, closed := t.dirty[o.ID]; !closed && t.offers[o.EntryID] == nil {
			t.offers[o.EntryID] = o
		}
	}
}
