package place

import (
	"context"
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/id"
	"erikti/internal/store"
)

// ShiftCapacity is what everyone may know of the places on a shift.
type ShiftCapacity struct {
	ID         string // stable
	ShiftID    string
	EventID    string
	Version    int // grows with every change of anything here
	State      shift.State
	Capacity   int
	Confirmed  int
	Held       int
	Waitlisted int
	Available  int // Capacity - Confirmed - Held, never below 0
}

// EventCapacity is what everyone may know of the places of an event: the sums
// over its shifts that are not cancelled, and the shifts.
type EventCapacity struct {
	ID         string // stable
	EventID    string
	Version    int // the event's own and those of its shifts: shifts are never deleted, so it only grows
	State      event.State
	Capacity   int
	Confirmed  int
	Held       int
	Waitlisted int
	Available  int
	Shifts     []*ShiftCapacity // in order of time
}

// Final says whether nothing will change any more.
func (c *EventCapacity) Final() bool {
	return c.State == event.StateCANCELLED || c.State == event.StateDONE || c.State == event.StateSETTLED
}

// shownOf are the columns of shifts that their places are shown from: every change of a
// place reads them, for all who watch.
var shownOf = []string{
	shift.FieldID, shift.FieldEventID, shift.FieldVersion, shift.FieldState, shift.FieldStartsAt,
	shift.FieldCapacity, shift.FieldConfirmed, shift.FieldHeld, shift.FieldWaitlisted,
}

// CapacityOfShift shows the places of a shift.
func CapacityOfShift(s *gen.Shift) *ShiftCapacity {
	return &ShiftCapacity{
		ID: id.Live.For(s.ID), ShiftID: s.ID, EventID: s.EventID, Version: s.Version, State: s.State,
		Capacity: s.Capacity, Confirmed: s.Confirmed, Held: s.Held, Waitlisted: s.Waitlisted,
		Available: Available(s),
	}
}

// CapacityOfEvent shows the places of an event with all its shifts.
func CapacityOfEvent(e *gen.Event, shifts []*gen.Shift) *EventCapacity {
	c := &EventCapacity{
		ID: id.Live.For(e.ID), EventID: e.ID, Version: e.Version, State: e.State,
		Shifts: make([]*ShiftCapacity, 0, len(shifts)),
	}
	shifts = slices.Clone(shifts)
	InOrder(shifts)
	for _, s := range shifts {
		c.Shifts = append(c.Shifts, CapacityOfShift(s))
		c.Version += s.Version
		if s.State == shift.StateCANCELLED {
			continue
		}
		c.Capacity += s.Capacity
		c.Confirmed += s.Confirmed
		c.Held += s.Held
		c.Waitlisted += s.Waitlisted
		c.Available += Available(s)
	}
	return c
}

// Available returns the places of a shift that are neither confirmed nor held.
func Available(s *gen.Shift) int { return max(0, s.Capacity-s.Confirmed-s.Held) }

// InOrder sorts shifts by their beginning.
func InOrder(shifts []*gen.Shift) {
	slices.SortFunc(shifts, func(a, b *gen.Shift) int {
		if c := a.StartsAt.Compare(b.StartsAt); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
}

// Capacity reads the places of an event from the database, as the viewer of ctx
// may see it. An event and its shifts are one statement, so that they are of one moment:
// one transaction ends the last shift and the event.
func Capacity(ctx context.Context, client *gen.Client, eventID string) (*EventCapacity, error) {
	q := client.Shift.Query().Where(shift.EventID(eventID))
	q.Select(shownOf...)
	q.Modify(withStateOfEvent)
	shifts, err := q.All(ctx)
	if err != nil {
		return nil, err
	}
	if len(shifts) == 0 {
		e, err := client.Event.Query().Where(event.ID(eventID)).Select(event.FieldID, event.FieldVersion, event.FieldState).Only(ctx)
		if err != nil {
			return nil, err
		}
		return CapacityOfEvent(e, nil), nil
	}
	e, state := &gen.Event{ID: eventID}, ""
	if err := store.Joined(shifts[0], map[string]any{"event_version": &e.Version, "event_state": &state}); err != nil {
		return nil, err
	}
	e.State = event.State(state)
	return CapacityOfEvent(e, shifts), nil
}

func withStateOfEvent(s *sql.Selector) {
	e := sql.Table(event.Table).As("e")
	s.Join(e).On(s.C(shift.FieldEventID), e.C(event.FieldID))
	s.AppendSelect(sql.As(e.C(event.FieldVersion), "event_version"), sql.As(e.C(event.FieldState), "event_state"))
}
