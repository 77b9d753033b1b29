package notice

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/notice"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/idempotency"
	"erikti/internal/store"
)

// mostRead bounds how many notices one call names.
const mostRead = 100

// Inbox is where people read what they were told.
type Inbox struct {
	store   *store.Store
	publish func(topics []string)
	now     func() time.Time
}

// NewInbox makes one. Publish is called after each commit with the id of the person
// whose inbox changed; it must not block.
func NewInbox(st *store.Store, publish func([]string), now func() time.Time) *Inbox {
	return &Inbox{st, publish, now}
}

// Unread is how many notices a person has not read, as the viewer of ctx sees them.
func (i *Inbox) Unread(ctx context.Context, volunteerID string) (int, error) {
	return i.store.Client.Notice.Query().Where(notice.VolunteerID(volunteerID), notice.ReadAtIsNil()).Count(ctx)
}

// ReadRequest marks a person's own notices as read: some, or all there are now.
type ReadRequest struct {
	VolunteerID string
	IDs         []string
	All         bool
	Key         string `json:"-"`
}

// MarkRead marks notices as read; those that were keep when. It is refused with
// INVALID_INPUT, and with NOT_FOUND when one is not the person's own: then none is
// marked.
func (i *Inbox) MarkRead(ctx context.Context, r ReadRequest) error {
	switch {
	case r.All == (len(r.IDs) > 0):
		return fault.Invalid("notices", "ids")
	case len(r.IDs) > mostRead:
		return fault.Invalid("too_many_notices", "ids").With("most", mostRead)
	}
	call := idempotency.Call{Caller: r.VolunteerID, Operation: "markNoticesRead", Key: r.Key, Input: r}
	now, marked := i.now().UTC().Truncate(time.Microsecond), 0
	err := i.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		marked = 0
		ledger := idempotency.NewLedger(i.store.Postgres())
		if err := ledger.Recall(ctx, tx, now, call); err != nil {
			return err
		}
		if done, err := ledger.Outcome(call, new(struct{})); done || err != nil {
			return err
		}
		own := tx.Notice.Update().Where(notice.VolunteerID(r.VolunteerID), notice.ReadAtIsNil())
		if !r.All {
			known, err := tx.Notice.Query().Where(notice.VolunteerID(r.VolunteerID), notice.IDIn(r.IDs...)).IDs(ctx)
			if err != nil {
				return err
			}
			if len(known) < distinct(r.IDs) {
				return fault.Refuse(fault.NotFound).At("ids")
			}
			own.Where(notice.IDIn(r.IDs...))
		}
		var err error
		if marked, err = own.SetReadAt(now).Save(ctx); err != nil {
			return err
		}
		if err := ledger.Keep(call, now, struct{}{}); err != nil {
			return err
		}
		return ledger.Write(ctx, tx)
	})
	if err == nil && marked > 0 {
		i.publish([]string{r.VolunteerID})
	}
	return err
}

func distinct(ids []string) int {
	all := map[string]struct{}{}
	for _, id := range ids {
		all[id] = struct{}{}
	}
	return len(all)
}
