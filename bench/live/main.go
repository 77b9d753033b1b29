// Bench-live compares what servers do with one change and many watchers: see
// ../README.md.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"erikti/bench/live/peer"
	"erikti/bench/live/process"
)

// Servers end with the thread that started them.
func init() { runtime.LockOSThread() }

// settings are what the flags say.
type settings struct {
	sockets     []int
	peers       []string
	measures    []string
	repeats     int
	goalRepeats int
	seconds     time.Duration
	burst       int
	sleep       bool
	taker       bool
	nice        int
	out         string
	strain      []int
	build       string
	places      peer.Places
}

// allSockets are the numbers of sockets of the whole comparison.
var allSockets = []int{1_000, 5_000, 10_000, 19_000}

func list(numbers []int) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ",")
}

// measures that can be asked for: rounds and burst are repeated, the others are
// measured once.
var measures = []string{"rounds", "burst", "turns", "slow", "leave", "herd", "cross"}

func main() {
	if err := run(os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench-live:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	s, err := parse(args)
	if err != nil {
		return err
	}
	serverCore, clientCore, err := process.Cores()
	if err != nil {
		return err
	}
	if err := process.Pin(clientCore); err != nil {
		return err
	}
	undo, err := s.giveWay(serverCore)
	if err != nil {
		return err
	}
	defer undo()
	debug.SetGCPercent(400)
	s.places.Scratch, err = os.MkdirTemp("", "bench-live-")
	if err != nil {
		return err
	}
	go s.endOnSignal(undo)
	if s.taker {
		err := (&bench{s, serverCore, clientCore}).takeTurns()
		return errors.Join(err, os.RemoveAll(s.places.Scratch))
	}
	results, err := compare(s, serverCore, clientCore)
	if err != nil {
		return fmt.Errorf("%w (logs are in %s)", err, s.places.Scratch)
	}
	if err := publish(report(s, results), s.out); err != nil {
		return err
	}
	return os.RemoveAll(s.places.Scratch)
}

// giveWay does what -nice says, until undo is called: the session goes on without this
// program.
func (s *settings) giveWay(serverCore int) (undo func(), err error) {
	if s.nice == 0 {
		return func() {}, nil
	}
	if err := process.Nice(s.nice); err != nil {
		return nil, err
	}
	asBefore := func() { _ = process.Nice(0) } // it could be set before
	if s.nice > 0 {
		return asBefore, nil
	}
	release, err := process.Workers(serverCore)
	if err != nil {
		asBefore()
		return nil, err
	}
	return func() { release(); asBefore() }, nil
}

// endOnSignal leaves nothing behind; the servers end with this program.
func (s *settings) endOnSignal(undo func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	<-signals
	undo()
	_ = os.RemoveAll(s.places.Scratch)
	os.Exit(1)
}

func parse(args []string) (*settings, error) {
	s := &settings{}
	flags := flag.NewFlagSet("bench-live", flag.ContinueOnError)
	n := flags.String("n", list(allSockets), "how many `sockets`, several separated by commas")
	peers := flags.String("peers", strings.Join(peer.Names, ","), "which `servers`")
	what := flags.String("measure", strings.Join(measures, ","), "what to `measure`")
	strain := flags.String("strain", "10000", "with how many `sockets` slow, leave and herd are measured, of those of -n")
	busy := flags.Bool("busy", true, "let the load client poll; one that sleeps measures how it wakes up")
	flags.IntVar(&s.repeats, "repeats", 3, "`how often` rounds and bursts are measured, the servers taking turns")
	flags.IntVar(&s.goalRepeats, "goal-repeats", 9, "`how often` at least for the servers and the number of sockets that the goals are set for")
	flags.DurationVar(&s.seconds, "for", 5*time.Second, "`how long` rounds are made")
	flags.IntVar(&s.burst, "burst", 20, "`changes` at once in a burst")
	flags.IntVar(&s.nice, "nice", 0, "how willingly servers and client give way to other programs, `-20 to 19`; below 0, which root may set, they go first, and the kernel's workers keep to the server's core")
	flags.BoolVar(&s.taker, "take-turns", false, "be the load client of one server that takes turns, as the program starts itself")
	flags.StringVar(&s.out, "out", "", "`file` for the tables")
	flags.StringVar(&s.build, "build", "", "`commit` that the product was built from")
	flags.StringVar(&s.places.Binaries, "binaries", "", "`folder` of the built servers")
	flags.StringVar(&s.places.Product, "erikti", "", "the product's `program`")
	flags.StringVar(&s.places.Servers, "servers", "servers", "`folder` of the servers' sources")
	flags.Func("option", "an option of the product as `NAME=value`; may be given several times", func(v string) error {
		s.places.Options = append(s.places.Options, v)
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	s.sleep = !*busy
	var err error
	if s.sockets, err = numbers("n", *n); err != nil {
		return nil, err
	}
	if s.strain, err = numbers("strain", *strain); err != nil {
		return nil, err
	}
	if s.peers, err = some("peers", *peers, peer.Names); err != nil {
		return nil, err
	}
	if s.measures, err = some("measure", *what, measures); err != nil {
		return nil, err
	}
	return s, nil
}

// numbers reads a list of numbers of sockets.
func numbers(name, list string) (all []int, err error) {
	for word := range strings.SplitSeq(list, ",") {
		sockets, err := strconv.Atoi(word)
		if err != nil || sockets < 10 {
			return nil, fmt.Errorf("-%s: write whole numbers from 10, separated by commas", name)
		}
		all = append(all, sockets)
	}
	return all, nil
}

// some reads a list of which each is one of all.
func some(name, list string, all []string) ([]string, error) {
	words := strings.Split(list, ",")
	for _, word := range words {
		if !slices.Contains(all, word) {
			return nil, fmt.Errorf("-%s: write some of %s", name, strings.Join(all, ","))
		}
	}
	return words, nil
}

// progress says on the console what happens.
func progress(format string, args ...any) {
	_, _ = fmt.Fprintf(os.Stderr, time.Now().Format("15:04:05 ")+format+"\n", args...)
}
