package live

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
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
	topics  []string // none: all; guarded by hub.mu
	changed chan struct{}
	pending map[string]struct{} // guarded by hub.mu
	since   time.Time           // of the oldest pending one; guarded by hub.mu
}

// Publish tells the watchers of topics that they changed, after the commit.
func (h *Hub) Publish(topics []string) { h.PublishSince(topics, time.Time{}) }

// PublishSince is Publish of what was committed at a moment, by another server's clock
// perhaps. The zero time, and one to come, is now.
func (h *Hub) PublishSince(topics []string, since time.Time) {
	if now := time.Now(); since.IsZero() || since.After(now) {
		since = now
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, topic := range topics {
		for w := range h.byTopic[topic] {
			w.signal(topic, since)
		}
		for w := range h.watchAll {
			w.signal(topic, since)
		}
	}
}

// Remind tells those who watch a topic by name to look again. Nothing was committed, so
// those who watch all are not told.
func (h *Hub) Remind(topic string) {
	now := time.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	for w := range h.byTopic[topic] {
		w.signal(topic, now)
	}
}

// signal is called with the lock held.
func (w *Watcher) signal(topic string, since time.Time) {
	if len(w.pending) == 0 || since.Before(w.since) {
		w.since = since
	}
	w.pending[topic] = struct{}{}
	select {
	case w.changed <- struct{}{}:
	default: // it knows already
	}
}

// Watch starts to watch topics, or all when none is named. Watch before you read:
// what changes in between is signalled.
func (h *Hub) Watch(topics ...string) *Watcher {
	w := &Watcher{hub: h, changed: make(chan struct{}, 1), pending: map[string]struct{}{}}
	h.mu.Lock()
	defer h.mu.Unlock()
	w.enter(topics)
	return w
}

// Instead watches other topics from now on. Read after it what you read before.
func (w *Watcher) Instead(topics ...string) {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	w.leave()
	w.enter(topics)
}

// enter is called with the lock held.
func (w *Watcher) enter(topics []string) {
	h := w.hub
	w.topics = topics
	if len(topics) == 0 {
		h.watchAll[w] = struct{}{}
	}
	for _, topic := range topics {
		if h.byTopic[topic] == nil {
			h.byTopic[topic] = map[*Watcher]struct{}{}
		}
		h.byTopic[topic][w] = struct{}{}
	}
}

// Changed receives when there is something to take.
func (w *Watcher) Changed() <-chan struct{} { return w.changed }

// Take returns the topics that changed since the last time, each once, in order,
// and when the oldest of them did.
func (w *Watcher) Take() ([]string, time.Time) {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	topics, since := slices.Sorted(maps.Keys(w.pending)), w.since
	clear(w.pending)
	return topics, since
}

// Close stops watching.
func (w *Watcher) Close() {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	w.leave()
}

// leave is called with the lock held.
func (w *Watcher) leave() {
	h := w.hub
	delete(h.watchAll, w)
	for _, topic := range w.topics {
		delete(h.byTopic[topic], w)
		if len(h.byTopic[topic]) == 0 {
			delete(h.byTopic, topic)
		}
	}
}

// Watched returns the topics with a prefix that are watched by name.
func (h *Hub) Watched(prefix string) []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var topics []string
	for topic := range h.byTopic {
		if strings.HasPrefix(topic, prefix) {
			topics = append(topics, topic)
		}
	}
	return topics
}

// Idle says whether nobody watches.
func (h *Hub) Idle() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.byTopic)+len(h.watchAll) == 0
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
