package place

import (
	"context"
	"maps"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/idempotency"
	"erikti/internal/store"
)

// Engine changes places. Many goroutines use one.
type Engine struct {
	store   *store.Store
	publish func(eventIDs []string)
	now     func() time.Time
}

// New makes an engine. Publish is called after each commit with the events whose
// places, states or times changed; it must not block.
func New(s *store.Store, publish func(eventIDs []string), now func() time.Time) *Engine {
	return &Engine{store: s, publish: publish, now: now}
}

// Tx is a transaction on places. What is done in it is done as the system: the
// caller has checked the rights of the viewer.
type Tx struct {
	*gen.Tx
	// Now is the moment at which everything in the transaction is judged.
	Now      time.Time
	postgres bool
	touched  map[string]struct{}
	freed    []freed
}

// Touch notes that what everyone may see of an event changed.
func (t *Tx) Touch(eventID string) { t.touched[eventID] = struct{}{} }

// Do runs f in a transaction and, after its commit, publishes what it touched and
// serves the queues of those whose time became free. F may run more than once.
func (e *Engine) Do(ctx context.Context, f func(context.Context, *Tx) error) error {
	var t *Tx
	err := e.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		t = &Tx{
			Tx: tx, Now: e.now().UTC().Truncate(time.Microsecond),
			postgres: e.store.Postgres(), touched: map[string]struct{}{},
		}
		return f(ctx, t)
	})
	if err != nil {
		return err
	}
	if len(t.touched) > 0 {
		e.publish(slices.Sorted(maps.Keys(t.touched)))
	}
	for _, f := range t.freed {
		e.serveElsewhere(ctx, f)
	}
	return nil
}

// Once is Do for a change that a client may send again: it is made once for the
// call's key, and answered alike (invariant 9).
func Once[T any](ctx context.Context, e *Engine, call idempotency.Call, f func(context.Context, *Tx) (T, error)) (T, error) {
	var out T
	err := e.Do(ctx, func(ctx context.Context, t *Tx) (err error) {
		if err := t.lockCall(ctx, call); err != nil {
			return err
		}
		out, err = idempotency.Do(ctx, t.Tx, t.Now, call, func() (T, error) { return f(ctx, t) })
		return err
	})
	return out, err
}
