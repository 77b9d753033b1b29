package wire

import (
	"math/rand/v2"
	"time"
)

const (
	// farewells is how many connections are told in a second to come again: they come to
	// the other servers, or to this one's successor, and not all at once.
	farewells = 2000
	// drainWithin is how long the last one may wait to be told.
	drainWithin = 3 * time.Second
	// farewellEvery is how often some are told.
	farewellEvery = 20 * time.Millisecond
)

// Drain takes no new connections, tells every open one to come again, in no order and
// spread over a time that grows with their number, and waits for them to leave: somewhat
// more than four seconds at most.
func (e *Engine) Drain() {
	e.draining.Store(true)
	all := e.all(func(*conn) bool { return true })
	rand.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	for atOnce := atATime(len(all)); len(all) > 0; {
		some := all[:min(atOnce, len(all))]
		for _, c := range some {
			c.close(closeRestart)
		}
		if all = all[len(some):]; len(all) > 0 {
			time.Sleep(farewellEvery)
		}
	}
	e.Restart() // who was let in just before
	for until := time.Now().Add(lastWords + lastWords/4); time.Now().Before(until) && e.Stats().Connections > 0; {
		time.Sleep(10 * time.Millisecond)
	}
}

// atATime is how many of so many are told together.
func atATime(connections int) int {
	steps := int(drainWithin / farewellEvery)
	return max(int(farewells*farewellEvery/time.Second), (connections+steps-1)/steps)
}
