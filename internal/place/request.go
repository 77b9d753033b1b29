package place

import (
	"context"

	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
)

// request is one change that somebody asks for on one shift, with what has to be
// read to decide it.
type request struct {
	shiftID string
	people  []string // volunteers
	signups []string
	entries []string
	call    idempotency.Call
	decide  func(context.Context, *Tx) error
	// err is the answer after the commit: nil, or a refusal.
	err error
}

// ask has a request decided, together with others of its shift when there are many,
// and returns the outcome after the commit.
func ask[T any](ctx context.Context, e *Engine, r request, f func(context.Context, *Shift) (T, error)) (T, error) {
	var out T
	r.decide = func(ctx context.Context, t *Tx) error {
		t.As(Actor{Kind: ByVolunteer})
		defer t.As(Actor{Kind: BySystem})
		var err error
		out, err = decide(ctx, t, r.call, func(ctx context.Context, t *Tx) (T, error) {
			s := t.shifts[r.shiftID]
			if s == nil {
				return out, fault.Refuse(fault.NotFound)
			}
			return f(ctx, s)
		})
		return err
	}
	err := e.ask(ctx, &r)
	return out, err
}

// decideAll decides requests in one transaction, in their order. Each one's err is
// its answer when the error returned is nil; otherwise nothing was changed.
func (e *Engine) decideAll(ctx context.Context, requests []*request) error {
	return e.Do(ctx, func(ctx context.Context, t *Tx) error {
		var shifts, people, signups, entries []string
		calls := make([]idempotency.Call, 0, len(requests))
		for _, r := range requests {
			shifts = append(shifts, r.shiftID)
			people = append(people, r.people...)
			signups = append(signups, r.signups...)
			entries = append(entries, r.entries...)
			calls = append(calls, r.call)
		}
		if _, err := t.LockShifts(ctx, shifts...); err != nil {
			return err
		}
		if err := t.ledger.Recall(ctx, t.Tx, t.Now, calls...); err != nil {
			return err
		}
		if err := t.knowPeople(ctx, people...); err != nil {
			return err
		}
		if err := t.readSignups(ctx, signups...); err != nil {
			return err
		}
		if err := t.readEntries(ctx, entries...); err != nil {
			return err
		}
		for _, r := range requests {
			r.err = r.decide(ctx, t)
			if _, refused := fault.AsRefusal(r.err); r.err != nil && !refused {
				return r.err
			}
		}
		t.reads = t.decided.nothing()
		return nil
	})
}

func system(ctx context.Context) context.Context { return rule.System(ctx) }
