package stats

import (
	"context"
	"fmt"
	"sync"
	"time"

	"erikti/internal/live"
)

const (
	// countEvery is how often what is followed is counted at most, by filter.
	countEvery = time.Second / 2
	// countWithin is how long a count may take that many wait for.
	countWithin = 30 * time.Second
)

// sharing counts once for all who follow the same numbers, whatever they select of
// them. A filter is in it as long as somebody follows it.
type sharing struct {
	mu       sync.Mutex
	byFilter map[Filter]*counting
}

// counting counts one filter, one time after the other.
type counting struct {
	counter *Counter
	filter  Filter
	changes *live.Watcher // of everything, so that it knows whether a count is old

	// Guarded by sharing.mu.
	followers int
	running   bool
	changed   bool     // since the last count began
	last      *counted // begun last
	next      *counted // not begun; nil: nobody waits for one
}

// counted is one count: its numbers are there when done is closed, and nobody
// changes them.
type counted struct {
	done  chan struct{}
	stats *NetworkStats
	err   error
}

// enter counts one follower of a filter more, until ctx ends.
func (c *Counter) enter(ctx context.Context, hub *live.Hub, f Filter) *counting {
	s := &c.sharing
	s.mu.Lock()
	defer s.mu.Unlock()
	of := s.byFilter[f]
	if of == nil {
		of = &counting{counter: c, filter: f, changes: hub.Watch()}
		s.byFilter[f] = of
	}
	of.followers++
	context.AfterFunc(ctx, of.leave)
	return of
}

func (of *counting) leave() {
	s := &of.counter.sharing
	s.mu.Lock()
	defer s.mu.Unlock()
	if of.followers--; of.followers == 0 {
		delete(s.byFilter, of.filter)
		of.changes.Close()
	}
}

// count tells the numbers as they are after all that was published; with fresh, of a
// count that begins after the call. All who need a new one share it: it begins at once,
// or countEvery after the one before it did.
func (of *counting) count(ctx context.Context, fresh bool) (*NetworkStats, error) {
	wanted := of.want(context.WithoutCancel(ctx), fresh)
	select {
	case <-wanted.done:
		return wanted.stats, wanted.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (of *counting) want(ctx context.Context, fresh bool) *counted {
	s := &of.counter.sharing
	s.mu.Lock()
	defer s.mu.Unlock()
	// Who asks because of a change was signaled together with this watcher.
	if topics, _ := of.changes.Take(); len(topics) > 0 {
		of.changed = true
	}
	if !fresh && !of.changed && of.last != nil {
		return of.last
	}
	if of.next == nil {
		of.next = &counted{done: make(chan struct{})}
	}
	if !of.running {
		of.running = true
		go of.run(ctx)
	}
	return of.next
}

// run counts as long as somebody waits.
func (of *counting) run(ctx context.Context) {
	for of.begin() {
		began := time.Now()
		of.make(ctx)
		time.Sleep(countEvery - time.Since(began))
	}
}

// begin makes the next count the last one; false: nobody waits for it.
func (of *counting) begin() bool {
	s := &of.counter.sharing
	s.mu.Lock()
	defer s.mu.Unlock()
	if of.next == nil {
		of.running = false
		return false
	}
	of.changes.Take()
	of.last, of.next, of.changed = of.next, nil, false
	return true
}

// make counts. One that failed is no count: who asks again needs another one.
func (of *counting) make(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, countWithin)
	defer cancel()
	n := of.last // this goroutine alone sets it
	defer close(n.done)
	defer func() {
		if p := recover(); p != nil {
			n.stats, n.err = nil, fmt.Errorf("counting panicked: %v", p)
		}
		if n.err != nil {
			of.counter.sharing.mu.Lock()
			of.changed = true
			of.counter.sharing.mu.Unlock()
		}
	}()
	n.stats, n.err = of.counter.Count(ctx, of.filter)
}
