package place

import (
	"context"
	"time"

	"erikti/ent/gen"
	"erikti/internal/fault"
	"erikti/internal/live"
)

// Watcher reads what is public of places and follows it. What it reads it reads
// as nobody: a draft is not found, by its organizer neither.
type Watcher struct {
	client *gen.Client
	hub    *live.Hub
	now    func() time.Time
}

// NewWatcher makes a watcher over the hub that the engine publishes to.
func NewWatcher(client *gen.Client, hub *live.Hub, now func() time.Time) *Watcher {
	return &Watcher{client, hub, now}
}

// Event follows the places of an event: the state now, then each newer one, until
// it is final or ctx ends. An unknown or draft event is NOT_FOUND.
func (w *Watcher) Event(ctx context.Context, eventID string) (<-chan *EventCapacity, error) {
	version := 0
	read := func(ctx context.Context) (*EventCapacity, error) {
		state, err := Capacity(ctx, w.client, eventID)
		if gen.IsNotFound(err) {
			return nil, fault.Fail(fault.Missing, "")
		}
		return state, err
	}
	return live.Follow(ctx, w.hub.Watch(eventID), live.Source[*EventCapacity]{
		First: func(ctx context.Context) (*EventCapacity, error) {
			state, err := read(ctx)
			if err == nil {
				version = state.Version
			}
			return state, err
		},
		Change: func(ctx context.Context, _ []string) (*EventCapacity, bool, error) {
			state, err := read(ctx)
			if err != nil || state.Version <= version {
				return nil, false, err
			}
			version = state.Version
			return state, true, nil
		},
		Final: (*EventCapacity).Final,
	})
}
