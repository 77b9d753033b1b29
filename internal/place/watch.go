package place

import (
	"context"
	"maps"
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

// eventsAtOnce is how many events that changed are read with one statement.
const eventsAtOnce = 500

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
	version := 0
	read := func(ctx context.Context) (*EventCapacity, error) {
		state, err := Capacity(ctx, w.client, eventID)
		if gen.IsNotFound(err) {
			return nil, fault.Fail(fault.Missing, "")
		}
		return state, err
	}
	return live.Follow(ctx, w.hub.Watch(eventID), live.Source[*EventCapacity]{
		First: func(ctx context.Context) (*EventCapacity, error) {
			state, err := read(ctx)
			if err == nil {
				version = state.Version
			}
			return state, err
		},
		Change: func(ctx context.Context, _ []string) (*EventCapacity, bool, error) {
			state, err := read(ctx)
			if err != nil || state.Version <= version {
				return nil, false, err
			}
			version = state.Version
			return state, true, nil
		},
		Final: (*EventCapacity).Final,
	})
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
	set := &shiftSet{watcher: w, filter: f, known: map[string]*ShiftCapacity{}}
	return live.Follow(ctx, w.hub.Watch(), live.Source[*Update]{First: set.first, Change: set.change, Whole: set.whole})
}

// shiftSet is a set of shifts that is followed.
type shiftSet struct {
	watcher *Watcher
	filter  Filter
	known   map[string]*ShiftCapacity // as it was told last
}

func (s *shiftSet) first(ctx context.Context) (*Update, error) {
	shifts, err := s.watcher.read(ctx, s.filter, nil, MostShifts+1) // enough to see that they are too many
	if err != nil {
		return nil, err
	}
	if len(shifts) > MostShifts {
		return nil, fault.Fail(fault.TooBroad, "").With("most", MostShifts)
	}
	update := &Update{Reset: true, Shifts: shifts, Removed: []string{}}
	s.remember(update)
	return update, nil
}

// whole is the set as it was told last, in order of ids.
func (s *shiftSet) whole() *Update {
	update := &Update{Reset: true, Shifts: make([]*ShiftCapacity, 0, len(s.known)), Removed: []string{}}
	for _, id := range slices.Sorted(maps.Keys(s.known)) {
		update.Shifts = append(update.Shifts, s.known[id])
	}
	return update
}

// change reads the events that changed, or all, again and says what is new, changed,
// or gone.
func (s *shiftSet) change(ctx context.Context, eventIDs []string) (*Update, bool, error) {
	update := &Update{Shifts: []*ShiftCapacity{}, Removed: []string{}}
	now, err := s.now(ctx, eventIDs)
	if err != nil {
		return nil, false, err
	}
	there := map[string]bool{}
	for _, shift := range now {
		there[shift.ID] = true
		if old := s.known[shift.ID]; old == nil || shift.Version > old.Version {
			update.Shifts = append(update.Shifts, shift)
		}
	}
	for id, old := range s.known {
		if (len(eventIDs) == 0 || slices.Contains(eventIDs, old.EventID)) && !there[id] {
			update.Removed = append(update.Removed, id)
		}
	}
	slices.Sort(update.Removed)
	s.remember(update)
	return update, len(update.Shifts)+len(update.Removed) > 0, nil
}

// now reads the shifts of some events, or all.
func (s *shiftSet) now(ctx context.Context, eventIDs []string) ([]*ShiftCapacity, error) {
	if len(eventIDs) == 0 {
		return s.watcher.read(ctx, s.filter, nil, 0)
	}
	var now []*ShiftCapacity
	for some := range slices.Chunk(eventIDs, eventsAtOnce) {
		shifts, err := s.watcher.read(ctx, s.filter, some, 0)
		if err != nil {
			return nil, err
		}
		now = append(now, shifts...)
	}
	return now, nil
}

func (s *shiftSet) remember(u *Update) {
	for _, shift := range u.Shifts {
		s.known[shift.ID] = shift
	}
	for _, id := range u.Removed {
		delete(s.known, id)
	}
}

// read reads the shifts that match, of some events or (nil) of all; at most some, or
// (0) all of them.
func (w *Watcher) read(ctx context.Context, f Filter, eventIDs []string, most int) ([]*ShiftCapacity, error) {
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
	query := w.client.Shift.Query().Where(where...).Order(gen.Asc(shift.FieldStartsAt, shift.FieldID))
	if most > 0 {
		query.Limit(most)
	}
	shifts, err := query.All(ctx)
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
	} else {
		where = append(where, event.KindEQ(event.KindVOLUNTEERING))
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
