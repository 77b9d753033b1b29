package live

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"slices"
	"time"

	"erikti/internal/fault"
)

// retryAfter is how long after a failed reading the next one is tried, when no
// change comes before.
const retryAfter = time.Second

// Source makes the states of one subscription. One goroutine calls it.
type Source[T any] struct {
	// First reads the whole state.
	First func(context.Context) (T, error)
	// Change reads what the topics that changed mean: the whole state again, or,
	// with Whole, what is different now; false: nothing that is told. A
	// fault.Failure of a class that will not pass ends the subscription; after
	// any other error the same topics are read again. No topics: anything may have
	// changed.
	Change func(ctx context.Context, topics []string) (T, bool, error)
	// Whole tells all that First and Change have told so far. Without it each
	// state is whole by itself.
	Whole func() T
	// Final says whether nothing comes after a state. Without it none is final.
	Final func(T) bool
}

// Follow tells the states of a source: the whole one now, then what the watcher
// brings, until it is final, ctx ends, or reading fails for good. It closes the
// watcher. An error of the first reading is returned.
func Follow[T any](ctx context.Context, changes *Watcher, s Source[T]) (<-chan T, error) {
	feed := feedOf(ctx)
	if feed == nil {
		feed = NewFeed(nil)
		feed.told = nil
	}
	feed.taken.Store(true)
	first, err := s.First(ctx)
	if err != nil {
		changes.Close()
		return nil, err
	}
	f := &follower[T]{Source: s, changes: changes, feed: feed, out: make(chan T), last: first}
	go f.run(ctx)
	return f.out, nil
}

type follower[T any] struct {
	Source[T]
	changes *Watcher
	feed    *Feed
	out     chan T
	last    T        // told last; with Whole only the first one is kept
	unread  []string // topics that changed and could not be read
	stale   bool     // everything was to be read and could not be
	told    uint64   // states
}

func (f *follower[T]) run(ctx context.Context) {
	defer close(f.out)
	defer f.changes.Close()
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "panic in a subscription", "panic", p, "stack", string(debug.Stack()))
			f.feed.fail(fault.Fail(fault.Internal, ""))
		}
	}()
	if !f.tell(ctx, f.last, Told{Kind: News}) {
		return
	}
	retry := time.NewTimer(retryAfter)
	defer retry.Stop()
	for {
		var again <-chan time.Time
		if len(f.unread) > 0 || f.stale {
			retry.Reset(retryAfter)
			again = retry.C
		}
		var more bool
		select {
		case <-f.changes.Changed():
			more = f.read(ctx)
		case <-again:
			if more = true; f.stale {
				more = f.renew(ctx)
			} else {
				more = f.read(ctx)
			}
		case <-f.feed.renew:
			more = f.renew(ctx)
		case <-f.feed.wanted:
			more = f.tell(ctx, f.whole(), Told{Kind: Again})
		case <-ctx.Done():
		}
		if !more {
			return
		}
	}
}

// read tells what changed; false: it was the last.
func (f *follower[T]) read(ctx context.Context) bool {
	topics, since := f.changes.Take()
	for _, topic := range f.unread {
		if !slices.Contains(topics, topic) {
			topics = append(topics, topic)
		}
	}
	if len(topics) == 0 {
		return true // a renewal was first
	}
	state, is, err := f.Change(ctx, topics)
	if err != nil {
		f.unread = topics
		return f.failed(ctx, err)
	}
	f.unread = nil
	return !is || f.news(ctx, state, Told{Since: since})
}

// renew reads everything and tells it to who came.
func (f *follower[T]) renew(ctx context.Context) bool {
	told := Told{Renewed: f.feed.asked.Load()}
	_, since := f.changes.Take()
	state, is, err := f.Change(ctx, nil)
	if err != nil {
		f.stale = true
		return f.failed(ctx, err)
	}
	f.unread, f.stale = nil, false
	if is && f.Whole == nil {
		told.Since = since
		return f.news(ctx, state, told)
	}
	if is && !f.news(ctx, state, Told{Since: since}) {
		return false
	}
	if !is && f.feed.same != nil {
		f.feed.same(told.Renewed, f.told)
		return true
	}
	told.Kind = Again
	return f.tell(ctx, f.whole(), told)
}

// news tells what is new.
func (f *follower[T]) news(ctx context.Context, state T, told Told) bool {
	told.Kind = News
	if f.Whole != nil {
		told.Kind = Change
	} else {
		f.last = state
	}
	return f.tell(ctx, state, told)
}

// failed says whether a reading that failed is tried again.
func (f *follower[T]) failed(ctx context.Context, err error) bool {
	var final *fault.Failure
	if errors.As(err, &final) && final.Class != fault.TryAgain && final.Class != fault.Internal {
		f.feed.fail(err)
		return false
	}
	if ctx.Err() != nil {
		return false
	}
	slog.ErrorContext(ctx, "reading what is followed; it is tried again", "error", err)
	return true
}

func (f *follower[T]) whole() T {
	if f.Whole != nil {
		return f.Whole()
	}
	return f.last
}

// tell hands a state over; false: nobody takes it, or it was the last.
func (f *follower[T]) tell(ctx context.Context, state T, told Told) bool {
	if f.feed.told != nil {
		select {
		case f.feed.told <- told:
		case <-ctx.Done():
			return false
		}
	}
	f.told++
	select {
	case f.out <- state:
		return f.Final == nil || !f.Final(state)
	case <-ctx.Done():
		return false
	}
}
