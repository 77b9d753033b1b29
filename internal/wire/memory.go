package wire

import (
	"runtime/debug"
	"time"
)

const (
	// crowd is how many connections come or leave together for their memory to be
	// given back at once.
	crowd = 1000
	// lookEvery is how often they are counted.
	lookEvery = 500 * time.Millisecond
)

// tidy gives memory back when a crowd has come or left: what opening took, what
// connections had. By itself the runtime would do that minutes later, when nothing else
// happens.
func (e *Engine) tidy() {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	var count crowdCount
	for {
		select {
		case <-ticker.C:
			if count.settled(e.Stats().Connections) {
				debug.FreeOSMemory()
			}
		case <-e.stop:
			return
		}
	}
}

// crowdCount sees when a crowd has come or left.
type crowdCount struct{ given, before int }

// settled says whether memory is to be given back now, when so many are open.
func (c *crowdCount) settled(now int) bool {
	calm := distance(now, c.before) < crowd/20
	c.before = now
	if !calm || distance(now, c.given) < max(crowd, c.given/4) {
		return false
	}
	c.given = now
	return true
}

func distance(a, b int) int { return max(a-b, b-a) }
