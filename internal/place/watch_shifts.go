package place

import (
	"cmp"
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
	set := &shiftSet{watcher: w, filter: f, known: map[string]map[string]*ShiftCapacity{}}
	return live.Follow(ctx, w.hub.Watch(), live.Source[*Update]{First: set.first, Change: set.change, Whole: set.whole})
}

// shiftSet is a set of shifts that is followed. It never has more than MostShifts.
type shiftSet struct {
	watcher *Watcher
	filter  Filter
	known   map[string]map[string]*ShiftCapacity // as it was told last: by event, by id
	size    int                                  // of it
}

func (s *shiftSet) first(ctx context.Context) (*Update, error) {
	shifts, err := s.all(ctx)
	if err != nil {
		return nil, err
	}
	update := &Update{Reset: true, Shifts: shifts, Removed: []string{}}
	s.remember(update, nil)
	return update, nil
}

// all reads the whole set.
func (s *shiftSet) all(ctx context.Context) ([]*ShiftCapacity, error) {
	shifts, err := s.watcher.read(ctx, s.filter, nil, MostShifts+1) // enough to see that they are too many
	if err == nil && len(shifts) > MostShifts {
		return nil, fault.Fail(fault.TooBroad, "").With("most", MostShifts)
	}
	return shifts, err
}

// whole is the set as it was told last, in order of ids.
func (s *shiftSet) whole() *Update {
	update := &Update{Reset: true, Shifts: make([]*ShiftCapacity, 0, s.size), Removed: []string{}}
	for _, of := range s.known {
		update.Shifts = slices.AppendSeq(update.Shifts, maps.Values(of))
	}
	slices.SortFunc(update.Shifts, func(a, b *ShiftCapacity) int { return cmp.Compare(a.ID, b.ID) })
	return update
}

// change reads the events that changed, or all, again and says what is new, changed,
// or gone. A set that has become too broad is refused.
func (s *shiftSet) change(ctx context.Context, topics []string) (*Update, bool, error) {
	eventIDs := s.eventsOf(topics)
	if len(eventIDs) == 0 && len(topics) > 0 {
		return nil, false, nil // of people, of organizations
	}
	now, err := s.now(ctx, eventIDs)
	if err != nil {
		return nil, false, err
	}
	update := &Update{Shifts: []*ShiftCapacity{}, Removed: []string{}}
	there := map[string]bool{}
	size := s.size
	for _, shift := range now {
		there[shift.ID] = true
		old := s.known[shift.EventID][shift.ID]
		if old == nil || shift.Version > old.Version {
			update.Shifts = append(update.Shifts, shift)
		}
		if old == nil {
			size++
		}
	}
	gone := map[string]string{} // the events of what is gone
	if len(eventIDs) == 0 {
		eventIDs = slices.Collect(maps.Keys(s.known))
	}
	for _, eventID := range eventIDs {
		for id := range s.known[eventID] {
			if !there[id] {
				update.Removed = append(update.Removed, id)
				gone[id] = eventID
				size--
			}
		}
	}
	if size > MostShifts { // unless some are over by now
		return s.change(ctx, nil)
	}
	slices.Sort(update.Removed)
	s.remember(update, gone)
	return update, len(update.Shifts)+len(update.Removed) > 0, nil
}

// eventsOf are the events among topics that the set may have shifts of.
func (s *shiftSet) eventsOf(topics []string) (eventIDs []string) {
	for _, topic := range topics {
		if id.PrefixOf(topic) == id.Event && (s.filter.EventIDs == nil || slices.Contains(s.filter.EventIDs, topic)) {
			eventIDs = append(eventIDs, topic)
		}
	}
	return eventIDs
}

// now reads the shifts of some events, or all.
func (s *shiftSet) now(ctx context.Context, eventIDs []string) ([]*ShiftCapacity, error) {
	if len(eventIDs) == 0 {
		return s.all(ctx)
	}
	var now []*ShiftCapacity
	for some := range slices.Chunk(eventIDs, eventsAtOnce) {
		shifts, err := s.watcher.read(ctx, s.filter, some, MostShifts+1)
		if err != nil {
			return nil, err
		}
		now = append(now, shifts...)
	}
	return now, nil
}

// remember keeps what is told; gone are the events of what is removed.
func (s *shiftSet) remember(u *Update, gone map[string]string) {
	for _, shift := range u.Shifts {
		of := s.known[shift.EventID]
		if of == nil {
			of = map[string]*ShiftCapacity{}
			s.known[shift.EventID] = of
		}
		if of[shift.ID] == nil {
			s.size++
		}
		of[shift.ID] = shift
	}
	for _, id := range u.Removed {
		of := s.known[gone[id]]
		delete(of, id)
		s.size--
		if len(of) == 0 {
			delete(s.known, gone[id])
		}
	}
}

// read reads the shifts that match, of some events or (nil) of all, and at most so many.
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
	shifts, err := w.client.Shift.Query().Where(where...).Order(gen.Asc(shift.FieldStartsAt, shift.FieldID)).Limit(most).
		Select(shownOf...).All(ctx)
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
