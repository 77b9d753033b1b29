// Package live tells those who watch that something changed. It knows topics,
// not volunteers: what is sent is read by whoever watches, after the signal.
//
// # Invariants
//
// A watcher keeps the set of topics that changed since it last took them, never a
// queue: one that is slow gets fewer, newer states. Publish never blocks.
//
// # Locks and life cycle
//
// One lock guards the hub's maps and the pending sets of its watchers; nothing is
// called and nothing waits while it is held. A watcher lives until Close; a closed
// one gets no signal any more.
package live

import (
	"maps"
	"slices"
	"sync"
)

// Hub connects those who change with those who watch. Many goroutines use one.
type Hub struct {
	mu       sync.Mutex
	byTopic  map[string]map[*Watcher]struct{}
	watchAll map[*Watcher]struct{}
}

// NewHub makes a hub without watchers.
func NewHub() *Hub {
	return &Hub{byTopic: map[string]map[*Watcher]struct{}{}, watchAll: map[*Watcher]struct{}{}}
}

// Watcher waits for changes of its topics. One goroutine uses it.
type Watcher struct {
	hub     *Hub
	topics  []string // none: all
	changed chan struct{}
	pending map[string]struct{} // guarded by hub.mu
}

// Publish tells the watchers of topics that they changed.
func (h *Hub) Publish(topics []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, topic := range topics {
		for w := range h.byTopic[topic] {
			w.signal(topic)
		}
		for w := range h.watchAll {
			w.signal(topic)
		}
	}
}

// signal is called with the lock held.
func (w *Watcher) signal(topic string) {
	w.pending[topic] = struct{}{}
	select {
	case w.changed <- struct{}{}:
	default: // it knows already
	}
}

// Watch starts to watch topics, or all when none is named. Watch before you read:
// what changes in between is signalled.
func (h *Hub) Watch(topics ...string) *Watcher {
	w := &Watcher{hub: h, topics: topics, changed: make(chan struct{}, 1), pending: map[string]struct{}{}}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(topics) == 0 {
		h.watchAll[w] = struct{}{}
	}
	for _, topic := range topics {
		if h.byTopic[topic] == nil {
			h.byTopic[topic] = map[*Watcher]struct{}{}
		}
		h.byTopic[topic][w] = struct{}{}
	}
	return w
}

// Changed receives when there is something to take.
func (w *Watcher) Changed() <-chan struct{} { return w.changed }

// Take returns the topics that changed since the last time, each once, in order.
func (w *Watcher) Take() []string {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	topics := slices.Sorted(maps.Keys(w.pending))
	clear(w.pending)
	return topics
}

// Close stops watching.
func (w *Watcher) Close() {
	h := w.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.watchAll, w)
	for _, topic := range w.topics {
		delete(h.byTopic[topic], w)
		if len(h.byTopic[topic]) == 0 {
			delete(h.byTopic, topic)
		}
	}
}

// Watching returns how many watchers there are, for metrics.
func (h *Hub) Watching() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	seen := map[*Watcher]struct{}{}
	for _, ws := range h.byTopic {
		for w := range ws {
			seen[w] = struct{}{}
		}
	}
	return len(seen) + len(h.watchAll)
}
