package main

import (
	"syscall"
	"time"

	"erikti/bench/live/load"
	"erikti/bench/live/peer"
	"erikti/bench/live/process"
)

// steady is what one repeat measured: memory at rest, rounds, a burst.
type steady struct {
	failed error

	idle       float64 // bytes of resident memory for a socket at rest
	deliveries float64 // a second
	lastP50    time.Duration
	lastP99    time.Duration
	answered   time.Duration // until a change was answered, median
	cpu        time.Duration // of the server for a delivery
	others     float64       // share of the two cores that something else used
	clientIdle float64       // share of the time that the client had nothing to read
	stale      int64

	burstFailed error
	burst       time.Duration
	burstStates float64 // that a socket got in the burst
}

// burstLimit is how long a burst may take.
const burstLimit = time.Minute

func (b *bench) steady(p *peer.Peer, sockets int) *steady {
	m := &steady{}
	m.failed = b.measureSteady(m, p, sockets)
	if m.failed != nil {
		progress("    failed: %v", m.failed)
	}
	return m
}

func (b *bench) measureSteady(m *steady, p *peer.Peer, sockets int) error {
	s, err := b.serve(p)
	if err != nil {
		return err
	}
	defer s.Stop() //nolint:errcheck // measured by then
	before, err := s.RSS()
	if err != nil {
		return err
	}
	c, err := s.crowd(sockets, 0)
	if err != nil {
		return err
	}
	defer c.Leave() //nolint:errcheck // measured by then
	if err := c.Open(atOnce, openLimit); err != nil {
		return err
	}
	if err := c.Rest(2 * time.Second); err != nil {
		return err
	}
	after, err := s.RSS()
	if err != nil {
		return err
	}
	m.idle = float64(after-before) / float64(sockets)
	progress("    open, %.1f KB for each", m.idle/1024)
	if _, err := c.Rounds(0, warmRounds, nil); err != nil {
		return err
	}
	if err := b.measureRounds(m, s, c); err != nil {
		return err
	}
	progress("    %.0f deliveries/s, the last after %s, p99 %s, %s of the core for each; something else used %.0f %%",
		m.deliveries, short(m.lastP50), short(m.lastP99), short(m.cpu), 100*m.others)
	if !b.wants("burst") {
		return nil
	}
	burst, states, err := c.Burst(b.burst, burstLimit)
	if m.burstFailed = err; err != nil {
		progress("    the burst failed: %v", err)
		return nil
	}
	m.burst, m.burstStates = burst, states
	progress("    %d changes at once: all have the last after %s, %.1f states each", b.burst, short(m.burst), m.burstStates)
	return nil
}

func (b *bench) measureRounds(m *steady, s *served, c *load.Crowd) error {
	before, err := b.clocks(s)
	if err != nil {
		return err
	}
	r, err := c.Rounds(b.seconds, leastRounds, nil)
	if err != nil {
		return err
	}
	after, err := b.clocks(s)
	if err != nil {
		return err
	}
	server, own := after.server-before.server, after.own-before.own
	m.deliveries = float64(r.Deliveries) / r.Elapsed.Seconds()
	m.cpu = server / time.Duration(max(r.Deliveries, 1))
	m.others = max(0, float64(after.serverCore-before.serverCore-server+after.clientCore-before.clientCore-own)/float64(2*r.Elapsed))
	m.lastP50, m.lastP99 = percentile(r.Last, 50), percentile(r.Last, 99)
	m.answered = percentile(r.Answered, 50)
	m.stale = r.Stale
	m.clientIdle = r.Idle.Seconds() / r.Elapsed.Seconds()
	return nil
}

// clocks are the times used so far by the server, by this program, and by whoever
// on their cores.
type clocks struct{ server, own, serverCore, clientCore time.Duration }

func (b *bench) clocks(s *served) (c clocks, err error) {
	if c.server, err = s.CPU(); err != nil {
		return c, err
	}
	if c.serverCore, err = process.Busy(b.serverCore); err != nil {
		return c, err
	}
	if c.clientCore, err = process.Busy(b.clientCore); err != nil {
		return c, err
	}
	var own syscall.Rusage
	err = syscall.Getrusage(syscall.RUSAGE_SELF, &own)
	c.own = time.Duration(own.Utime.Nano() + own.Stime.Nano())
	return c, err
}
