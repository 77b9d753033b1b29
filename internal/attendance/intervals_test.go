package attendance_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
	"erikti/internal/attendance"
)

// The intervals follow from the set of marks alone, in whatever order it is read.
func TestIntervalsFollowFromTheSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []*gen.CheckIn
		for i := range rapid.IntRange(2, 8).Draw(t, "marks") {
			all = append(all, &gen.CheckIn{
				ID: fmt.Sprint(i), At: noon.Add(time.Duration(rapid.IntRange(0, 6).Draw(t, "at")) * time.Minute),
				Kind:   rapid.SampledFrom([]checkin.Kind{checkin.KindIN, checkin.KindOUT}).Draw(t, "kind"),
				Method: rapid.SampledFrom([]checkin.Method{checkin.MethodCODE, checkin.MethodSCAN, checkin.MethodHAND}).Draw(t, "method"),
			})
		}
		a, there := attendance.Intervals(all)
		b, alike := attendance.Intervals(rapid.Permutation(all).Draw(t, "order"))
		if fmt.Sprint(a, there) != fmt.Sprint(b, alike) {
			t.Fatalf("%v %v, in another order %v %v", a, there, b, alike)
		}
		for i, one := range a {
			if !one.To.After(one.From) || i > 0 && one.From.Before(a[i-1].To) {
				t.Fatalf("%v", a)
			}
		}
	})
}
