package main

import (
	"syscall"
	"time"

	"erikti/bench/live/process"
)

// usage is what was used while something was measured.
type usage struct {
	server time.Duration // CPU time of the server
	others float64       // share of the two cores that neither server nor client used
}

// Other programs disturb what is measured while they run. Where they used more
// than tolerated, it is measured again, unless it takes long, and the attempt that
// was disturbed least counts, whatever it says.
const (
	tolerated = 0.05
	attempts  = 4
	tooLong   = 10 * time.Second
)

// quietly measures when other programs are quiet.
func quietly[T any](b *bench, s *served, measure func() (T, error)) (best T, used usage, err error) {
	for attempt := range attempts {
		start := time.Now()
		var result T
		now, err := b.during(s, func() (err error) {
			result, err = measure()
			return err
		})
		if err != nil {
			return best, used, err
		}
		if attempt == 0 || now.others < used.others {
			best, used = result, now
		}
		if now.others <= tolerated || time.Since(start) > tooLong {
			break
		}
	}
	return best, used, nil
}

// during returns what is used while f runs.
func (b *bench) during(s *served, f func() error) (usage, error) {
	start := time.Now()
	before, err := b.clocks(s)
	if err != nil {
		return usage{}, err
	}
	if err := f(); err != nil {
		return usage{}, err
	}
	after, err := b.clocks(s)
	server := after.server - before.server
	others := after.cores - before.cores - server - (after.own - before.own)
	return usage{server, max(0, others.Seconds()/(2*time.Since(start).Seconds()))}, err
}

// clocks are the times used so far by the server, by this program, and on their
// cores by whomever.
type clocks struct{ server, own, cores time.Duration }

func (b *bench) clocks(s *served) (c clocks, err error) {
	if c.server, err = s.CPU(); err != nil {
		return c, err
	}
	for _, core := range []int{b.serverCore, b.clientCore} {
		busy, err := process.Busy(core)
		if err != nil {
			return c, err
		}
		c.cores += busy
	}
	var own syscall.Rusage
	err = syscall.Getrusage(syscall.RUSAGE_SELF, &own)
	c.own = time.Duration(own.Utime.Nano() + own.Stime.Nano())
	return c, err
}
