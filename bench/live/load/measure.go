package load

import (
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// Rounds are changes one after the other, each made when all have the last.
type Rounds struct {
	Elapsed    time.Duration
	Deliveries int64
	Last       []time.Duration // from each change until the last socket had it
	LastOthers []time.Duration // the same, without those that can be made to stop reading
	Answered   []time.Duration // from each change until its own answer
	Stale      int64           // states that were no newer than what the socket had
	Idle       time.Duration   // that the client had nothing to read
}

// roundLimit is how long a change may be on its way; beyond it the run failed.
const roundLimit = time.Minute

// Rounds makes changes for so long, and at least so many. Between, when it is not
// nil, is called after each.
func (c *Crowd) Rounds(d time.Duration, least int, between func() error) (*Rounds, error) {
	start := time.Now()
	answered, before := len(c.changes.took), Rounds{Deliveries: c.deliveries, Stale: c.stale, Idle: c.idle}
	r := &Rounds{}
	defer func() {
		r.Elapsed = time.Since(start)
		r.Deliveries = c.deliveries - before.Deliveries
		r.Stale = c.stale - before.Stale
		r.Idle = c.idle - before.Idle
		r.Answered = c.changes.took[answered:]
	}()
	for len(r.Last) < least || time.Since(start) < d {
		change := c.change()
		err := c.until(roundLimit, func() bool { return change.have >= c.reading }, func() string {
			return fmt.Sprintf("%d of %d sockets have the change", change.have, c.reading)
		})
		if err != nil {
			return nil, err
		}
		r.Last = append(r.Last, change.lastHas.Sub(change.made))
		r.LastOthers = append(r.LastOthers, change.lastOther.Sub(change.made))
		if between != nil {
			if err := between(); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

// Burst is several changes at once.
type Burst struct {
	Took   time.Duration // from the first change until all had the last
	States float64       // that a socket got on the way
}

// Burst makes changes without waiting in between.
func (c *Crowd) Burst(size int, limit time.Duration) (*Burst, error) {
	deliveries := c.deliveries
	start := time.Now()
	for range size {
		c.change()
	}
	last := &c.rounds[len(c.rounds)-1]
	err := c.until(limit, func() bool { return last.have >= c.reading }, func() string {
		return fmt.Sprintf("%d of %d sockets have the last of %d changes", last.have, c.reading, size)
	})
	return &Burst{last.lastHas.Sub(start), float64(c.deliveries-deliveries) / float64(c.reading)}, err
}

// StoppedGone is how many of the sockets that stopped reading the server has reset.
func (c *Crowd) StoppedGone() (gone int) {
	for _, s := range c.sockets[:c.cfg.Stoppable] {
		if s.stage != stopped {
			continue
		}
		if info, err := unix.GetsockoptTCPInfo(s.fd, unix.IPPROTO_TCP, unix.TCP_INFO); err == nil && info.State == tcpClosed {
			gone++
		}
	}
	return gone
}

// tcpClosed is TCP_CLOSE of the kernel's tcp_states.h.
const tcpClosed = 7

// StopReading makes the stoppable sockets stop reading.
func (c *Crowd) StopReading() error {
	var failed []error
	for _, s := range c.sockets[:c.cfg.Stoppable] {
		if s.stage == open {
			failed = append(failed, c.loop.forget(s.fd))
			s.stage = stopped
			c.reading--
		}
	}
	return errors.Join(failed...)
}
