package place

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen/event"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/shift"
	"erikti/internal/live"
	"erikti/internal/store"
)

// SweepBack is how far a sweep looks back: longer than a transaction may take from the
// moment it writes down to its commit (decidedWithin, or a request's time), and the
// clocks of servers may differ by what is left.
const SweepBack = 15 * time.Second

// Sweep finds in the database what changed and was not published here: by another
// server that ended before it could, or while the bus was cut. One goroutine uses it.
//
// A pass reads the ids and versions of the shifts and events that changed lately, over
// an index: it costs by what changes, not by what there is, and nothing while nobody
// watches. Of the people who watch what is theirs it reads whose places changed on those
// shifts, and who was told something or has read it.
type Sweep struct {
	store *store.Store
	hub   *live.Hub
	now   func() time.Time

	whole time.Time      // up to here nothing is missing
	seen  map[string]int // versions by the id of a shift, an event or a notice that changed lately
}

// NewSweep makes a sweep that publishes to the watchers of a hub.
func NewSweep(s *store.Store, hub *live.Hub, now func() time.Time) *Sweep {
	return &Sweep{store: s, hub: hub, now: now, whole: now().Round(0)}
}

// Pass looks once. Who watches from now on reads the state by itself; so nothing that
// is older has to be found for them.
func (s *Sweep) Pass(ctx context.Context) error {
	began := s.now().Round(0)
	if began.Before(s.whole) {
		s.whole = began // the clock was put back: what is written now is older than what was
	}
	if s.hub.Idle() {
		s.whole = began
		return nil
	}
	ctx = system(ctx)
	since := s.whole.Add(-SweepBack).UTC()
	shifts, err := s.store.Client.Shift.Query().Where(s.changed(since)).
		Select(shift.FieldID, shift.FieldEventID, shift.FieldVersion, shift.FieldUpdatedAt).All(ctx)
	if err != nil {
		return err
	}
	events, err := s.store.Client.Event.Query().Where(event.UpdatedAtGT(since)).
		Select(event.FieldID, event.FieldVersion, event.FieldUpdatedAt).All(ctx)
	if err != nil {
		return err
	}
	seen := make(map[string]int, len(shifts)+len(events))
	topics := map[string]time.Time{} // and when each of them was written last
	var changed []string
	for _, sh := range shifts {
		seen[sh.ID] = sh.Version
		if s.seen[sh.ID] != sh.Version {
			note(topics, sh.EventID, sh.UpdatedAt)
			changed = append(changed, sh.ID)
		}
	}
	for _, e := range events {
		seen[e.ID] = e.Version
		if s.seen[e.ID] != e.Version {
			note(topics, e.ID, e.UpdatedAt)
		}
	}
	if err := s.people(ctx, topics, seen, changed, since); err != nil {
		return err
	}
	s.seen, s.whole = seen, began
	for topic, at := range topics {
		s.hub.PublishSince([]string{topic}, at)
	}
	return nil
}

// note notes that a topic was written at a moment, and perhaps before.
func note(topics map[string]time.Time, topic string, at time.Time) {
	if at.After(topics[topic]) {
		topics[topic] = at
	}
}

// spanOfUpdates is what one value of shifts.updated_in stands for, on PostgreSQL.
const spanOfUpdates = 16 * time.Second

// changed finds the shifts that were written after a moment, by the index there is.
func (s *Sweep) changed(since time.Time) predicate.Shift {
	return func(q *sql.Selector) {
		shift.UpdatedAtGT(since)(q)
		if s.store.Postgres() {
			q.Where(sql.GTE(q.C("updated_in"), since.Unix()/int64(spanOfUpdates/time.Second)))
		}
	}
}
