package main

import (
	"time"

	"erikti/bench/live/load"
	"erikti/bench/live/peer"
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
	burst       *load.Burst
}

// firstCrowd is how many sockets come and leave before memory is measured.
const firstCrowd = 1000

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
	// Memory for a socket is counted from where a crowd has been before: what is taken
	// once for any crowd, or was there and is given back after the first, is none's.
	open, err := s.Descriptors()
	if err != nil {
		return err
	}
	if err := s.comeAndLeave(firstCrowd, open); err != nil {
		return err
	}
	before, err := s.RSS()
	if err != nil {
		return err
	}
	c, err := s.crowd(sockets)
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
	if _, err := c.Rounds(warmFor, warmRounds, nil); err != nil {
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
	var used usage
	m.burst, used, m.burstFailed = quietly(b, s, func() (*load.Burst, error) { return c.Burst(b.burst, burstLimit) })
	if m.burstFailed != nil {
		progress("    the burst failed: %v", m.burstFailed)
		return nil
	}
	progress("    %d changes at once: all have the last after %s, %.1f states each; something else used %.0f %%",
		b.burst, short(m.burst.Took), m.burst.States, 100*used.others)
	return nil
}

func (b *bench) measureRounds(m *steady, s *served, c *load.Crowd) error {
	r, used, err := quietly(b, s, func() (*load.Rounds, error) { return c.Rounds(b.seconds, leastRounds, nil) })
	if err != nil {
		return err
	}
	m.deliveries = float64(r.Deliveries) / r.Elapsed.Seconds()
	m.cpu = used.server / time.Duration(max(r.Deliveries, 1))
	m.others = used.others
	m.lastP50, m.lastP99 = percentile(r.Last, 50), percentile(r.Last, 99)
	m.answered = percentile(r.Answered, 50)
	m.stale = r.Stale
	m.clientIdle = r.Idle.Seconds() / r.Elapsed.Seconds()
	return nil
}
