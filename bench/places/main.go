// Places measures the engine of places beside pgbench and a bare loop, on the same
// cluster in the same run (bench/README.md). It works on a throwaway PostgreSQL that
// syncs every commit, and on a SQLite file in the folder for temporary files.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"time"
)

// settings of a run.
type settings struct {
	each    time.Duration // how long each measure takes
	repeats int
	only    string // names of measures, "" for all
	out     string
	profile string
}

func main() {
	var s settings
	flag.DurationVar(&s.each, "for", 4*time.Second, "how long each measure takes")
	flag.IntVar(&s.repeats, "repeats", 3, "how often each is repeated; medians count")
	flag.StringVar(&s.only, "only", "", "parts of the names of measures, separated by commas")
	flag.StringVar(&s.out, "out", "bench/results/places.md", "where the table goes; empty for the console only")
	profile := flag.String("cpuprofile", "", "file for a profile of this process")
	flag.Parse()
	s.profile = *profile
	if err := run(context.Background(), s); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// measure is one way to take places; it returns how many a second.
type measure struct {
	name string
	// beside names the measure that it is compared with, "" for one that others are
	// compared with.
	beside string
	// equal names the measure of pgbench with as many clients, "" where beside is no
	// pgbench. More of them than a few dozen wait for each other's lock on the hot row.
	equal string
	goal  float64 // times the other one
	run   func(context.Context, time.Duration) (figures, error)
}

type figures struct {
	perSecond float64
	latencies []time.Duration // of each answer, when they are known
	note      string
}

func run(ctx context.Context, s settings) (err error) {
	w, err := newWorld(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	if s.profile != "" {
		f, err := os.Create(s.profile)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	measures := slices.DeleteFunc(w.measures(), func(m measure) bool { return !wanted(m, s.only, w.measures()) })
	all := map[string][]figures{}
	for i := range s.repeats {
		for _, m := range measures {
			f, err := m.run(ctx, s.each)
			if err != nil {
				return fmt.Errorf("%s: %w", m.name, err)
			}
			all[m.name] = append(all[m.name], f)
			fmt.Fprintf(os.Stderr, "%d/%d  %-44s %9.0f/s  %s\n", i+1, s.repeats, m.name, f.perSecond, f.note)
		}
	}
	var b strings.Builder
	report(&b, s, measures, all)
	fmt.Print(b.String())
	if s.out == "" {
		return nil
	}
	return os.WriteFile(s.out, []byte(b.String()), 0o644)
}

// wanted says whether a measure was asked for, or one that is compared with it.
func wanted(m measure, only string, all []measure) bool {
	if only == "" {
		return true
	}
	for part := range strings.SplitSeq(only, ",") {
		for _, other := range all {
			if strings.Contains(other.name, part) && (other.name == m.name || other.beside == m.name || other.equal == m.name) {
				return true
			}
		}
	}
	return false
}

func report(b io.Writer, s settings, measures []measure, all map[string][]figures) {
	fmt.Fprintf(b, "# Places a second\n\nMeasured by `make bench-places` on %s: %s each, medians of %d repeats in turns. %d cores, %s, %s.\n\n",
		time.Now().Format("2 January 2006"), s.each, s.repeats, runtime.NumCPU(), runtime.Version(), machine())
	fmt.Fprint(b, "| measure | places/s | least – most | × | beside | goal | × pgbench with as many clients | p50 ms | p99 ms | |\n|---|---|---|---|---|---|---|---|---|---|\n")
	for _, m := range measures {
		f := all[m.name]
		rate := func(f figures) float64 { return f.perSecond }
		goal, p50, p99 := "", "", ""
		if m.goal > 0 {
			goal = fmt.Sprintf("≥ %.2f", m.goal)
		}
		var latencies []time.Duration
		for _, one := range f {
			latencies = append(latencies, one.latencies...)
		}
		if len(latencies) > 0 {
			slices.Sort(latencies)
			ms := func(q float64) string {
				return fmt.Sprintf("%.2f", float64(latencies[int(q*float64(len(latencies)-1))].Microseconds())/1000)
			}
			p50, p99 = ms(0.5), ms(0.99)
		}
		rates := each(f, rate)
		fmt.Fprintf(b, "| %s | %.0f | %.0f – %.0f | %s | %s | %s | %s | %s | %s | %s |\n", m.name, median(rates), slices.Min(rates), slices.Max(rates),
			times(f, all[m.beside]), m.beside, goal, times(f, all[m.equal]), p50, p99, f[len(f)-1].note)
	}
}

// times is the median of the ratios to another measure, turn by turn; "" without one.
func times(f, other []figures) string {
	if len(other) == 0 {
		return ""
	}
	ratios := make([]float64, len(f))
	for i := range f {
		ratios[i] = f[i].perSecond / other[i].perSecond
	}
	return fmt.Sprintf("%.2f", median(ratios))
}

func each(all []figures, f func(figures) float64) []float64 {
	out := make([]float64, len(all))
	for i, one := range all {
		out[i] = f(one)
	}
	return out
}

func median(all []float64) float64 {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}
