package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"erikti/bench/live/load"
	"erikti/bench/live/peer"
	"erikti/bench/live/process"
)

// Servers whose goals are ratios take short turns: a shared machine is faster or slower by
// a fifth for seconds, and servers that are measured one after the other are not measured
// on the same machine. All of them run, each with its sockets and a load client of its
// own, and stand still while it is not their turn. All of a turn counts: what a server had
// to do meanwhile by the clock it does at its beginning.
const (
	turnFor = 2 * time.Second
	turnsOf = 10 // of each server, each repeat
)

// turn is what one server did in one.
type turn struct {
	Deliveries float64       // a second
	CPU        time.Duration // of the server for a delivery
}

// turns lets the servers of the goals take turns; of each server the turns in order.
func (b *bench) turns() (map[string][]turn, error) {
	all := map[string][]turn{}
	for repeat := range b.repeats {
		progress("servers take turns, repeat %d of %d", repeat+1, b.repeats)
		if err := b.takeAll(all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (b *bench) takeAll(all map[string][]turn) (err error) {
	var takers []*taker
	defer func() {
		for _, t := range takers {
			err = errors.Join(err, t.end())
		}
	}()
	for _, name := range goalPeers {
		if !slices.Contains(b.peers, name) {
			continue
		}
		t, err := b.taker(name)
		if err != nil {
			return err
		}
		takers = append(takers, t)
	}
	for range turnsOf {
		for _, t := range takers {
			took, err := t.take()
			if err != nil {
				return fmt.Errorf("a turn of %s: %w", t.name, err)
			}
			all[t.name] = append(all[t.name], took)
		}
	}
	return nil
}

// taker is this program again, with one server, in whose name it takes turns.
type taker struct {
	name string
	cmd  *exec.Cmd
	ask  io.WriteCloser
	told *bufio.Scanner
}

func (b *bench) taker(name string) (*taker, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	t := &taker{name: name, cmd: exec.Command(self, "-take-turns", "-peers", name, "-n", strconv.Itoa(goalsAt),
		"-binaries", b.places.Binaries, "-erikti", b.places.Product, "-servers", b.places.Servers)}
	for _, option := range b.places.Options {
		t.cmd.Args = append(t.cmd.Args, "-option", option)
	}
	t.cmd.Stderr = os.Stderr
	t.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	if t.ask, err = t.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	told, err := t.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	t.told = bufio.NewScanner(told)
	if err := process.OnCores([]int{b.serverCore, b.clientCore}, t.cmd.Start); err != nil {
		return nil, err
	}
	if !t.told.Scan() { // it says when all its sockets are open
		return nil, errors.Join(fmt.Errorf("%s takes no turns", name), t.end())
	}
	return t, nil
}

func (t *taker) take() (took turn, err error) {
	if _, err := io.WriteString(t.ask, "\n"); err != nil {
		return took, err
	}
	if !t.told.Scan() {
		return took, errors.New("it ended")
	}
	return took, json.Unmarshal(t.told.Bytes(), &took)
}

func (t *taker) end() error {
	return errors.Join(t.ask.Close(), t.cmd.Wait())
}

// takeTurns is what a taker does: it takes one for each line that it is told.
func (b *bench) takeTurns() (err error) {
	peers, err := peer.All(b.places)
	if err != nil {
		return err
	}
	if err := b.prepare(peers); err != nil {
		return err
	}
	s, err := b.serve(peers[b.peers[0]])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Continue(), s.Stop()) }()
	c, err := s.crowd(b.sockets[0])
	if err != nil {
		return err
	}
	defer c.Leave() //nolint:errcheck // measured by then
	if err := errors.Join(c.Open(atOnce, openLimit), c.Rest(2*time.Second), s.Pause()); err != nil {
		return err
	}
	tell := json.NewEncoder(os.Stdout)
	if err := tell.Encode("ready"); err != nil {
		return err
	}
	for told := bufio.NewScanner(os.Stdin); told.Scan(); {
		took, err := take(s, c)
		if err != nil {
			return err
		}
		if err := tell.Encode(took); err != nil {
			return err
		}
	}
	return nil
}

func take(s *served, c *load.Crowd) (took turn, err error) {
	before, err := s.CPU()
	if err := errors.Join(err, s.Continue()); err != nil {
		return took, err
	}
	r, err := c.Rounds(turnFor, leastRounds, nil)
	if err != nil {
		return took, err
	}
	after, err := s.CPU()
	took = turn{float64(r.Deliveries) / r.Elapsed.Seconds(), (after - before) / time.Duration(max(r.Deliveries, 1))}
	return took, errors.Join(err, s.Pause())
}

// beside is the median, over the turns, of a figure of the product against another server's
// in the turn beside it; NaN when they took none.
func (r *results) beside(other string, f func(turn) float64) float64 {
	own, others := r.turns["erikti"], r.turns[other]
	var ratios []float64
	for i := range min(len(own), len(others)) {
		ratios = append(ratios, f(own[i])/f(others[i]))
	}
	return median(ratios)
}

func rate(t turn) float64 { return t.Deliveries }
func cost(t turn) float64 { return float64(t.CPU) }

func (r *results) writeTurns(w *strings.Builder) {
	if r.turnsFailed != nil {
		fmt.Fprintf(w, "\n## In turns of two seconds\n\nNot measured: %v\n", r.turnsFailed)
	}
	if len(r.turns) == 0 {
		return
	}
	fmt.Fprintf(w, "\n## In turns of two seconds, with %s sockets\n\n| server | turns | deliveries/s | a tenth less than | a tenth more than | core µs a delivery | Erikti's deliveries/s × | Erikti's core µs × |\n|---|---|---|---|---|---|---|---|\n", grouped(goalsAt))
	for _, name := range goalPeers {
		var rates, costs []float64
		for _, t := range r.turns[name] {
			rates, costs = append(rates, rate(t)), append(costs, cost(t)/1e3)
		}
		if len(rates) == 0 {
			continue
		}
		rate10, rate90 := tenth(rates, 1), tenth(rates, 9)
		fmt.Fprintf(w, "| %s | %d | %s | %s | %s | %s | %s | %s |\n", r.titles[name], len(rates), figure(median(rates)), figure(rate10), figure(rate90), figure(median(costs)),
			figure(r.beside(name, rate)), figure(r.beside(name, cost)))
	}
}

// tenth is the number that so many tenths of all are not above.
func tenth(of []float64, tenths int) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[max(0, int(math.Ceil(float64(tenths*len(sorted))/10))-1)]
}
