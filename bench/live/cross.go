package main

import (
	"fmt"
	"net/netip"
	"strings"
	"time"

	"erikti/bench/live/load"
	"erikti/bench/live/peer"
)

// cross measures from a change on one server of the product to the last socket on
// another, which somebody has started on one database.
func cross(s *settings) error {
	var addr [2]netip.AddrPort
	for i, a := range s.cross {
		var err error
		if addr[i], err = netip.ParseAddrPort(a); err != nil {
			return fmt.Errorf("-cross: %w", err)
		}
	}
	var report strings.Builder
	fmt.Fprintf(&report, "# From a change on one process to the last socket on another\n\n%s\n\n", machine())
	fmt.Fprintln(&report, "| sockets | changes | the change answered p50 ms | last socket p50 ms | p99 ms |\n|---|---|---|---|---|")
	for _, sockets := range s.sockets {
		progress("%d sockets", sockets)
		protocol, change, err := peer.AttachErikti(s.cross[0])
		if err != nil {
			return err
		}
		c, err := load.NewCrowd(load.Config{
			Server: addr[1], Changer: addr[0], Protocol: protocol, Change: change, Sockets: sockets, Sleep: s.sleep,
		})
		if err != nil {
			return err
		}
		if err := c.Open(atOnce, openLimit); err != nil {
			return err
		}
		r, err := c.Rounds(s.seconds, leastRounds, nil)
		if err != nil {
			return err
		}
		fmt.Fprintf(&report, "| %d | %d | %s | %s | %s |\n", sockets, len(r.Last), ms(percentile(r.Answered, 50)), ms(percentile(r.Last, 50)), ms(percentile(r.Last, 99)))
		if err := c.Leave(); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return publish(report.String(), s.out)
}
