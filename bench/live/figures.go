package main

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// percentile is the nearest rank; 0 of nothing.
func percentile(of []time.Duration, p int) time.Duration {
	if len(of) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(of))
	return sorted[max(0, int(math.Ceil(float64(p)/100*float64(len(sorted))))-1)]
}

// median of numbers, NaN of none.
func median(of []float64) float64 {
	if len(of) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(of))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// ms writes a time in milliseconds.
func ms(d time.Duration) string { return figure(float64(d) / 1e6) }

// mb is a number of bytes in MB.
func mb(bytes int64) float64 { return float64(bytes) / (1 << 20) }

// short writes a time for people.
func short(d time.Duration) string {
	if d < time.Millisecond {
		return fmt.Sprintf("%.1f µs", float64(d)/1e3)
	}
	return ms(d) + " ms"
}

// figure writes a number with three digits that count; a dash for none.
func figure(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "–"
	case math.Abs(v) >= 100:
		return grouped(int64(math.Round(v)))
	case math.Abs(v) >= 10:
		return fmt.Sprintf("%.1f", v)
	case v != 0 && math.Abs(v) < 0.1:
		return fmt.Sprintf("%.3f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

// grouped writes a whole number with commas.
func grouped(v int64) string {
	if v < 0 {
		return "-" + grouped(-v)
	}
	if v < 1000 {
		return fmt.Sprint(v)
	}
	return fmt.Sprintf("%s,%03d", grouped(v/1000), v%1000)
}
