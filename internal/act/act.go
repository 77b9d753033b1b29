// Package act makes the changes that a signed-in person asks for: once for the key of
// the call, in one transaction, as the system (the capability checks the rights in it),
// with what people are told in the same transaction and published after it.
package act

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/notice"
	"erikti/internal/right"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// Office is where changes are made. Many goroutines use one.
type Office struct {
	Store *store.Store
	// Publish is called after each commit with the ids of the people who were told
	// something, and of what was recorded and touched; it must not block.
	Publish func(topics []string)
	Now     func() time.Time
}

// Change is a change that is being made.
type Change struct {
	*gen.Tx
	Who *viewer.Viewer
	// Operation is the mutation by which it is made.
	Operation string
	// Now is the moment at which everything in the change is judged.
	Now time.Time
	// Postgres says whether rows can be locked; SQLite's writer is alone.
	Postgres bool
	told     []string
	audited  []audit.Entry
}

// Do makes a change once for the caller's key. F may run more than once. What it
// returns are the ids that the answer shows; what must not be kept for a call that
// comes again (a token) stands in a field without a name in JSON, and is empty then.
func Do[T any](ctx context.Context, o *Office, operation, key string, input any, f func(context.Context, *Change) (T, error)) (T, error) {
	var none T
	v := viewer.From(ctx)
	if !v.SignedIn() {
		return none, fault.Fail(fault.Unauthenticated, "")
	}
	// Hashed as it came: what f trims must not change what the key stands for.
	asked, err := json.Marshal(input)
	if err != nil {
		return none, err
	}
	now := o.Now().UTC().Truncate(time.Microsecond)
	call := idempotency.Call{Caller: v.ID(), Operation: operation, Key: key, Input: json.RawMessage(asked)}
	var c *Change
	out, err := idempotency.Once(rule.System(ctx), o.Store, now, call, func(ctx context.Context, tx *gen.Tx) (T, error) {
		c = &Change{Tx: tx, Who: v, Operation: operation, Now: now, Postgres: o.Store.Postgres()}
		out, err := f(ctx, c)
		if err != nil {
			return none, err
		}
		for _, e := range c.audited {
			if err := audit.Record(ctx, tx, e); err != nil {
				return none, err
			}
		}
		return out, nil
	})
	if err == nil && c != nil && len(c.told) > 0 {
		o.Publish(slices.Compact(slices.Sorted(slices.Values(c.told))))
	}
	return out, err
}

// May says whether the person may make the change to an object of an organization, and
// of regions, by the table of rights: asked before anything else is read, so that what
// is somebody else's takes the same statements as what is not there. What was granted is
// judged again under the lock, by the rows of then.
func (c *Change) May(organizationID string, regions ...string) bool {
	return right.May(c.Who, "Mutation."+c.Operation, organizationID, regions...)
}

// Record notes what the audit says of the change; it is written at its end, after
// everything that the change locks. The organization and the region that it is of are
// published with it: whoever follows what changes for them, as desks do, is told.
func (c *Change) Record(e audit.Entry) {
	e.At = c.Now
	c.audited = append(c.audited, e)
	for _, of := range []string{e.Organization, e.Region} {
		if of != "" {
			c.Touch(of)
		}
	}
}

// Touch notes what else is published after the commit.
func (c *Change) Touch(topics ...string) { c.told = append(c.told, topics...) }

// Tell tells people something in the transaction of the change.
func (c *Change) Tell(ctx context.Context, n notice.News, people ...string) error {
	c.told = append(c.told, people...)
	return notice.Tell(ctx, c.Tx, n, people...)
}
