package wire

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"erikti/internal/live"
)

// Overview is what is open at this server, and what it has sent since its start.
type Overview struct {
	AsOf                               time.Time
	WebSockets, EventStreams, Slow     int
	Accounts, Visitors                 int // accounts that are connected; connections of nobody
	Subscriptions, Groups              int
	Fields                             []*FieldOverview // the most followed first
	Executions, Deliveries, Conflated  int64
	WentSlow, DroppedSlow, WriteErrors int64
}

// FieldOverview is how much a field of Subscription is followed.
type FieldOverview struct {
	Field         string
	Subscriptions int
	Groups        int // executions for all who follow the same; 0 of what is private
}

// Overview counts what is open now.
func (e *Engine) Overview() *Overview {
	stats := e.Stats()
	o := &Overview{
		AsOf: time.Now(), Slow: stats.Slow, Subscriptions: stats.Members, Groups: stats.Groups,
		Executions: int64(stats.Executions), Deliveries: int64(stats.Deliveries), Conflated: int64(stats.Conflated),
		WentSlow: int64(stats.WentSlow), DroppedSlow: int64(stats.DroppedSlow), WriteErrors: int64(stats.WriteErrors),
	}
	accounts, fields := map[string]struct{}{}, map[string]*FieldOverview{}
	of := func(name string) *FieldOverview {
		if fields[name] == nil {
			fields[name] = &FieldOverview{Field: name}
		}
		return fields[name]
	}
	for _, c := range e.all(func(*conn) bool { return true }) {
		if c.dialect.single() {
			o.EventStreams++
		} else {
			o.WebSockets++
		}
		c.shard.mu.Lock()
		if c.owner == nil {
			o.Visitors++
		} else {
			accounts[c.owner.Account] = struct{}{}
		}
		for _, op := range c.ops {
			if op.part != nil {
				of(op.part.group.field).Subscriptions++
			}
		}
		c.shard.mu.Unlock()
	}
	e.mu.Lock()
	for _, g := range e.groups {
		of(g.field).Groups++
	}
	e.mu.Unlock()
	o.Accounts = len(accounts)
	o.Fields = slices.SortedFunc(maps.Values(fields), func(a, b *FieldOverview) int {
		return cmp.Or(b.Subscriptions-a.Subscriptions, cmp.Compare(a.Field, b.Field))
	})
	return o
}

// OverviewTopic is what those who follow the overview are reminded of, to look again.
const OverviewTopic = "overview"

// Follow tells the overview now, and again whenever they are reminded.
func (e *Engine) Follow(ctx context.Context, hub *live.Hub) (<-chan *Overview, error) {
	return live.Follow(ctx, hub.Watch(OverviewTopic), live.Source[*Overview]{
		First: func(context.Context) (*Overview, error) { return e.Overview(), nil },
		Change: func(_ context.Context, topics []string) (*Overview, bool, error) {
			return e.Overview(), len(topics) > 0, nil
		},
	})
}

// fieldOf is the field that a subscription is of.
func fieldOf(oc *graphql.OperationContext) string {
	if fields := graphql.CollectFields(oc, oc.Operation.SelectionSet, nil); len(fields) > 0 {
		return fields[0].Name
	}
	return ""
}
