package attendance_test

import (
	"fmt"
	"slices"
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

// The evidence of an interval is how both its ends were marked (package hours has the scale):
// a row for each grade that marks give. Grade 0 is what a person declares, without a mark.
func TestEvidenceOfMarks(t *testing.T) {
	mark := func(kind checkin.Kind, method checkin.Method, minute int) *gen.CheckIn {
		return &gen.CheckIn{ID: fmt.Sprint(kind, method, minute), At: noon.Add(time.Duration(minute) * time.Minute), Kind: kind, Method: method}
	}
	const in, out, hand, code, scan = checkin.KindIN, checkin.KindOUT, checkin.MethodHAND, checkin.MethodCODE, checkin.MethodSCAN
	for name, row := range map[string]struct {
		marks []*gen.CheckIn
		want  []int
	}{
		"only one end":                      {[]*gen.CheckIn{mark(in, scan, 0)}, nil},
		"both by hand":                      {[]*gen.CheckIn{mark(in, hand, 0), mark(out, hand, 60)}, []int{1}},
		"a code at the arrival":             {[]*gen.CheckIn{mark(in, code, 0), mark(out, hand, 60)}, []int{2}},
		"a staff device at the arrival":     {[]*gen.CheckIn{mark(in, scan, 0), mark(out, hand, 60)}, []int{2}},
		"a code at the departure":           {[]*gen.CheckIn{mark(in, hand, 0), mark(out, code, 60)}, []int{2}},
		"both by codes":                     {[]*gen.CheckIn{mark(in, code, 0), mark(out, code, 60)}, []int{3}},
		"a staff device, then a code":       {[]*gen.CheckIn{mark(in, scan, 0), mark(out, code, 60)}, []int{4}},
		"a code, then a staff device":       {[]*gen.CheckIn{mark(in, code, 0), mark(out, scan, 60)}, []int{4}},
		"a second arrival makes it surer":   {[]*gen.CheckIn{mark(in, hand, 0), mark(in, code, 5), mark(out, code, 60)}, []int{3}},
		"one by a staff device surer still": {[]*gen.CheckIn{mark(in, code, 0), mark(in, scan, 5), mark(out, code, 60)}, []int{4}},
		"each interval has its own":         {[]*gen.CheckIn{mark(in, hand, 0), mark(out, hand, 10), mark(in, code, 20), mark(out, code, 30)}, []int{1, 3}},
	} {
		intervals, _ := attendance.Intervals(row.marks)
		var got []int
		for _, one := range intervals {
			got = append(got, one.Evidence)
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", name, got, row.want)
		}
	}
}
