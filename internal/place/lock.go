package place

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/ent/gen/volunteer"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
)

// forWrite locks the rows that a query returns, in their order. SQLite's writer
// is alone anyway.
func (t *Tx) forWrite(s *sql.Selector) {
	if t.postgres {
		s.For(sql.LockStrength("NO KEY UPDATE"))
	}
}

// lockCall lets a call wait for one with the same key that is being made. It comes
// before every other lock.
func (t *Tx) lockCall(ctx context.Context, c idempotency.Call) error {
	if c.Key == "" || !t.postgres {
		return nil
	}
	_, err := t.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
		c.Caller+"\n"+c.Operation+"\n"+c.Key)
	return err
}

// LockEvent locks an event and reads it with its directions and organization.
func (t *Tx) LockEvent(ctx context.Context, id string) (*gen.Event, error) {
	q := t.Event.Query().Where(event.ID(id)).WithDirections().WithOrganization()
	q.Modify(t.forWrite)
	e, err := q.Only(ctx)
	if gen.IsNotFound(err) {
		return nil, fault.Refuse(fault.NotFound)
	}
	return e, err
}

// LockShift locks a shift and reads it with its event and the event's directions.
func (t *Tx) LockShift(ctx context.Context, id string) (*gen.Shift, error) {
	shifts, err := t.LockShifts(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(shifts) == 0 {
		return nil, fault.Refuse(fault.NotFound)
	}
	return shifts[0], nil
}

// LockShifts locks shifts by ascending id; those that do not exist are left out.
func (t *Tx) LockShifts(ctx context.Context, ids ...string) ([]*gen.Shift, error) {
	q := t.Shift.Query().Where(shift.IDIn(ids...)).Order(gen.Asc(shift.FieldID)).
		WithEvent(func(q *gen.EventQuery) { q.WithDirections() })
	q.Modify(t.forWrite)
	return q.All(ctx)
}

// lockPeople locks people by ascending number and reads what gates ask of them.
func (t *Tx) lockPeople(ctx context.Context, ids []string, s *gen.Shift) (map[string]*person, error) {
	q := t.Volunteer.Query().Where(volunteer.IDIn(ids...)).Order(gen.Asc(volunteer.FieldPersonNo))
	q.Modify(t.forWrite)
	locked, err := q.All(ctx)
	if err != nil {
		return nil, err
	}
	return people(ctx, t.Client(), locked, s)
}
