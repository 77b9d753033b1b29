package place

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/store"
)

// Engine changes places. Many goroutines use one.
type Engine struct {
	store   *store.Store
	publish func(topics []string)
	now     func() time.Time

	desk *desk
	// ask has a request decided: the desk's way.
	ask    func(context.Context, *request) error
	placed *store.Gather[string, *gen.Signup]
	// elsewhere are queues that are served after the commit that made it possible.
	elsewhere *background
	turn      *turn
}

// New makes an engine. Publish is called after each commit with the ids of the
// events and the people whose places, states or times changed; it must not block.
func New(s *store.Store, publish func(topics []string), now func() time.Time) *Engine {
	e := &Engine{store: s, publish: publish, now: now, elsewhere: newBackground(), turn: &turn{}}
	e.desk = newDesk(e, s.Postgres())
	e.ask = e.desk.ask
	e.placed = store.NewGather(mostTogether, e.readSignups)
	return e
}

// Close waits for what is being decided and answers what waits with TRY_AGAIN;
// whatever is asked after it gets the same answer.
func (e *Engine) Close() {
	e.desk.close()
	e.elsewhere.wait()
}

// Do runs f in a transaction on places, writes what was decided in it, commits,
// publishes what changed, and serves the queues of those whose time became free. F
// may run more than once.
func (e *Engine) Do(ctx context.Context, f func(context.Context, *Tx) error) error {
	var t *Tx
	err := e.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		t = newTx(tx, e.store.Postgres(), e.now().UTC().Truncate(time.Microsecond))
		if err := f(ctx, t); err != nil {
			return err
		}
		if t.reads {
			return store.ErrUnchanged
		}
		if err := t.write(ctx); err != nil {
			return err
		}
		t.written = true
		return nil
	})
	// Also after a commit whose answer was lost: who watches reads the state anew.
	if t != nil && t.written && len(t.touched) > 0 {
		e.publish(slices.Sorted(maps.Keys(t.touched)))
	}
	if err != nil {
		return err
	}
	if len(t.freed) > 0 {
		freed := t.freed
		ctx := context.WithoutCancel(ctx)
		e.elsewhere.do(func() { e.serveElsewhere(ctx, freed) })
	}
	return nil
}

// Preview runs f in a transaction on places and changes nothing.
func (e *Engine) Preview(ctx context.Context, f func(context.Context, *Tx) error) error {
	return e.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		if err := f(ctx, newTx(tx, e.store.Postgres(), e.now().UTC().Truncate(time.Microsecond))); err != nil {
			return err
		}
		return store.ErrUnchanged
	})
}

// Once is Do for a change that a client may send again: it is made once for the
// call's key, and answered alike (invariant 9). A refusal changes nothing.
func Once[T any](ctx context.Context, e *Engine, call idempotency.Call, f func(context.Context, *Tx) (T, error)) (T, error) {
	var out T
	err := e.Do(ctx, func(ctx context.Context, t *Tx) (err error) {
		if err := t.ledger.Recall(ctx, t.Tx, t.Now, call); err != nil {
			return err
		}
		out, err = decide(ctx, t, call, f)
		if _, refused := fault.AsRefusal(err); !refused || call.Key == "" {
			return err
		}
		// The same call may have been made while this one waited for a lock.
		if again := t.ledger.Recall(ctx, t.Tx, t.Now, call); again != nil {
			return again
		}
		done, again := t.ledger.Outcome(call, &out)
		if !done {
			return cmp.Or(again, err)
		}
		t.reads = true
		return again
	})
	return out, err
}

// decide answers a call as it was answered before, or makes it and keeps the outcome.
func decide[T any](ctx context.Context, t *Tx, call idempotency.Call, f func(context.Context, *Tx) (T, error)) (T, error) {
	var out T
	if done, err := t.ledger.Outcome(call, &out); done || err != nil {
		return out, err
	}
	out, err := f(ctx, t)
	if err != nil {
		return out, err
	}
	return out, t.ledger.Keep(call, t.Now, out)
}
