package live

import (
	"context"
	"sync/atomic"
	"time"
)

// Kind says what a state is to who has the one before it.
type Kind int

// The kinds of states.
const (
	News   Kind = iota // newer, and whole
	Change             // newer, and only what changed
	Again              // not newer: all that has been told so far
)

// Told is about a state: what it is, and when the change that it tells was
// committed (zero: nobody knows).
type Told struct {
	Kind  Kind
	Since time.Time
	// Renewed is the last number of Renew before which the state was asked for; 0: it
	// was not read for that.
	Renewed uint64
}

// Feed links the goroutine that makes the states of a subscription with the one
// that executes the operation for each and sends it.
type Feed struct {
	wanted chan struct{}
	renew  chan struct{}
	asked  atomic.Uint64 // numbers of Renew
	taken  atomic.Bool   // by Follow
	same   func(number, told uint64)
	told   chan Told
	err    atomic.Pointer[error]
}

// NewFeed makes the feed of one execution. Same (or nil) is called when a reading for
// Renew finds nothing new: the number up to which that is true, and how many states
// were told so far, the last of which is the newest one. It must not wait.
func NewFeed(same func(number, told uint64)) *Feed {
	// The maker is one state ahead of who executes: it says what the next one is
	// and waits to hand it over.
	return &Feed{wanted: make(chan struct{}, 1), renew: make(chan struct{}, 1), told: make(chan Told, 2), same: same}
}

// Want asks for a whole state of what is known: somebody fell behind. Asking twice is
// asking once.
func (f *Feed) Want() {
	select {
	case f.wanted <- struct{}{}:
	default:
	}
}

// Renew asks for a whole state that is read from now on: somebody came, who may have
// seen a newer one elsewhere than is known here. Those who ask until the reading begins
// share it. It returns a number, which Told.Renewed or NewFeed's same reaches; 0: what
// is told first is new enough.
func (f *Feed) Renew() uint64 {
	if !f.taken.Load() {
		return 0
	}
	n := f.asked.Add(1)
	select {
	case f.renew <- struct{}{}:
	default:
	}
	return n
}

// Took says what the state is that was just executed. Who makes states without
// Follow makes whole ones.
func (f *Feed) Took() Told {
	select {
	case t := <-f.told:
		return t
	default:
		return Told{Kind: News}
	}
}

// Err says why the states ended, nil when the last one was final.
func (f *Feed) Err() error {
	if err := f.err.Load(); err != nil {
		return *err
	}
	return nil
}

func (f *Feed) fail(err error) { f.err.Store(&err) }

type feedKey struct{}

// WithFeed returns a context in which a subscription is followed through f.
func WithFeed(ctx context.Context, f *Feed) context.Context {
	return context.WithValue(ctx, feedKey{}, f)
}

// feedOf returns the feed of ctx; without one nobody asks and nobody is told.
func feedOf(ctx context.Context) *Feed {
	if f, ok := ctx.Value(feedKey{}).(*Feed); ok {
		return f
	}
	return nil
}
