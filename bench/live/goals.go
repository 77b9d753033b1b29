package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// goalsAt is the number of sockets that the goals are set for.
const goalsAt = 10_000

// goalPeers are the servers that they compare. Two runs of one server differ by a fifth
// on a shared machine, so these are measured more often.
var goalPeers = []string{"bare", "erikti", "centrifuge"}

// repeatsOf is how often a cell is measured.
func (s *settings) repeatsOf(k key) int {
	if k.sockets == goalsAt && slices.Contains(goalPeers, k.peer) {
		return max(s.repeats, s.goalRepeats)
	}
	return s.repeats
}

// goal is what the product is to reach, and what it did.
type goal struct {
	what  string
	value float64 // NaN: not measured
	unit  string
	least bool // the limit is the least that will do, else the most
	limit float64
}

func (g goal) row() string {
	sign, holds := "≤", g.value <= g.limit
	if g.least {
		sign, holds = "≥", g.value >= g.limit
	}
	says := "**no**"
	switch {
	case math.IsNaN(g.value):
		says = "not measured"
	case holds:
		says = "yes"
	}
	return fmt.Sprintf("| %s | %s %s%s | %s%s | %s |", g.what, sign, figure(g.limit), g.unit, figure(g.value), g.unit, says)
}

// writeGoals sets what was reached beside what is to be reached.
func (r *results) writeGoals(w *strings.Builder) {
	fmt.Fprintf(w, "\n## Goals, with %s sockets\n\n| what | goal | reached | holds |\n|---|---|---|---|\n", grouped(goalsAt))
	for _, g := range r.goals() {
		fmt.Fprintln(w, g.row())
	}
}

func (r *results) goals() []goal {
	k := key{"erikti", goalsAt}
	all := []goal{
		{"deliveries/s, × bare loop", r.beside("bare", rate), "", true, 0.9},
		{"deliveries/s, × Centrifugo's library", r.beside("centrifuge", rate), "", true, 2},
		{"core µs a delivery, × bare loop", r.beside("bare", cost), "", false, 1.15},
		{"resident memory of an idle socket", median(r.values(k, func(m *steady) float64 { return m.idle / 1024 })), " KB", false, 8},
		{"20 changes at once: everyone has the newest, × one change", median(r.burstRatios(k)), "", false, 3},
	}
	s := r.strain[k]
	if s == nil {
		s = &strain{}
	}
	all = append(all, s.goals()...)
	for _, c := range r.crosses {
		if c.failed == nil {
			all = append(all, goal{"a change at one process, its last of " + grouped(crossSockets) + " sockets at another, over " + c.bus + ": p99", float64(c.p99) / 1e6, " ms", false, 60})
		}
	}
	return all
}

func (r *results) burstRatios(k key) (all []float64) {
	for _, m := range r.steady[k] {
		if m.failed == nil && m.burst != nil && m.burstFailed == nil {
			all = append(all, float64(m.burst.Took)/float64(m.lastP50))
		}
	}
	return all
}

// told is what a server tells of itself, NaN when it tells nothing: 0.
func told(n int) float64 {
	if n == 0 {
		return math.NaN()
	}
	return float64(n)
}

// goals of what was measured once. Goroutines that servers and database begin by
// themselves make them differ by a few.
func (s *strain) goals() (all []goal) {
	const some = 5
	if m := s.slow; m != nil {
		gone := math.Inf(1)
		if m.gone >= m.stopped {
			gone = m.goneAfter.Seconds()
		}
		all = append(all,
			goal{"goroutines a socket", told(m.goroutines[0]) / goalsAt, "", false, 1.01},
			goal{"a tenth stops reading: p99 of the others, × before", float64(m.after) / float64(m.before), "", false, 1.2},
			goal{"a tenth stops reading: memory grows by", mb(m.grew), " MB", false, 5},
			goal{"a tenth stops reading: all of it is gone after", gone, " s", false, 10},
			goal{"a tenth stops reading: goroutines of it that stay", told(m.goroutines[1]) - told(m.goroutines[0]) + float64(m.stopped), "", false, some},
		)
	}
	if m := s.leave; m != nil {
		all = append(all,
			goal{"all leave, twice: goroutines that the second time leaves", told(m.goroutines[2]) - told(m.goroutines[1]), "", false, some},
			goal{"all leave, twice: memory after the second time, × after the first", float64(m.memory[2]) / float64(m.memory[1]), "", false, 1.25},
		)
	}
	if m := s.herd; m != nil {
		all = append(all,
			goal{"all back after a restart", m.took.Seconds(), " s", false, 30},
			goal{"all back after a restart: executions of their one group", told(int(m.executions)), "", false, 1},
		)
	}
	return all
}
