package main

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"erikti/bench/live/peer"
)

// publish shows the tables, and writes them to a file when one is named.
func publish(report, file string) error {
	fmt.Print(report)
	if file == "" {
		return nil
	}
	progress("written to %s", file)
	return os.WriteFile(file, []byte(report), 0o644)
}

// report writes what was measured; ../README.md says what the columns are.
func report(s *settings, r *results) string {
	var w strings.Builder
	fmt.Fprintf(&w, "# One change, many watchers\n\nMeasured by `make bench-live` on %s, in %s. ", time.Now().UTC().Format("2 January 2006"), r.took.Round(time.Second))
	fmt.Fprintf(&w, "The server has one core, the load client another. Medians of %s, the servers taking turns. [What the columns are](../README.md). %s%s\n\n%s%s\n", medians(s), builtFrom(s), leftOut(s), r.machine, nice(s))
	r.writeGoals(&w)
	r.writeTurns(&w)
	for _, sockets := range s.sockets {
		fmt.Fprintf(&w, "\n## %s sockets\n", grouped(int64(sockets)))
		if len(r.steady) > 0 {
			r.writeSteady(&w, s, sockets)
		}
		if len(r.strain) > 0 || slices.Contains(s.measures, "burst") {
			r.writeStrain(&w, s, sockets)
		}
		r.writeFailures(&w, s, sockets)
	}
	r.writeCrosses(&w)
	return w.String()
}

func builtFrom(s *settings) string {
	if s.build == "" {
		return "Erikti is a build of unknown origin."
	}
	return "Erikti is that of commit " + s.build + "."
}

// leftOut says what of the whole comparison was not asked for.
func leftOut(s *settings) string {
	var out []string
	for _, n := range allSockets {
		if !slices.Contains(s.sockets, n) {
			out = append(out, grouped(int64(n))+" sockets")
		}
	}
	for _, name := range peer.Names {
		if !slices.Contains(s.peers, name) {
			out = append(out, name)
		}
	}
	for _, m := range measures {
		if !slices.Contains(s.measures, m) {
			out = append(out, "`"+m+"`")
		}
	}
	if len(out) == 0 {
		return ""
	}
	return " Left out of the whole comparison: " + strings.Join(out, ", ") + "."
}

func nice(s *settings) string {
	if s.nice == 0 {
		return ""
	}
	workers := ""
	if s.nice < 0 {
		workers = ", the kernel's workers on the server's core"
	}
	return fmt.Sprintf(" Servers and load client ran with nice %d%s.", s.nice, workers)
}

func (r *results) writeSteady(w *strings.Builder, s *settings, sockets int) {
	fmt.Fprintln(w, "\n| server | deliveries/s | least – most | × bare loop | × Centrifugo | last has it p50 ms | p99 ms | change answered p50 ms | core µs a delivery | × bare loop | KB an idle socket | client idle | something else used |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|---|---|---|")
	deliveries := func(m *steady) float64 { return m.deliveries }
	cpu := func(m *steady) float64 { return float64(m.cpu) / 1e3 }
	for _, name := range s.peers {
		k := key{name, sockets}
		of := func(f func(*steady) float64) float64 { return median(r.values(k, f)) }
		rates := r.values(k, deliveries)
		spread := "–"
		if len(rates) > 0 {
			spread = figure(slices.Min(rates)) + " – " + figure(slices.Max(rates))
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s %% | %s %% |\n", r.titles[name],
			figure(median(rates)), spread,
			figure(r.ratio(k, "bare", deliveries)), figure(r.ratio(k, "centrifuge", deliveries)),
			figure(of(func(m *steady) float64 { return float64(m.lastP50) / 1e6 })),
			figure(of(func(m *steady) float64 { return float64(m.lastP99) / 1e6 })),
			figure(of(func(m *steady) float64 { return float64(m.answered) / 1e6 })),
			figure(of(cpu)), figure(r.ratio(k, "bare", cpu)),
			figure(of(func(m *steady) float64 { return m.idle / 1024 })),
			figure(of(func(m *steady) float64 { return 100 * m.clientIdle })),
			figure(of(func(m *steady) float64 { return 100 * m.others })))
	}
}

// medians says of how many repeats the figures are.
func medians(s *settings) string {
	text := fmt.Sprint(s.repeats)
	if s.goalRepeats > s.repeats && slices.Contains(s.sockets, goalsAt) {
		var named []string
		for _, name := range goalPeers {
			if slices.Contains(s.peers, name) {
				named = append(named, name)
			}
		}
		text += fmt.Sprintf(", with %s sockets and %s of %d", grouped(goalsAt), strings.Join(named, ", "), s.goalRepeats)
	}
	return text
}

// values of the repeats that were measured.
func (r *results) values(k key, f func(*steady) float64) []float64 {
	var values []float64
	for _, m := range r.steady[k] {
		if m.failed == nil {
			values = append(values, f(m))
		}
	}
	return values
}

