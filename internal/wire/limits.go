package wire

import "sync"

// Limits of what clients may do; 0 = off.
type Limits struct {
	MaxMessage    int64 // bytes of a message
	MaxOperations int   // that run at once on a socket
	MaxPerAddress int   // connections from a network address
	MaxPerAccount int   // connections of an account
	MaxMessages   int   // a second from a socket
	MaxGroups     int   // groups at once
}

// limiter counts connections by where they come from and whose they are.
type limiter struct {
	limits    Limits
	mu        sync.Mutex
	addresses map[string]int
	accounts  map[string]int
}

func newLimiter(limits Limits) *limiter {
	return &limiter{limits: limits, addresses: map[string]int{}, accounts: map[string]int{}}
}

// enterAddress counts a connection from an address, "" for one that is not counted.
func (l *limiter) enterAddress(address string) bool {
	return l.enter(l.addresses, address, l.limits.MaxPerAddress)
}

// enterAccount counts a connection of an account, "" for a visitor's.
func (l *limiter) enterAccount(account string) bool {
	return l.enter(l.accounts, account, l.limits.MaxPerAccount)
}

func (l *limiter) enter(counts map[string]int, name string, most int) bool {
	if name == "" || most == 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if counts[name] >= most {
		return false
	}
	counts[name]++
	return true
}

func (l *limiter) leaveAddress(address string) { l.leave(l.addresses, address) }
func (l *limiter) leaveAccount(account string) { l.leave(l.accounts, account) }

func (l *limiter) leave(counts map[string]int, name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if counts[name]--; counts[name] <= 0 {
		delete(counts, name)
	}
}

// rate counts the messages of one second. One goroutine uses it.
type rate struct {
	second int64
	count  int32
}

// allow says whether one more message fits into a second.
func (r *rate) allow(second int64, most int) bool {
	if r.second != second {
		r.second, r.count = second, 0
	}
	r.count++
	return most == 0 || int(r.count) <= most
}
