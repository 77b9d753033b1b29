package place

import (
	"context"
	"fmt"
	"slices"

	"erikti/ent/gen"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/signup"
	"erikti/ent/gen/waitlistentry"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/live"
	"erikti/internal/right"
	"erikti/internal/viewer"
)

// RosterEntry is a person on a shift: one of the two is there.
type RosterEntry struct {
	ID            string // stable
	Signup        *gen.Signup
	WaitlistEntry *gen.WaitlistEntry

	shown string // what can be seen of it
}

// RosterUpdate is who changed on a shift since the last one; Reset: it is everybody.
type RosterUpdate struct {
	Reset   bool
	Entries []*RosterEntry // places first, then the queue in its order
	Removed []string       // ids of entries that are there no more
}

// Roster follows who has a place on a shift, asked for one, or waits. The viewer of ctx
// runs the shift: who does not is FORBIDDEN, an unknown shift is NOT_FOUND.
func (w *Watcher) Roster(ctx context.Context, shiftID string) (<-chan *RosterUpdate, error) {
	found, err := w.client.Shift.Query().Where(shift.ID(shiftID)).Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Fail(fault.Missing, "")
	}
	if err != nil {
		return nil, err
	}
	r := &roster{watcher: w, shiftID: shiftID}
	return live.Follow(ctx, w.hub.Watch(found.EventID), live.Source[*RosterUpdate]{First: r.first, Change: r.change, Whole: r.whole})
}

// roster is a roster that is followed.
type roster struct {
	watcher *Watcher
	shiftID string
	known   []*RosterEntry // as they were told last
}

func (r *roster) first(ctx context.Context) (_ *RosterUpdate, err error) {
	if r.known, err = r.read(ctx); err != nil {
		return nil, err
	}
	return r.whole(), nil
}

func (r *roster) whole() *RosterUpdate {
	return &RosterUpdate{Reset: true, Entries: r.known, Removed: []string{}}
}

func (r *roster) change(ctx context.Context, _ []string) (*RosterUpdate, bool, error) {
	now, err := r.read(ctx)
	if err != nil {
		return nil, false, err
	}
	update := &RosterUpdate{Entries: []*RosterEntry{}, Removed: []string{}}
	gone := map[string]string{}
	for _, e := range r.known {
		gone[e.ID] = e.shown
	}
	for _, e := range now {
		if shown, was := gone[e.ID]; !was || shown != e.shown {
			update.Entries = append(update.Entries, e)
		}
		delete(gone, e.ID)
	}
	for id := range gone {
		update.Removed = append(update.Removed, id)
	}
	slices.Sort(update.Removed)
	r.known = now
	return update, len(update.Entries)+len(update.Removed) > 0, nil
}

// read reads the roster as the viewer of ctx, who must run the shift.
func (r *roster) read(ctx context.Context) ([]*RosterEntry, error) {
	w := r.watcher
	found, err := w.client.Shift.Query().Where(shift.ID(r.shiftID)).WithEvent().Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Fail(fault.Missing, "")
	}
	if err != nil {
		return nil, err
	}
	if !right.May(viewer.From(ctx), "Subscription.roster", found.Edges.Event.OrganizationID) {
		return nil, fault.Fail(fault.Forbidden, "")
	}
	signups, err := w.client.Signup.Query().Where(signup.ShiftID(r.shiftID), signup.StateIn(liveStates...)).
		WithVolunteer().WithShift().Order(gen.Asc(signup.FieldCreatedAt, signup.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := w.client.WaitlistEntry.Query().Where(waitlistentry.ShiftID(r.shiftID), waitlistentry.StateIn(inQueue...)).
		WithShift().Order(gen.Asc(waitlistentry.FieldSeq)).All(ctx)
	if err != nil {
		return nil, err
	}
	shown, err := w.shownOf(ctx, entries)
	if err != nil {
		return nil, err
	}
	all := make([]*RosterEntry, 0, len(signups)+len(entries))
	for _, s := range signups {
		all = append(all, &RosterEntry{ID: id.Live.For(s.ID), Signup: s, shown: fmt.Sprint(s.State, s.Version)})
	}
	for _, e := range entries {
		all = append(all, &RosterEntry{ID: id.Live.For(e.ID), WaitlistEntry: e, shown: shown[e.ID]})
	}
	return all, nil
}
