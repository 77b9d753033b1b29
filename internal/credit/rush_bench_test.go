package credit_test

import (
	"math/rand/v2"
	"testing"
	"time"
)

// How many ask for a seat a second when all students of a city do at once: 5,000, of five
// universities, for 1,635 seats. What a request costs beside the seat, HTTP and GraphQL,
// is not in it.
func BenchmarkRush(b *testing.B) {
	for name, url := range databases {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				y := &year{world: newWorld(b, url(b)), size: whole, random: rand.New(rand.NewPCG(1, 2)), of: map[string]*pupil{}, worth: map[string]int64{}}
				y.students = y.students / y.universities * y.city
				y.universities = y.city
				y.at(time.Date(2026, 2, 2, 7, 0, 0, 0, time.UTC))
				y.enroll()
				b.StartTimer()
				y.rush()
			}
			b.ReportMetric(float64(b.N)*5000/b.Elapsed().Seconds(), "requests/s")
		})
	}
}
