package account

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// attempts limits how often something is tried for one key (an account, an
// address). It is bounded: the keys least recently tried are forgotten first.
// Tries are counted one by one, not by request, so that many in one document
// count as many. Safe for many goroutines.
type attempts struct {
	limiters *lru.Cache[string, *rate.Limiter]
	every    time.Duration
	burst    int
}

// keysKept bounds the memory of a limit: some 100 bytes each.
const keysKept = 100_000

// newAttempts allows burst tries, then one each interval. A burst of 0 is no limit.
func newAttempts(burst int, every time.Duration) *attempts {
	cache, err := lru.New[string, *rate.Limiter](keysKept)
	if err != nil {
		panic(err) // for a size below 1 only
	}
	return &attempts{limiters: cache, every: every, burst: burst}
}

// allow counts a try and says whether it is within the limit.
func (a *attempts) allow(key string, now time.Time) bool {
	if a.burst == 0 || key == "" {
		return true
	}
	fresh := rate.NewLimiter(rate.Every(a.every), a.burst)
	if known, ok, _ := a.limiters.PeekOrAdd(key, fresh); ok {
		a.limiters.Get(key)
		return known.AllowN(now, 1)
	}
	return fresh.AllowN(now, 1)
}
