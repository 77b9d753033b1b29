package live_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/fault"
	"erikti/internal/live"
)

// counter is a source that counts its readings.
func counter(n *atomic.Int64) live.Source[int] {
	return live.Source[int]{
		First:  func(context.Context) (int, error) { return int(n.Load()), nil },
		Change: func(context.Context, []string) (int, bool, error) { return int(n.Load()), true, nil },
		Final:  func(v int) bool { return v >= 100 },
	}
}

func receive[T any](t *testing.T, states <-chan T) T {
	t.Helper()
	select {
	case v, more := <-states:
		if !more {
			t.Fatal("it has ended")
		}
		return v
	case <-time.After(10 * time.Second):
		t.Fatal("nothing comes")
		panic("unreachable")
	}
}

func ends[T any](t *testing.T, states <-chan T) {
	t.Helper()
	select {
	case v, more := <-states:
		if more {
			t.Fatalf("after the end: %v", v)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it does not end")
	}
}

// An object is told whole each time, again when somebody asks, and ends when it is
// final.
func TestFollowAnObject(t *testing.T) {
	hub, feed, n := live.NewHub(), live.NewFeed(nil), &atomic.Int64{}
	states, err := live.Follow(live.WithFeed(t.Context(), feed), hub.Watch("x"), counter(n))
	if err != nil {
		t.Fatal(err)
	}
	expect := func(want int, kind live.Kind) {
		t.Helper()
		got := receive(t, states)
		if told := feed.Took(); got != want || told.Kind != kind || kind == live.News && want > 0 && time.Since(told.Since) > time.Minute {
			t.Errorf("%d, %+v; want %d of kind %d", got, told, want, kind)
		}
	}
	expect(0, live.News)
	n.Store(1)
	hub.Publish([]string{"x"})
	expect(1, live.News)
	feed.Want()
	expect(1, live.Again)
	n.Store(100)
	hub.Publish([]string{"x"})
	expect(100, live.News)
	ends(t, states)
	if feed.Err() != nil || hub.Watching() != 0 {
		t.Errorf("%v, %d watch", feed.Err(), hub.Watching())
	}
}

// A reading that fails is tried again without another change; a failure that will
// not pass ends the subscription, and so does a panic.
func TestFollowThroughFailures(t *testing.T) {
	for name, c := range map[string]struct {
		fail func() error
		code fault.Class
	}{
		"away":    {func() error { return errors.New("the database is away") }, ""},
		"no more": {func() error { return fault.Fail(fault.Missing, "") }, fault.Missing},
		"panic":   {func() error { panic("a source that panics") }, fault.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			hub, feed, failed := live.NewHub(), live.NewFeed(nil), false
			source := counter(&atomic.Int64{})
			source.Change = func(_ context.Context, topics []string) (int, bool, error) {
				if !failed {
					failed = true
					return 0, false, c.fail()
				}
				return len(topics), true, nil
			}
			states, err := live.Follow(live.WithFeed(t.Context(), feed), hub.Watch(), source)
			if err != nil {
				t.Fatal(err)
			}
			receive(t, states)
			hub.Publish([]string{"a", "b"})
			if c.code == "" {
				if n := receive(t, states); n != 2 {
					t.Errorf("%d topics are read again, want 2", n)
				}
				return
			}
			ends(t, states)
			var f *fault.Failure
			if !errors.As(feed.Err(), &f) || f.Class != c.code {
				t.Errorf("%v", feed.Err())
			}
		})
	}
}

// One that cannot be read at first is an error, and nothing stays.
func TestFollowNothing(t *testing.T) {
	hub := live.NewHub()
	source := counter(&atomic.Int64{})
	source.First = func(context.Context) (int, error) { return 0, fault.Fail(fault.Missing, "") }
	if _, err := live.Follow(t.Context(), hub.Watch("x"), source); err == nil || hub.Watching() != 0 {
		t.Errorf("%v, %d watch", err, hub.Watching())
	}
	// Without a feed, and nobody who takes: the end of the context ends it.
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := live.Follow(ctx, hub.Watch("x"), counter(&atomic.Int64{})); err != nil {
		t.Fatal(err)
	}
	cancel()
	for until := time.Now().Add(10 * time.Second); hub.Watching() > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("it still watches")
		}
	}
}

// Who comes gets a state that is read then, though nobody has said that it changed; a
// reading that finds nothing new makes no state.
func TestRenew(t *testing.T) {
	type same struct{ number, told uint64 }
	unchanged := make(chan same, 1)
	feed, n := live.NewFeed(func(number, told uint64) { unchanged <- same{number, told} }), &atomic.Int64{}
	if feed.Renew() != 0 {
		t.Error("nobody makes states yet")
	}
	last := int64(-1)
	source := counter(n)
	source.Change = func(_ context.Context, topics []string) (int, bool, error) {
		is := n.Load() > last && n.Load() > 0
		last = n.Load()
		return int(last), is && len(topics) == 0, nil
	}
	states, err := live.Follow(live.WithFeed(t.Context(), feed), live.NewHub().Watch("x"), source)
	if err != nil {
		t.Fatal(err)
	}
	if got := receive(t, states); got != 0 || feed.Took().Renewed != 0 {
		t.Errorf("at first %d", got)
	}
	n.Store(7)
	number := feed.Renew()
	if got, told := receive(t, states), feed.Took(); got != 7 || told.Kind != live.News || told.Renewed < number {
		t.Errorf("%d, %+v, for number %d", got, told, number)
	}
	number = feed.Renew()
	if got := <-unchanged; got.number < number || got.told != 2 {
		t.Errorf("%+v for number %d", got, number)
	}
}
