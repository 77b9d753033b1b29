package ratelimit_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/ratelimit"
)

var start = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

func TestPerMinute(t *testing.T) {
	l := ratelimit.PerMinute(6)
	allowed := func(key string, at time.Time, tries int) (n int) {
		for range tries {
			if l.Allow(key, at) {
				n++
			}
		}
		return n
	}
	if n := allowed("a", start, 20); n != 6 {
		t.Errorf("%d at once, want 6", n)
	}
	if n := allowed("b", start, 3); n != 3 {
		t.Errorf("%d of another key, want 3", n)
	}
	if n := allowed("a", start.Add(9*time.Second), 1); n != 0 {
		t.Error("one more after 9 s, want after 10 s")
	}
	if got := l.After("a", start.Add(9*time.Second), 1).Round(time.Millisecond); got != time.Second {
		t.Errorf("the next one in %s, want 1 s", got)
	}
	if n := allowed("a", start.Add(30*time.Second), 9); n != 3 {
		t.Errorf("%d after 30 s, want 3", n)
	}
	if n := allowed("a", start.Add(time.Hour), 20); n != 6 {
		t.Errorf("%d after an hour, want 6", n)
	}
	if !l.AllowN("c", start, 6) || l.AllowN("d", start, 7) || !l.AllowN("d", start, 6) {
		t.Error("several at once are counted all or none")
	}
	if l.After("e", start, 7) != 0 {
		t.Error("what never fits is told as the burst")
	}
}

func TestOff(t *testing.T) {
	for _, l := range []*ratelimit.Limit{nil, ratelimit.PerMinute(0)} {
		for range 1000 {
			if !l.Allow("a", start) || l.After("a", start, 1) != 0 {
				t.Fatal("a limit that is off limits")
			}
		}
	}
	l := ratelimit.PerMinute(1)
	for range 10 {
		if !l.Allow("", start) {
			t.Fatal("no key is limited")
		}
	}
}

// Goroutines that try at once have no more together.
func TestAtOnce(t *testing.T) {
	l := ratelimit.PerMinute(100)
	var allowed atomic.Int32
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for range 100 {
				if l.Allow("a", start) {
					allowed.Add(1)
				}
			}
		})
	}
	all.Wait()
	if allowed.Load() != 100 {
		t.Errorf("%d allowed, want 100", allowed.Load())
	}
}

// One key that is used stays limited, however many others come.
func TestOthersDoNotPushOutAKeyInUse(t *testing.T) {
	l := ratelimit.PerMinute(1)
	l.Allow("a", start)
	for i := range 300_000 {
		l.Allow(fmt.Sprint(i), start)
		if i%1000 == 0 && l.Allow("a", start) {
			t.Fatalf("forgotten after %d others", i)
		}
	}
}

func TestSource(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7":                   "192.0.2.7",
		"::ffff:192.0.2.7":            "192.0.2.7",
		"2001:db8:1:2:3:4:5:6":        "2001:db8:1:2::/64",
		"2001:db8:1:2:ffff:ffff::":    "2001:db8:1:2::/64",
		"2001:db8:1:3::1":             "2001:db8:1:3::/64",
		"fe80::1%eth0":                "fe80::/64",
		"":                            "",
		"not an address but a socket": "not an address but a socket",
	} {
		if got := ratelimit.Source(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
