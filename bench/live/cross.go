package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"path/filepath"
	"strings"
	"time"

	"erikti/bench/live/load"
	"erikti/bench/live/peer"
	"erikti/bench/live/process"
)

// crossSockets is how many watch at the other process, crossFor how long changes are
// made.
const (
	crossSockets = 1000
	crossFor     = 10 * time.Second
)

// crossing is from a change at one process of the product to the last socket at
// another, both on one PostgreSQL.
type crossing struct {
	bus                string
	failed             error
	changes            int
	answered, p50, p99 time.Duration
}

// cross measures over each bus.
func (b *bench) cross() []*crossing {
	var all []*crossing
	for _, bus := range []string{"PostgreSQL", "NATS"} {
		c := &crossing{bus: bus}
		progress("between two processes, over %s", bus)
		if c.failed = b.between(c); c.failed != nil {
			progress("    failed: %v", c.failed)
		} else {
			progress("    %d changes, the last of %d sockets after %s, p99 %s", c.changes, crossSockets, short(c.p50), short(c.p99))
		}
		all = append(all, c)
	}
	return all
}

// between starts a database, a bus and two servers, all on the servers' core.
func (b *bench) between(c *crossing) (err error) {
	database, end, err := process.Database(filepath.Join(b.places.Binaries, "pgcluster"), b.serverCore)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	options := []string{"DATABASE_URL=" + database}
	if c.bus == "NATS" {
		address, stop, err := b.nats()
		if err != nil {
			return err
		}
		defer stop()
		options = append(options, "BUS_URL="+address)
	}
	var servers [2]*process.Process
	var attach func(string) (load.Protocol, load.Change, error)
	for i := range servers {
		p, err := peer.Product(b.places, fmt.Sprintf("erikti-%s-%d", c.bus, i), options...)
		if err != nil {
			return err
		}
		if servers[i], err = b.start(p); err != nil {
			return err
		}
		defer servers[i].Stop() //nolint:errcheck // measured by then
		attach = p.Attach
	}
	protocol, change, err := attach(servers[0].Addr)
	if err != nil {
		return err
	}
	crowd, err := load.NewCrowd(load.Config{
		Server: netip.MustParseAddrPort(servers[1].Addr), Changer: netip.MustParseAddrPort(servers[0].Addr),
		Protocol: protocol, Change: change, Sockets: crossSockets, Sleep: b.sleep,
	})
	if err != nil {
		return err
	}
	defer crowd.Leave() //nolint:errcheck // measured by then
	if err := crowd.Open(atOnce, openLimit); err != nil {
		return err
	}
	if _, err := crowd.Rounds(warmFor, warmRounds, nil); err != nil {
		return err
	}
	r, err := crowd.Rounds(crossFor, leastRounds, nil)
	if err != nil {
		return err
	}
	c.changes, c.answered, c.p50, c.p99 = len(r.Last), percentile(r.Answered, 50), percentile(r.Last, 50), percentile(r.Last, 99)
	return nil
}

// nats starts a NATS server and returns its address.
func (b *bench) nats() (address string, stop func(), err error) {
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	at := port.Addr().String()
	if err := port.Close(); err != nil {
		return "", nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := process.Start(ctx, process.Command{
		Path: filepath.Join(b.places.Binaries, "nats"), Env: []string{"NATS_ADDR=" + at}, Log: filepath.Join(b.places.Scratch, "nats.log"),
	}, b.serverCore)
	if err != nil {
		return "", nil, err
	}
	return "nats://" + at, func() { _ = s.Stop() }, nil
}

func (r *results) writeCrosses(w *strings.Builder) {
	if len(r.crosses) == 0 {
		return
	}
	fmt.Fprintf(w, "\n## From one process to another\n\nTwo processes of Erikti on one PostgreSQL that syncs its commits; all of them on the servers' core. From sending a change to one until the last of %s sockets at the other has it.\n\n", grouped(crossSockets))
	fmt.Fprintln(w, "| bus | changes | the change answered p50 ms | last socket p50 ms | p99 ms |\n|---|---|---|---|---|")
	for _, c := range r.crosses {
		if c.failed != nil {
			fmt.Fprintf(w, "| %s | not measured: %v | | | |\n", c.bus, c.failed)
			continue
		}
		fmt.Fprintf(w, "| %s | %d | %s | %s | %s |\n", c.bus, c.changes, ms(c.answered), ms(c.p50), ms(c.p99))
	}
}
