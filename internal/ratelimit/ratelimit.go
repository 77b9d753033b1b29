// Package ratelimit bounds how often something is done for one key: an account, a
// network address. It is the one mechanism for all such limits.
package ratelimit

import (
	"net/netip"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// keysKept bounds the memory of a limit: some 100 bytes each.
const keysKept = 100_000

// Limit counts what is done one by one, not by request, so that many in one
// document count as many. It is bounded: the keys least recently used are forgotten
// first. Safe for many goroutines. A nil Limit allows everything.
type Limit struct {
	limiters *lru.Cache[string, *rate.Limiter]
	each     rate.Limit
	burst    int

	mu       sync.Mutex
	seen, at time.Time
}

// PerMinute allows most at once for each key, and as many again each minute, evenly.
// 0 is no limit.
func PerMinute(most int) *Limit {
	return Every(time.Minute/time.Duration(max(1, most)), most)
}

// Every allows burst at once for each key, then one more each interval. A burst of 0
// is no limit.
func Every(interval time.Duration, burst int) *Limit {
	if burst == 0 {
		return nil
	}
	cache, err := lru.New[string, *rate.Limiter](keysKept)
	if err != nil {
		panic(err) // for a size below 1 only
	}
	return &Limit{limiters: cache, each: rate.Every(interval), burst: burst}
}

// steady is a time that never goes back: a clock that is put back stands still for as
// long, and would refuse whoever is at the limit until it has caught up.
func (l *Limit) steady(now time.Time) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.at.IsZero() {
		l.at = now
	} else if passed := now.Sub(l.seen); passed > 0 {
		l.at = l.at.Add(passed)
	}
	l.seen = now
	return l.at
}

// Allow counts one for a key and says whether it is within the limit. What is beyond
// the limit is not counted. The key "" is not limited.
func (l *Limit) Allow(key string, now time.Time) bool { return l.AllowN(key, now, 1) }

// AllowN counts n for a key, all or none of them.
func (l *Limit) AllowN(key string, now time.Time, n int) bool {
	if l == nil || key == "" {
		return true
	}
	return l.of(key).AllowN(l.steady(now), n)
}

// After says when n more of a key will be within the limit: now for what is. What
// never will be, because n is more than the burst, is told as for the burst.
func (l *Limit) After(key string, now time.Time, n int) time.Duration {
	if l == nil || key == "" {
		return 0
	}
	missing := float64(min(n, l.burst)) - l.of(key).TokensAt(l.steady(now))
	return max(0, time.Duration(missing/float64(l.each)*float64(time.Second)))
}

func (l *Limit) of(key string) *rate.Limiter {
	if known, ok := l.limiters.Get(key); ok {
		return known
	}
	fresh := rate.NewLimiter(l.each, l.burst)
	if known, ok, _ := l.limiters.PeekOrAdd(key, fresh); ok {
		return known // somebody else was faster
	}
	return fresh
}

// Source is the key of a network address: an IPv6 address counts as its /64, which
// is what one subscriber is given, so that nobody has 2^64 of them.
func Source(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	network, err := ip.Prefix(64)
	if err != nil {
		return address
	}
	return network.String()
}
