package wire

import "time"

// slots of the wheel: a connection is asked for a sign of life in its own, so that
// pings come as a trickle.
const slots = 16

// turn asks every connection once in PingEvery, until the engine stops.
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
// they were asked the last time.
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
			default:
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
