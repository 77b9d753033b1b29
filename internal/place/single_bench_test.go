package place_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"erikti/internal/pgtest"
	"erikti/internal/place"
)

// BenchmarkASinglePerson measures what the desk costs a person who is alone on an idle
// shift: signing up through it beside the same statements past it, in turns. The ratio
// of the medians is the figure (goal: at most 1.05).
func BenchmarkASinglePerson(b *testing.B) {
	for name, url := range map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "erikti.db") },
		"postgres": func(t testing.TB) string { return pgtest.URL(t) },
	} {
		b.Run(name, func(b *testing.B) {
			w := newWorld(b, url(b))
			where := w.shift(b, spec{capacity: 1 << 30})
			people := w.people(b, 2*b.N)
			engines := [2]*place.Engine{w.engine, w.engine.Straight()}
			var took [2][]time.Duration
			b.ResetTimer()
			for i, who := range people {
				which := (i + i/2) % 2 // each begins as often as the other
				began := time.Now()
				_, err := engines[which].SignUp(b.Context(), place.SignUpRequest{ShiftID: where, VolunteerID: who, AutoAccept: true, JoinWaitlist: true})
				took[which] = append(took[which], time.Since(began))
				if err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			median := func(all []time.Duration) float64 {
				slices.Sort(all)
				return float64(all[len(all)/2].Nanoseconds())
			}
			through, past := median(took[0]), median(took[1])
			b.ReportMetric(through, "ns/through")
			b.ReportMetric(past, "ns/past")
			b.ReportMetric(through/past, "through/past")
		})
	}
}
