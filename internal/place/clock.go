package place

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/offer"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/shift"
	"erikti/internal/fault"
)

// dueAtOnce bounds how many shifts of a kind one tick looks at.
const dueAtOnce = 500

// Run does what is due by the clock until ctx ends.
func (e *Engine) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		if _, err := e.Tick(ctx); err != nil && !fault.Canceled(err) {
			slog.ErrorContext(ctx, "doing what is due by the clock", "error", err)
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// Tick does what is due now, each shift in a transaction of its own: it moves
// states, also of an event whose last shift has ended, lets offers expire, and serves
// queues that have somebody waiting beside a free place (a server may have died
// before it did, or a gate may have cleared). What fails for one shift is tried again by the
// next tick, and stops no other. It returns how many shifts it moved.
func (e *Engine) Tick(ctx context.Context) (int, error) {
	ctx = system(ctx)
	now := e.now().UTC().Round(0)
	due, err := e.store.Client.Shift.Query().Where(shift.NextTransitionAtLTE(now)).
		Order(gen.Asc(shift.FieldNextTransitionAt)).Limit(dueAtOnce).All(ctx)
	if err != nil {
		return 0, err
	}
	early, err := e.early(ctx, now)
	if err != nil {
		return 0, err
	}
	due = append(due, early...)
	moved := 0
	var failed []error
	for _, s := range due {
		if err := e.Do(ctx, func(ctx context.Context, t *Tx) error { return t.tick(ctx, s.EventID, s.ID) }); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", s.ID, err))
			continue
		}
		moved++
	}
	unsettled, err := e.unsettled(ctx, now)
	if err != nil {
		failed = append(failed, err)
	}
	for _, id := range unsettled {
		if err := e.Settle(ctx, id); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", id, err))
		}
	}
	return moved, errors.Join(failed...)
}

// unsettled are the shifts with an overdue offer, and those with a free place beside
// somebody who waits: first, who could have it by what is known of them; and in turns
// those where a gate must have cleared that nobody told of.
func (e *Engine) unsettled(ctx context.Context, now time.Time) ([]string, error) {
	overdue, err := e.store.Client.Offer.Query().
		Where(offer.StateEQ(offer.StatePENDING), offer.ExpiresAtLTE(now)).
		Unique(true).Order(gen.Asc(offer.FieldShiftID)).Limit(dueAtOnce).Select(offer.FieldShiftID).Strings(ctx)
	if err != nil {
		return nil, err
	}
	beside := []predicate.Shift{
		shift.StateIn(shift.StateOPEN, shift.StateCLOSED), shift.StartsAtGT(now), shift.WaitlistedGT(0),
		func(s *sql.Selector) { s.Where(sql.ExprP("confirmed + held < capacity")) },
	}
	e.turn.mu.Lock()
	defer e.turn.mu.Unlock()
	all := overdue
	for _, t := range []struct {
		last  *string
		where []predicate.Shift
	}{
		{&e.turn.ready, append(beside, func(s *sql.Selector) { s.Where(sql.ExprP(ready)) })},
		{&e.turn.blocked, beside},
	} {
		ids, err := e.store.Client.Shift.Query().Where(t.where...).Where(shift.IDGT(*t.last)).
			Order(gen.Asc(shift.FieldID)).Limit(dueAtOnce).IDs(ctx)
		if err != nil {
			return all, err
		}
		if *t.last = ""; len(ids) == dueAtOnce {
			*t.last = ids[dueAtOnce-1] // the next tick goes on there
		}
		all = append(all, ids...)
	}
	return slices.Compact(slices.Sorted(slices.Values(all))), nil
}

// turn is when the last tick was, and how far it came with shifts that are too many for
// one: their last ids.
type turn struct {
	mu             sync.Mutex
	ready, blocked string
	last           time.Time // of the last tick, by the clock on the wall
}

// ready says, of a shift, that somebody waits who shows no gate, or another place at
// that time which they have no more: a server died before it could serve them.
const ready = `EXISTS (SELECT 1 FROM waitlist_entries w WHERE w.shift_id = shifts.id AND w.state = 'WAITING'
	AND (w.blocked_by IS NULL OR w.blocked_by = 'NO_OVERLAP' AND NOT EXISTS (
		SELECT 1 FROM signups g WHERE g.volunteer_id = w.volunteer_id AND g.shift_id <> w.shift_id
		AND g.takes_time AND (g.state = 'CONFIRMED' OR g.state = 'CHECKED_IN' OR g.state = 'COMPLETED')
		AND g.starts_at < shifts.ends_at AND g.ends_at > shifts.starts_at)))`

// early are the shifts that were moved too soon, by a clock that has been put back since
// the last tick, or before this server began. What has ended stays so: its queue was
// sent away, and its event may be done.
func (e *Engine) early(ctx context.Context, now time.Time) ([]*gen.Shift, error) {
	e.turn.mu.Lock()
	before := e.turn.last
	e.turn.last = now
	e.turn.mu.Unlock()
	query := e.store.Client.Shift.Query()
	switch {
	case before.IsZero():
	case now.Before(before):
		query.Where(shift.Or(shift.OpensAtLTE(before), shift.ClosesAtLTE(before), shift.StartsAtLTE(before)))
	default:
		return nil, nil
	}
	early, err := query.Where(shift.Or(
		shift.And(shift.StateIn(shift.StateOPEN, shift.StateCLOSED), shift.OpensAtGT(now)),
		shift.And(shift.StateEQ(shift.StateCLOSED), shift.StartsAtGT(now), shift.Or(shift.ClosesAtIsNil(), shift.ClosesAtGT(now))),
	)).Order(gen.Asc(shift.FieldID)).Limit(dueAtOnce).All(ctx)
	if len(early) == dueAtOnce || err != nil {
		e.turn.mu.Lock()
		e.turn.last = before // the next tick does the rest
		e.turn.mu.Unlock()
	}
	return early, err
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
	state, next := StateAt(s.Shift, e.State != event.StateDRAFT, t.Now)
	if s.NextTransitionAt == nil || state == s.State && next != nil && next.Equal(*s.NextTransitionAt) {
		t.reads = t.decided.nothing()
		return nil // another server was first
	}
	if err := s.Reschedule(ctx); err != nil {
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
