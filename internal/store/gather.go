package store

import (
	"context"
	"sync"
	"time"
)

// Gather reads by key what many ask for at the same time, together: while a reading
// runs, those who come wait, and the next one reads for all of them. Alone one does not
// wait. A crowd makes readings larger and not more. Every reading begins after who gets
// its answer asked, so that nobody is told what was so before.
//
// The reading must not depend on who asks: it runs in a context of its own.
type Gather[K comparable, V any] struct {
	read func(context.Context, []K) (map[K]V, error)
	most int // keys of a reading

	mu      sync.Mutex
	waiting []*asked[K, V]
	running int
}

// readingsAtOnce lets one reading be prepared while the database works on another.
const readingsAtOnce = 2

// readWithin bounds a reading, since nobody's leaving ends it.
const readWithin = 10 * time.Second

type asked[K comparable, V any] struct {
	key    K
	answer chan struct{}
	value  V
	found  bool
	err    error
}

// NewGather gathers for a function that reads the values of at most so many keys; a key
// without a value is left out of its answer.
func NewGather[K comparable, V any](most int, read func(context.Context, []K) (map[K]V, error)) *Gather[K, V] {
	return &Gather[K, V]{read: read, most: most}
}

// Get returns the value of a key, and whether there is one.
func (g *Gather[K, V]) Get(ctx context.Context, key K) (V, bool, error) {
	a := &asked[K, V]{key: key, answer: make(chan struct{})}
	g.mu.Lock()
	g.waiting = append(g.waiting, a)
	if g.running < readingsAtOnce {
		g.running++
		go g.run()
	}
	g.mu.Unlock()
	select {
	case <-a.answer:
		return a.value, a.found, a.err
	case <-ctx.Done():
		var none V
		return none, false, ctx.Err()
	}
}

// run reads until nobody waits.
func (g *Gather[K, V]) run() {
	for {
		g.mu.Lock()
		n := min(len(g.waiting), g.most)
		if n == 0 {
			g.waiting = nil
			g.running--
			g.mu.Unlock()
			return
		}
		these := g.waiting[:n:n]
		g.waiting = g.waiting[n:]
		g.mu.Unlock()
		g.answer(these)
	}
}

func (g *Gather[K, V]) answer(these []*asked[K, V]) {
	ctx, cancel := context.WithTimeout(context.Background(), readWithin)
	defer cancel()
	keys := make([]K, 0, len(these))
	seen := make(map[K]struct{}, len(these))
	for _, a := range these {
		if _, again := seen[a.key]; !again {
			seen[a.key] = struct{}{}
			keys = append(keys, a.key)
		}
	}
	values, err := g.read(ctx, keys)
	for _, a := range these {
		a.value, a.found = values[a.key]
		a.err = err
		close(a.answer)
	}
}
