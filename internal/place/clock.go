package place

import (
	"context"
	"log/slog"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/ent/rule"
	"erikti/internal/fault"
)

// dueAtOnce bounds how many shifts one tick moves.
const dueAtOnce = 500

// Run moves states by the clock until ctx ends.
func (e *Engine) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		if _, err := e.Tick(ctx); err != nil && !fault.Canceled(err) {
			slog.ErrorContext(ctx, "moving shifts by the clock", "error", err)
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// Tick moves the shifts that are due now, each in a transaction of its own that
// also marks the event DONE when its last shift has ended. It returns how many
// shifts were due.
func (e *Engine) Tick(ctx context.Context) (int, error) {
	due, err := e.store.Client.Shift.Query().
		Where(shift.NextTransitionAtLTE(e.now().UTC())).
		Order(gen.Asc(shift.FieldNextTransitionAt)).Limit(dueAtOnce).All(rule.System(ctx))
	if err != nil {
		return 0, err
	}
	for _, s := range due {
		if err := e.Do(ctx, func(ctx context.Context, t *Tx) error { return t.tick(ctx, s.EventID, s.ID) }); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

func (t *Tx) tick(ctx context.Context, eventID, id string) error {
	e, err := t.LockEvent(ctx, eventID)
	if err != nil {
		return err
	}
	s, err := t.LockShift(ctx, id)
	if err != nil {
		return err
	}
	if s.NextTransitionAt == nil || t.Now.Before(*s.NextTransitionAt) {
		return nil // another server was first
	}
	if err := t.Reschedule(ctx, s); err != nil {
		return err
	}
	return t.Finish(ctx, e)
}

// Finish marks a locked event DONE when its last shift has ended.
func (t *Tx) Finish(ctx context.Context, e *gen.Event) error {
	if e.State != event.StatePUBLISHED {
		return nil
	}
	has := func(states ...shift.State) (bool, error) {
		return t.Shift.Query().Where(shift.EventID(e.ID), shift.StateIn(states...)).Exist(ctx)
	}
	goingOn, err := has(shift.StateSCHEDULED, shift.StateOPEN, shift.StateCLOSED)
	if err != nil || goingOn {
		return err
	}
	ended, err := has(shift.StateENDED)
	if err != nil || !ended {
		return err
	}
	t.Touch(e.ID)
	return t.Event.UpdateOneID(e.ID).SetState(event.StateDONE).AddVersion(1).Exec(ctx)
}