// ratio is the median, over the repeats, of a figure against another server's in
// the same repeat.
func (r *results) ratio(k key, other string, f func(*steady) float64) float64 {
	base := r.steady[key{other, k.sockets}]
	var ratios []float64
	for i, m := range r.steady[k] {
		if i < len(base) && m.failed == nil && base[i].failed == nil {
			ratios = append(ratios, f(m)/f(base[i]))
		}
	}
	return median(ratios)
}

func (r *results) writeStrain(w *strings.Builder, s *settings, sockets int) {
	fmt.Fprintf(w, "\n| server | %d changes at once ms | × one change | states each | a tenth stops: p99 before ms | after | × | memory grew MB | before | stopped ones dropped | something else used | all leave, twice: goroutines | MB | all back after a restart s |\n", s.burst)
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")
	for _, name := range s.peers {
		k := key{name, sockets}
		cells := r.burstCells(k, s)
		m := r.strain[k]
		if m == nil {
			m = &strain{}
		}
		cells = append(cells, m.slow.cells()...)
		cells = append(cells, m.leave.cells()...)
		cells = append(cells, m.herd.cell())
		fmt.Fprintf(w, "| %s | %s |\n", r.titles[name], strings.Join(cells, " | "))
	}
}

func (r *results) burstCells(k key, s *settings) []string {
	if !slices.Contains(s.measures, "burst") {
		return []string{"–", "–", "–"}
	}
	of := func(f func(*steady) float64) string {
		var values []float64
		for _, m := range r.steady[k] {
			if m.failed == nil && m.burst != nil && m.burstFailed == nil {
				values = append(values, f(m))
			}
		}
		return figure(median(values))
	}
	return []string{
		of(func(m *steady) float64 { return float64(m.burst.Took) / 1e6 }),
		of(func(m *steady) float64 { return float64(m.burst.Took) / float64(m.lastP50) }),
		of(func(m *steady) float64 { return m.burst.States }),
	}
}

func (m *slow) cells() []string {
	if m == nil {
		return []string{"–", "–", "–", "–", "–", "–", "–"}
	}
	dropped := fmt.Sprintf("%d of %d in %d s", m.gone, m.stopped, int(slowFor.Seconds()))
	if m.gone == m.stopped {
		dropped = fmt.Sprintf("all in %s s", figure(m.goneAfter.Seconds()))
	}
	if m.goroutines[0] > 0 {
		dropped += fmt.Sprintf("; goroutines %d → %d", m.goroutines[0], m.goroutines[1])
	}
	return []string{
		ms(m.before), ms(m.after), figure(float64(m.after) / math.Max(1, float64(m.before))),
		figure(mb(m.grew)), figure(mb(m.grewBefore)), dropped, figure(100*m.others) + " %",
	}
}

func (m *leave) cells() []string {
	if m == nil {
		return []string{"–", "–"}
	}
	goroutines := "–"
	if m.goroutines[0] > 0 {
		goroutines = fmt.Sprintf("%d → %d → %d", m.goroutines[0], m.goroutines[1], m.goroutines[2])
	}
	return []string{goroutines, fmt.Sprintf("%d → %d → %d", m.memory[0]>>20, m.memory[1]>>20, m.memory[2]>>20)}
}

func (m *herd) cell() string {
	if m == nil {
		return "–"
	}
	cell := figure(m.took.Seconds())
	if m.executions > 0 {
		cell += fmt.Sprintf("; executed %s ×", grouped(m.executions))
	}
	if m.again > 0 {
		cell += fmt.Sprintf("; %s tries more", grouped(int64(m.again)))
	}
	return cell
}

// writeFailures says what was not measured, and why.
func (r *results) writeFailures(w *strings.Builder, s *settings, sockets int) {
	var lines []string
	for _, name := range s.peers {
		k := key{name, sockets}
		for i, m := range r.steady[k] {
			if m.failed != nil {
				lines = append(lines, fmt.Sprintf("%s, repeat %d: %v", r.titles[name], i+1, m.failed))
			}
			if m.burstFailed != nil {
				lines = append(lines, fmt.Sprintf("%s, repeat %d, changes at once: %v", r.titles[name], i+1, m.burstFailed))
			}
			if m.stale > 0 {
				lines = append(lines, fmt.Sprintf("%s, repeat %d: %d states were no newer than what the socket had", r.titles[name], i+1, m.stale))
			}
		}
		if m := r.strain[k]; m != nil {
			for i, err := range []error{m.slowError, m.leaveError, m.herdError} {
				if err != nil {
					lines = append(lines, fmt.Sprintf("%s, %s: %v", r.titles[name], []string{"a tenth stops", "all leave", "restart"}[i], err))
				}
			}
		}
	}
	if len(lines) > 0 {
		fmt.Fprintf(w, "\nNot measured, or not as it should be:\n\n- %s\n", strings.Join(lines, "\n- "))
	}
}
