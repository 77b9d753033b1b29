package bus

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// mostPending bounds what is kept for one who does not take it.
const mostPending = 10_000

// pending is a set of topics on their way.
type pending struct {
	changed chan struct{}

	mu     sync.Mutex
	topics map[string]struct{}
	since  time.Time // when the oldest of them was published; zero: nobody knows
	lost   bool      // something that was in it was forgotten
}

func newPending() *pending {
	return &pending{changed: make(chan struct{}, 1), topics: map[string]struct{}{}}
}

func (p *pending) add(topics []string, since time.Time) {
	if len(topics) == 0 {
		return
	}
	p.mu.Lock()
	if len(p.topics) == 0 || p.since.IsZero() || !since.IsZero() && since.Before(p.since) {
		p.since = since
	}
	for _, topic := range topics {
		p.topics[topic] = struct{}{}
	}
	if len(p.topics) > mostPending {
		clear(p.topics)
		p.lost = true
	}
	p.mu.Unlock()
	p.signal()
}

// lose notes that something is missing.
func (p *pending) lose() {
	p.mu.Lock()
	p.lost = true
	p.mu.Unlock()
	p.signal()
}

func (p *pending) signal() {
	select {
	case p.changed <- struct{}{}:
	default: // it is known already
	}
}

// take empties the set; since when the oldest of it was published; lost: it is not everything.
func (p *pending) take() (topics []string, since time.Time, lost bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	topics, since, lost = slices.Sorted(maps.Keys(p.topics)), p.since, p.lost
	clear(p.topics)
	p.lost = false
	return topics, since, lost
}
