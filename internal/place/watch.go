package place

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/event"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/shift"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/live"
)

// MostShifts is how many shifts one set may have that is watched.
const MostShifts = 1000

// Watcher reads what is public of places and follows it. What it reads it reads
// as nobody: a draft is not found, by its organizer neither.
type Watcher struct {
	client *gen.Client
	hub    *live.Hub
	now    func() time.Time
}

// NewWatcher makes a watcher over the hub that the engine publishes to.
func NewWatcher(client *gen.Client, hub *live.Hub, now func() time.Time) *Watcher {
	return &Watcher{client, hub, now}
}

// Event follows the places of an event: the state now, then each newer one, until
// it is final or ctx ends. An unknown or draft event is NOT_FOUND.
func (w *Watcher) Event(ctx context.Context, eventID string) (<-chan *EventCapacity, error) {
	changes := w.hub.Watch(eventID)
	state, err := Capacity(ctx, w.client, eventID)
	if err != nil {
		changes.Close()
		if gen.IsNotFound(err) {
			return nil, fault.Fail(fault.Missing, "")
		}
		return nil, err
	}
	out := make(chan *EventCapacity)
	go func() {
		defer close(out)
		defer changes.Close()
		for last := 0; ; {
			if state.Version > last {
				last = state.Version
				select {
				case out <- state:
				case <-ctx.Done():
					return
				}
			}
			if state.Final() || !wait(ctx, changes) {
				return
			}
			changes.Take()
			again, err := Capacity(ctx, w.client, eventID)
			if err != nil {
				// The next change tells the state again; a reader that left needs none.
				if !fault.Canceled(err) {
					slog.ErrorContext(ctx, "reading the places of a watched event", "event", eventID, "error", err)
				}
				continue
			}
			state = again
		}
	}()
	return out, nil
}

func wait(ctx context.Context, changes *live.Watcher) bool {
	select {
	case <-changes.Changed():
		return true
	case <-ctx.Done():
		return false
	}
}

// Filter says which shifts to watch; zero fields do not bound.
type Filter struct {
	EventIDs       []string
	OrganizationID string
	RegionID       string
	Direction      direction.Code
	StartsAfter    *time.Time
	StartsBefore   *time.Time
}

// Update is a set of shifts that changed since the last one; Reset: the set is
// whole.
type Update struct {
	Reset   bool
	Shifts  []*ShiftCapacity
	Removed []string // ids of capacities that left the filter
}

// Shifts follows the shifts of published events that match: all of them, then
// what changes, until ctx ends. A filter with more than MostShifts is TOO_BROAD.
func (w *Watcher) Shifts(ctx context.Context, f Filter) (<-chan *Update, error) {
	if len(f.EventIDs) > 100 {
		return nil, fault.Fail(fault.TooBroad, "").With("most", MostShifts)
	}
	changes := w.hub.Watch()
	set, err := w.read(ctx, f, nil)
	if err != nil {
		changes.Close()
		return nil, err
	}
	if len(set) > MostShifts {
		changes.Close()
		return nil, fault.Fail(fault.TooBroad, "").With("most", MostShifts)
	}
	out := make(chan *Update)
	go func() {
		defer close(out)
		defer changes.Close()
		known := map[string]*ShiftCapacity{}
		for update := (&Update{Reset: true, Shifts: set, Removed: []string{}}); ; {
			remember(known, update)
			if update.Reset || len(update.Shifts)+len(update.Removed) > 0 {
				select {
				case out <- update:
				case <-ctx.Done():
					return
				}
			}
			if !wait(ctx, changes) {
				return
			}
			update = w.changed(ctx, f, known, changes.Take())
		}
	}()
	return out, nil
}

// changed reads the events that changed again and says what is new, changed, or gone.
func (w *Watcher) changed(ctx context.Context, f Filter, known map[string]*ShiftCapacity, eventIDs []string) *Update {
	update := &Update{Shifts: []*ShiftCapacity{}, Removed: []string{}}
	now, err := w.read(ctx, f, eventIDs)
	if err != nil {
		if !fault.Canceled(err) {
			slog.ErrorContext(ctx, "reading watched shifts", "error", err)
		}
		return update
	}
	there := map[string]bool{}
	for _, s := range now {
		there[s.ID] = true
		if old := known[s.ID]; old == nil || s.Version > old.Version {
			update.Shifts = append(update.Shifts, s)
		}
	}
	for id, old := range known {
		if slices.Contains(eventIDs, old.EventID) && !there[id] {
			update.Removed = append(update.Removed, id)
		}
	}
	slices.Sort(update.Removed)
	return update
}

func remember(known map[string]*ShiftCapacity, u *Update) {
	for _, s := range u.Shifts {
		known[s.ID] = s
	}
	for _, id := range u.Removed {
		delete(known, id)
	}
}

// read reads the shifts that match, of some events or (nil) of all.
func (w *Watcher) read(ctx context.Context, f Filter, eventIDs []string) ([]*ShiftCapacity, error) {
	where := []predicate.Shift{shift.HasEventWith(f.events()...)}
	switch {
	case f.StartsAfter != nil:
		where = append(where, shift.StartsAtGTE(*f.StartsAfter))
	default:
		where = append(where, shift.EndsAtGT(w.now().UTC()))
	}
	if f.StartsBefore != nil {
		where = append(where, shift.StartsAtLT(*f.StartsBefore))
	}
	if eventIDs != nil {
		where = append(where, shift.EventIDIn(eventIDs...))
	}
	shifts, err := w.client.Shift.Query().Where(where...).
		Order(gen.Asc(shift.FieldStartsAt, shift.FieldID)).Limit(MostShifts + 1).All(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]*ShiftCapacity, len(shifts))
	for i, s := range shifts {
		out[i] = CapacityOfShift(s)
	}
	return out, nil
}

func (f Filter) events() []predicate.Event {
	where := []predicate.Event{event.StateEQ(event.StatePUBLISHED)}
	if f.EventIDs != nil {
		where = append(where, event.IDIn(f.EventIDs...))
	}
	if f.OrganizationID != "" {
		where = append(where, event.OrganizationID(f.OrganizationID))
	}
	if f.RegionID != "" {
		where = append(where, event.RegionID(f.RegionID))
	}
	if f.Direction != "" {
		where = append(where, event.HasDirectionsWith(direction.ID(id.Direction.Of(string(f.Direction)))))
	}
	return where
}
