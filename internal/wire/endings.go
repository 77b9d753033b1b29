package wire

import (
	"maps"
	"sync"
	"time"
)

// rememberEnded is how long it is known that a session has ended: longer than
// reading who asks may take.
const rememberEnded = time.Minute

// endings are the sessions and accounts that were ended lately. A connection that
// was asking who is there at that moment was not found among those to close.
type endings struct {
	mu sync.Mutex
	at map[string]time.Time
}

func (e *endings) add(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := time.Now()
	maps.DeleteFunc(e.at, func(_ string, at time.Time) bool { return now.Sub(at) > rememberEnded })
	if e.at == nil {
		e.at = map[string]time.Time{}
	}
	e.at[name] = now
}

// since says whether one of them ended after a moment.
func (e *endings) since(moment time.Time, names ...string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, name := range names {
		if at, ended := e.at[name]; ended && !at.Before(moment) {
			return true
		}
	}
	return false
}
