package graph

import (
	"context"
	"sync"

	"erikti/bench/live/state"
)

// Broker hands the states of one event to a channel for each subscriber.
type Broker struct {
	mu          sync.RWMutex
	capacity    int
	subscribers map[chan *state.Capacity]context.Context
}

// NewBroker makes a broker without subscribers.
func NewBroker() *Broker {
	return &Broker{capacity: state.First, subscribers: map[chan *state.Capacity]context.Context{}}
}

// Now is the state of the event.
func (b *Broker) Now(id string) *state.Capacity {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return state.Of(id, b.capacity)
}

// Subscribe delivers the state now and those that follow, until ctx ends.
func (b *Broker) Subscribe(ctx context.Context, id string) <-chan *state.Capacity {
	states := make(chan *state.Capacity, 8)
	b.mu.Lock()
	defer b.mu.Unlock()
	states <- state.Of(id, b.capacity)
	b.subscribers[states] = ctx
	context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.subscribers, states)
	})
	return states
}

// Publish waits for a subscriber whose channel is full, as the examples do.
func (b *Broker) Publish(id string, capacity int) {
	b.mu.Lock()
	b.capacity = capacity
	b.mu.Unlock()
	b.mu.RLock()
	defer b.mu.RUnlock()
	next := state.Of(id, capacity)
	for states, ctx := range b.subscribers {
		select {
		case states <- next:
		case <-ctx.Done():
		}
	}
}
