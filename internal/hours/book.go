package hours

import (
	"context"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/hourentry"
	"erikti/ent/gen/notice"
	"erikti/internal/act"
	"erikti/internal/audit"
	"erikti/internal/check"
	"erikti/internal/fault"
	inbox "erikti/internal/notice"
	"erikti/internal/reason"
	"erikti/internal/right"
	"erikti/internal/store"
)

const (
	// mostTogether is how many lines are decided on at once.
	mostTogether = 200
	// longest is how long a reason is, in characters.
	longest = 1000
	// LongestWork is how long one stretch of work is at most.
	LongestWork = 16 * time.Hour
)

// Book is where people write lines and decide on those of others. Many goroutines use one.
type Book struct{ office *act.Office }

// NewBook makes one. Publish is called after each commit with the topics of what changed;
// it must not block.
func NewBook(st *store.Store, publish func([]string), now func() time.Time) *Book {
	return &Book{&act.Office{Store: st, Publish: publish, Now: now}}
}

func ledger(c *act.Change) *Ledger { return &Ledger{Tx: c.Tx, Postgres: c.Postgres, Now: c.Now} }

// Decision is about PENDING lines.
type Decision struct {
	EntryIDs []string
	Reason   string // of a rejection
}

// Verify makes PENDING lines count, on the word of an organizer who is not their person.
// Lines of an event that is settled are locked at once. It returns the ids of the lines.
func (b *Book) Verify(ctx context.Context, d Decision, key string) ([]string, error) {
	return act.Do(ctx, b.office, "verifyHours", key, d, func(ctx context.Context, c *act.Change) ([]string, error) {
		return d.EntryIDs, b.decide(ctx, c, "Mutation.verifyHours", d.EntryIDs, func(l *Ledger, h *gen.HourEntry) error {
			if err := l.Verify(ctx, h, c.Who.Actor()); err != nil {
				return err
			}
			return l.lockSettled(ctx, h)
		}, audit.Entry{Action: "HOURS_VERIFIED"})
	})
}

// Reject ends PENDING lines, with a reason that their person reads.
func (b *Book) Reject(ctx context.Context, d Decision, key string) ([]string, error) {
	return act.Do(ctx, b.office, "rejectHours", key, d, func(ctx context.Context, c *act.Change) ([]string, error) {
		if err := check.Needed(&d.Reason, longest, "reason"); err != nil {
			return nil, err
		}
		return d.EntryIDs, b.decide(ctx, c, "Mutation.rejectHours", d.EntryIDs, func(l *Ledger, h *gen.HourEntry) error {
			because, err := reason.Keep(ctx, c.Tx, d.Reason)
			if err != nil {
				return err
			}
			return l.Reject(ctx, h, c.Who.Actor(), &because)
		}, audit.Entry{Action: "HOURS_REJECTED", Reason: d.Reason})
	})
}

// decide locks the people of lines and does something to each that the viewer may decide
// on: of an organization whose events they run, and not their own.
func (b *Book) decide(ctx context.Context, c *act.Change, field string, ids []string, do func(*Ledger, *gen.HourEntry) error, told audit.Entry) error {
	if len(ids) < 1 || len(ids) > mostTogether {
		return fault.Invalid("too_many_lines", "entryIds").With("most", mostTogether)
	}
	lines, err := decidable(ctx, c, field, "entryIds", ids)
	if err != nil {
		return err
	}
	l, people := ledger(c), map[string]string{}
	for _, h := range lines {
		if err := do(l, h); err != nil {
			return err
		}
		people[h.VolunteerID] = h.OrganizationID
		c.Touch(topics(h)...)
		told.Object, told.Organization = h.ID, h.OrganizationID
		c.Record(told)
	}
	for who, org := range people {
		if err := c.Tell(ctx, inbox.News{Kind: notice.KindHOURS_DECIDED, OrganizationID: org, SubjectID: org, State: told.Action}, who); err != nil {
			return err
		}
	}
	return nil
}

// decidable reads lines whose people are locked, so that nobody changes their minutes
// meanwhile. It refuses those of organizations whose events the viewer does not run,
// and one's own (invariant 15). Another one's line is not told from one that does not
// exist, not by the time it takes either: nothing is locked before.
func decidable(ctx context.Context, c *act.Change, field, path string, ids []string) ([]*gen.HourEntry, error) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	lines, err := c.HourEntry.Query().Where(hourentry.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	people := make([]string, len(lines))
	for i, h := range lines {
		if !right.May(c.Who, field, h.OrganizationID) {
			return nil, fault.Refuse(fault.NotFound).At(path)
		}
		people[i] = h.VolunteerID
	}
	if len(lines) < len(ids) {
		return nil, fault.Refuse(fault.NotFound).At(path)
	}
	if slices.Contains(people, c.Who.Actor()) {
		return nil, fault.Refuse(fault.OwnHours).At(path)
	}
	if err := LockPeople(ctx, c.Tx, c.Postgres, people...); err != nil {
		return nil, err
	}
	return c.HourEntry.Query().Where(hourentry.IDIn(ids...)).WithEvent().Order(gen.Asc(hourentry.FieldID)).All(ctx)
}

// topics are told when a line changes.
func topics(h *gen.HourEntry) []string {
	all := []string{h.VolunteerID, h.OrganizationID}
	if h.EventID != nil {
		all = append(all, *h.EventID)
	}
	return all
}

// lockSettled locks a VERIFIED line of an event that is settled.
func (l *Ledger) lockSettled(ctx context.Context, h *gen.HourEntry) error {
	if e := h.Edges.Event; e == nil || e.State != event.StateSETTLED {
		return nil
	}
	to, err := States.Next(lock, h.State)
	if err != nil {
		return err
	}
	h.State = to
	return l.HourEntry.UpdateOneID(h.ID).SetState(to).SetUpdatedAt(l.Now).Exec(ctx)
}

// Reject ends a PENDING line, on the word of somebody else than its person.
func (l *Ledger) Reject(ctx context.Context, h *gen.HourEntry, by string, reasonID *string) error {
	to, err := States.Next(reject, h.State)
	if err != nil {
		return err
	}
	h.State = to
	return l.HourEntry.UpdateOneID(h.ID).SetState(to).SetDecidedBy(by).SetDecidedAt(l.Now).SetNillableReasonID(reasonID).
		SetUpdatedAt(l.Now).Exec(ctx)
}
