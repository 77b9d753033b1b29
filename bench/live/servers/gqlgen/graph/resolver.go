// Package graph resolves the schema as gqlgen's examples do: a channel for each
// subscriber, and gqlgen executes the selection for each of them.
package graph

import (
	"context"

	"erikti/bench/live/servers/gqlgen/graph/gen"
	"erikti/bench/live/state"
)

// Resolver is the root.
type Resolver struct{ Broker *Broker }

// Query resolves queries.
func (r *Resolver) Query() gen.QueryResolver { return query{r} }

// Subscription resolves subscriptions.
func (r *Resolver) Subscription() gen.SubscriptionResolver { return subscription{r} }

type query struct{ *Resolver }

func (q query) EventCapacity(_ context.Context, eventID string) (*state.Capacity, error) {
	return q.Broker.Now(eventID), nil
}

type subscription struct{ *Resolver }

func (s subscription) EventCapacity(ctx context.Context, eventID string) (<-chan *state.Capacity, error) {
	return s.Broker.Subscribe(ctx, eventID), nil
}
