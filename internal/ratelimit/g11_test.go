package ratelimit_test

import (
	"testing"
	"time"

	"erikti/internal/ratelimit"
)

// A clock that jumps a day back locks nobody out, and one that jumps ahead gives no more
// than a limit has (G11).
func TestG11_AClockThatJumps(t *testing.T) {
	l := ratelimit.PerMinute(6)
	at := start
	tries := func(n int) (allowed int) {
		for range n {
			if l.Allow("a", at) {
				allowed++
			}
		}
		return allowed
	}
	if n := tries(20); n != 6 {
		t.Fatalf("%d at once", n)
	}
	at = at.Add(-24 * time.Hour)
	if n := tries(20); n != 0 {
		t.Errorf("%d after the jump back, of a limit that was used up", n)
	}
	if wait := l.After("a", at, 1); wait > 10*time.Second {
		t.Errorf("the next one in %s", wait)
	}
	at = at.Add(30 * time.Second)
	if n := tries(20); n != 3 {
		t.Errorf("%d half a minute later, want 3", n)
	}
	at = at.Add(24 * time.Hour)
	if n := tries(20); n != 6 {
		t.Errorf("%d after the jump ahead, want 6", n)
	}
}
