package main

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"slices"
	"time"

	"erikti/bench/live/load"
	"erikti/bench/live/peer"
	"erikti/bench/live/process"
)

// key names a cell of the comparison.
type key struct {
	peer    string
	sockets int
}

// results are what was measured; a cell has one steady for each repeat.
type results struct {
	titles      map[string]string
	machine     string
	steady      map[key][]*steady
	strain      map[key]*strain
	turns       map[string][]turn
	turnsFailed error
	crosses     []*crossing
	took        time.Duration
}

// bench is a comparison that runs.
type bench struct {
	*settings
	serverCore, clientCore int
}

// compare measures every server with every number of sockets, taking turns.
func compare(s *settings, serverCore, clientCore int) (*results, error) {
	b := &bench{s, serverCore, clientCore}
	start := time.Now()
	peers, err := peer.All(s.places)
	if err != nil {
		return nil, err
	}
	r := &results{titles: map[string]string{}, machine: machine(), steady: map[key][]*steady{}, strain: map[key]*strain{}}
	for name, p := range peers {
		r.titles[name] = p.Title
	}
	if err := b.prepare(peers); err != nil {
		return nil, err
	}
	if b.wants("rounds", "burst", "slow", "leave", "herd") {
		b.cells(r, peers)
	}
	if b.wants("turns") && slices.Contains(s.sockets, goalsAt) {
		if r.turns, r.turnsFailed = b.turns(); r.turnsFailed != nil {
			progress("    failed: %v", r.turnsFailed)
		}
	}
	if b.wants("cross") {
		r.crosses = b.cross()
	}
	r.took = time.Since(start)
	return r, nil
}

// cells fills in the table, every server with every number of sockets.
func (b *bench) cells(r *results, peers map[string]*peer.Peer) {
	runs := 0
	for _, sockets := range b.sockets {
		for _, name := range b.peers {
			runs += b.repeatsOf(key{name, sockets})
		}
	}
	for _, sockets := range b.sockets {
		for repeat := range max(b.repeats, b.goalRepeats) {
			for _, name := range b.peers {
				k := key{name, sockets}
				of := b.repeatsOf(k)
				if repeat >= of {
					continue
				}
				progress("%d runs to go: %s, %d sockets, repeat %d of %d", runs, name, sockets, repeat+1, of)
				runs--
				if b.wants("rounds", "burst") {
					r.steady[k] = append(r.steady[k], b.steady(peers[name], sockets))
				}
				if repeat == of-1 && b.wants("slow", "leave", "herd") && slices.Contains(b.settings.strain, sockets) {
					r.strain[k] = b.strain(peers[name], sockets)
				}
			}
		}
	}
}

func (b *bench) wants(any ...string) bool {
	return slices.ContainsFunc(any, func(m string) bool { return slices.Contains(b.measures, m) })
}

// prepare lets a server do once what would count as memory of sockets: the product
// fills in the demo network.
func (b *bench) prepare(peers map[string]*peer.Peer) error {
	for _, name := range b.peers {
		if p := peers[name]; p.Prepare {
			progress("preparing %s", name)
			started, err := b.start(p)
			if err != nil {
				return err
			}
			_, _, err = p.Attach(started.Addr)
			if err := errors.Join(err, started.Stop()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bench) start(p *peer.Peer) (*process.Process, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return process.Start(ctx, p.Command, b.serverCore)
}

// served is a server that runs, with an event to watch and change.
type served struct {
	*process.Process
	protocol load.Protocol
	change   load.Change
	sleep    bool
}

// serve starts a server and warms it up: what it allocates once is not what a
// socket takes.
func (b *bench) serve(p *peer.Peer) (*served, error) {
	started, err := b.start(p)
	if err != nil {
		return nil, err
	}
	s := &served{Process: started, sleep: b.sleep}
	if s.protocol, s.change, err = p.Attach(started.Addr); err != nil {
		_ = started.Stop()
		return nil, err
	}
	if err := s.warmUp(); err != nil {
		_ = started.Stop()
		return nil, fmt.Errorf("warming up: %w", err)
	}
	return s, nil
}

func (s *served) warmUp() error {
	c, err := s.crowd(100)
	if err != nil {
		return err
	}
	defer c.Leave() //nolint:errcheck // only warmth
	if err := c.Open(atOnce, time.Minute); err != nil {
		return err
	}
	if _, err := c.Rounds(100*time.Millisecond, warmRounds, nil); err != nil {
		return err
	}
	time.Sleep(time.Second)
	return nil
}

// atOnce is how many sockets are opened at a time, where no herd is wanted.
const atOnce = 64

// openLimit is how long opening may take.
const openLimit = 2 * time.Minute

// The first changes are slower, right after a crowd has come: so long they are not
// measured. And where one takes long: how many are made at least, of these and of those
// that are measured.
const (
	warmFor     = time.Second
	warmRounds  = 2
	leastRounds = 3
)

// crowd prepares sockets on the server.
func (s *served) crowd(sockets int, adjust ...func(*load.Config)) (*load.Crowd, error) {
	addr, err := netip.ParseAddrPort(s.Addr)
	if err != nil {
		return nil, err
	}
	runtime.GC() // now, not while it measures
	cfg := load.Config{Server: addr, Protocol: s.protocol, Sockets: sockets, Change: s.change, Sleep: s.sleep}
	for _, f := range adjust {
		f(&cfg)
	}
	return load.NewCrowd(cfg)
}
