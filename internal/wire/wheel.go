package wire

import "time"

// slots of the wheel: a connection is asked for a sign of life in its own, so that
// pings come as a trickle.
const slots = 16

// mostSpared is how often in a row a connection is not asked because its peer
// acknowledges what it is sent: that says that a machine lives, not who listens there.
const mostSpared = 3

// turn looks at every connection once in PingEvery, until the engine stops.
func (e *Engine) turn() {
	ticker := time.NewTicker(e.opts.PingEvery / slots)
	defer ticker.Stop()
	for slot := 0; ; slot = (slot + 1) % slots {
		select {
		case <-ticker.C:
			for _, s := range e.shards {
				s.ping(slot)
			}
		case <-e.stop:
			return
		}
	}
}

// ping asks the connections of a slot, and drops those that have not answered since
// they were asked the last time. Who is told of changes all the time is asked less
// often: an answer costs as much as several deliveries.
func (s *shard) ping(slot int) {
	for i, more := 0, true; more; {
		var dead []*conn
		s.mu.Lock()
		for n := 0; n < recordsAtOnce && i < len(s.wheel[slot]); n, i = n+1, i+1 {
			c := s.wheel[slot][i]
			switch {
			case c.life != connOpen:
			case c.backlog != nil:
				c.asked.Store(false) // who waits for it sees whether it lives
			case c.asked.Load():
				dead = append(dead, c)
			case c.spared < mostSpared && acknowledges(c.fd, c.engine.opts.PingEvery/2):
				c.spared++
			default:
				c.spared = 0
				c.asked.Store(!c.dialect.single()) // an event stream cannot answer
				c.say(c.dialect.alive())
			}
		}
		more = i < len(s.wheel[slot])
		s.mu.Unlock()
		for _, c := range dead {
			c.drop()
		}
	}
}
