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

// crowdCount sees when a crowd has come or left, or both.
type crowdCount struct{ before, least, most int }

// settled says whether memory is to be given back now, when so many are open.
func (c *crowdCount) settled(now int) bool {
	calm := max(now-c.before, c.before-now) < crowd/20
	c.before, c.least, c.most = now, min(c.least, now), max(c.most, now)
	if !calm || c.most-c.least < max(crowd, c.most/4) {
		return false
	}
	c.least, c.most = now, now
	return true
}
