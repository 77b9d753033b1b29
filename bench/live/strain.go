package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"erikti/bench/live/load"
	"erikti/bench/live/peer"
)

// strain is what was measured once: readers that stop, sockets that leave, a herd
// that comes back.
type strain struct {
	slow      *slow
	slowError error

	leave      *leave
	leaveError error

	herd      *herd
	herdError error
}

// slow: one socket in ten stops reading.
type slow struct {
	before, after time.Duration // p99 until the last of those that go on reading has a change
	grew          int64         // bytes of resident memory, on average, over as long before
	grewBefore    int64         // the same from the time before that to it, with all reading
	stopped, gone int           // how many stopped, how many of them the server dropped
	goneAfter     time.Duration // when the last of them was gone
	goroutines    [2]int        // with all reading; at the end
	others        float64       // share of the cores that something else used
}

// leave: all sockets connect, subscribe and leave, twice.
type leave struct {
	goroutines [3]int   // before, after the first time, after the second
	memory     [3]int64 // resident bytes
}

// herd: all sockets come back at once after a restart.
type herd struct {
	took  time.Duration // from the server being ready until all have the state
	again int           // sockets that the server closed before, and that came again at once
	// How often the subscription was executed for them, 0 where the server does not say.
	executions int64
}

func (b *bench) strain(p *peer.Peer, sockets int) *strain {
	s := &strain{}
	if b.wants("slow") {
		s.slow, s.slowError = b.slow(p, sockets)
		b.tell("slow", s.slowError)
	}
	if b.wants("leave") {
		s.leave, s.leaveError = b.leave(p, sockets)
		b.tell("leave", s.leaveError)
	}
	if b.wants("herd") {
		s.herd, s.herdError = b.herd(p, sockets)
		b.tell("herd", s.herdError)
	}
	return s
}

func (b *bench) tell(measure string, err error) {
	if err != nil {
		progress("    %s failed: %v", measure, err)
	}
}

const (
	// slowFor is how long the stopped ones are watched, and as long, as often as it
	// takes, all are before.
	slowFor = 15 * time.Second
	// A server is young while it takes grownUp bytes more or less from one such time to
	// the next, for longestYouth of them at most.
	grownUp      = 2 << 20
	longestYouth = 8
)

func (b *bench) slow(p *peer.Peer, sockets int) (*slow, error) {
	s, err := b.serve(p)
	if err != nil {
		return nil, err
	}
	defer s.Stop() //nolint:errcheck // measured by then
	m := &slow{stopped: sockets / 10}
	c, err := s.crowd(sockets, func(c *load.Config) { c.Stoppable = m.stopped })
	if err != nil {
		return nil, err
	}
	defer c.Leave() //nolint:errcheck // measured by then
	if err := c.Open(atOnce, openLimit); err != nil {
		return nil, err
	}
	if err := c.Rest(3 * time.Second); err != nil {
		return nil, err
	}
	m.goroutines[0] = s.Goroutines()
	before, all, used, err := b.settled(s, c, m)
	if err != nil {
		return nil, err
	}
	m.before, m.others = percentile(all.LastOthers, 99), used.others
	open, err := s.Descriptors()
	if err != nil {
		return nil, err
	}
	if err := c.StopReading(); err != nil {
		return nil, err
	}
	start := time.Now()
	var after mean
	watch := s.sampled(func(rss int64) error {
		now, err := s.Descriptors()
		if gone := max(open-now, c.StoppedGone()); gone > m.gone {
			m.gone, m.goneAfter = gone, time.Since(start)
		}
		return errors.Join(err, after.add(rss))
	})
	var rest *load.Rounds
	used, err = b.during(s, func() (err error) {
		rest, err = c.Rounds(slowFor, leastRounds, watch)
		return err
	})
	if err != nil {
		return nil, err
	}
	m.after, m.others = percentile(rest.LastOthers, 99), max(m.others, used.others)
	m.grew = after.value() - before.value()
	m.goroutines[1] = s.Goroutines()
	progress("    %d stopped reading: p99 %s, then %s; %d gone after %s; memory grew by %.1f MB, by %.1f with all reading", m.stopped,
		short(m.before), short(m.after), m.gone, short(m.goneAfter), mb(m.grew), mb(m.grewBefore))
	return m, nil
}

