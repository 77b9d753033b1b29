package place

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/fault"
	"erikti/internal/store"
)

// forWrite locks the rows that a query returns.
func (t *Tx) forWrite(s *sql.Selector) { store.Locked(t.postgres)(s) }

// LockEvent locks an event and reads the columns of it that are named, all when none is.
func (t *Tx) LockEvent(ctx context.Context, id string, columns ...string) (*gen.Event, error) {
	q := t.Event.Query().Where(event.ID(id))
	q.Select(columns...)
	q.Modify(t.forWrite)
	e, err := q.Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Refuse(fault.NotFound)
	}
	return e, err
}

// LockShift locks a shift and settles it.
func (t *Tx) LockShift(ctx context.Context, id string) (*Shift, error) {
	shifts, err := t.LockShifts(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(shifts) == 0 {
		return nil, fault.Refuse(fault.NotFound)
	}
	return shifts[0], nil
}

// LockShifts locks shifts by ascending id and settles each (invariant 6); those
// that do not exist are left out. What was locked before is not read again. All
// that a transaction locks it should lock at once, for the one order of locks.
func (t *Tx) LockShifts(ctx context.Context, ids ...string) ([]*Shift, error) {
	var missing []string
	for _, id := range ids {
		if t.shifts[id] == nil {
			missing = append(missing, id)
		}
	}
	var fresh []*Shift
	if len(missing) > 0 {
		q := t.Shift.Query().Where(store.AnyOf(t.postgres, shift.FieldID, missing)).Order(gen.Asc(shift.FieldID))
		q.Modify(t.withEvent, t.forWrite)
		rows, err := q.All(ctx)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if row.Edges.Event, err = eventOf(row); err != nil {
				return nil, err
			}
			s := &Shift{Shift: row, tx: t}
			s.found = s.places()
			t.shifts[row.ID] = s
			fresh = append(fresh, s)
		}
	}
	for _, s := range fresh {
		if err := s.settle(ctx); err != nil {
			return nil, err
		}
	}
	var locked []*Shift
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		if s := t.shifts[id]; s != nil {
			locked = append(locked, s)
		}
	}
	return locked, nil
}