// settled lets all read until the server has what memory it takes for that: a young one
// takes more with every round, or gives back what it took for opening. It returns the
// memory, and the rounds, of the last time.
func (b *bench) settled(s *served, c *load.Crowd, m *slow) (memory mean, all *load.Rounds, used usage, err error) {
	for range longestYouth {
		last := memory.value()
		memory = mean{}
		used, err = b.during(s, func() (err error) {
			all, err = c.Rounds(slowFor, leastRounds, s.sampled(memory.add))
			return err
		})
		m.grewBefore = memory.value() - last
		if err != nil || last > 0 && max(m.grewBefore, -m.grewBefore) < grownUp {
			break
		}
	}
	return memory, all, used, err
}

// mean of what a server has in memory, which goes up and down with what its collector
// has not collected yet.
type mean struct{ sum, samples int64 }

func (m *mean) add(rss int64) error {
	m.sum += rss
	m.samples++
	return nil
}

func (m *mean) value() int64 { return m.sum / max(1, m.samples) }

// sampled hands the resident memory of the server on, five times a second.
func (s *served) sampled(f func(rss int64) error) func() error {
	last := time.Now()
	return func() error {
		if time.Since(last) < 200*time.Millisecond {
			return nil
		}
		last = time.Now()
		rss, err := s.RSS()
		if err != nil {
			return err
		}
		return f(rss)
	}
}

func (b *bench) leave(p *peer.Peer, sockets int) (*leave, error) {
	s, err := b.serve(p)
	if err != nil {
		return nil, err
	}
	defer s.Stop() //nolint:errcheck // measured by then
	m := &leave{}
	open, err := s.Descriptors()
	if err != nil {
		return nil, err
	}
	for i := range m.memory {
		if i > 0 {
			if err := s.comeAndLeave(sockets, open); err != nil {
				return nil, err
			}
		}
		m.goroutines[i] = s.Goroutines()
		if m.memory[i], err = s.RSS(); err != nil {
			return nil, err
		}
	}
	progress("    all left, twice: goroutines %v, MB %d %d %d", m.goroutines, m.memory[0]>>20, m.memory[1]>>20, m.memory[2]>>20)
	return m, nil
}

// comeAndLeave opens all sockets, closes them, and waits until the server has
// done so too.
func (s *served) comeAndLeave(sockets, open int) error {
	c, err := s.crowd(sockets)
	if err != nil {
		return err
	}
	opened := c.Open(atOnce, openLimit)
	if err := errors.Join(opened, c.Leave()); err != nil {
		return err
	}
	for end := time.Now().Add(15 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		now, err := s.Descriptors()
		if err != nil {
			return err
		}
		if now <= open {
			break
		}
		if time.Now().After(end) {
			return fmt.Errorf("%d sockets of those that left are still open", now-open)
		}
	}
	time.Sleep(3 * time.Second) // for goroutines that end, and memory that is given back
	return nil
}

func (b *bench) herd(p *peer.Peer, sockets int) (*herd, error) {
	s, err := b.serve(p)
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.Stop() }() // measured by then
	c, err := s.crowd(sockets)
	if err != nil {
		return nil, err
	}
	if err := c.Open(atOnce, openLimit); err != nil {
		return nil, errors.Join(err, c.Leave())
	}
	stopped := make(chan error, 1)
	go func() { stopped <- s.Stop() }()
	if err := errors.Join(c.Ended(20*time.Second), <-stopped, c.Leave()); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := s.Again(ctx); err != nil {
		return nil, err
	}
	if c, err = s.crowd(sockets, func(c *load.Config) { c.Again = true }); err != nil {
		return nil, err
	}
	start := time.Now()
	err = c.Open(sockets, openLimit)
	m := &herd{took: time.Since(start), again: c.OpenedAgain()}
	m.executions = int64(s.Metric("erikti_live_executions_total"))
	if err := errors.Join(err, c.Leave()); err != nil {
		return nil, err
	}
	progress("    after a restart all are back in %s; executed %d times, %d tries more", short(m.took), m.executions, m.again)
	return m, nil
}
