package attendance

import (
	"cmp"
	"slices"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/checkin"
)

// Interval is a stretch of time that somebody was there, with the evidence of it
// (package hours has the scale).
type Interval struct {
	From, To time.Time
	Evidence int
}

// Intervals are those that follow from a set of arrivals and departures, in whatever
// order it was recorded: an arrival opens one where none is open, a departure closes the
// one that is. More arrivals in it only make it surer. There says whether one is open at
// the end.
func Intervals(all []*gen.CheckIn) (intervals []Interval, there bool) {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b *gen.CheckIn) int {
		return cmp.Or(a.At.Compare(b.At), -cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Method, b.Method), cmp.Compare(a.ID, b.ID))
	})
	var from time.Time
	var came []*gen.CheckIn
	for _, c := range all {
		switch {
		case c.Kind == checkin.KindIN && !there:
			from, came, there = c.At, []*gen.CheckIn{c}, true
		case c.Kind == checkin.KindIN:
			came = append(came, c)
		case there:
			if c.At.After(from) {
				intervals = append(intervals, Interval{from, c.At, evidence(came, c)})
			}
			there = false
		}
	}
	return intervals, there
}

func evidence(came []*gen.CheckIn, left *gen.CheckIn) int {
	coded := func(c *gen.CheckIn) bool { return c.Method != checkin.MethodHAND }
	scanned := func(c *gen.CheckIn) bool { return c.Method == checkin.MethodSCAN }
	arrival := slices.ContainsFunc(came, coded)
	switch {
	case arrival && coded(left) && (scanned(left) || slices.ContainsFunc(came, scanned)):
		return 4
	case arrival && coded(left):
		return 3
	case arrival || coded(left):
		return 2
	}
	return 1
}

// within cuts an interval to the time of a shift, in whole minutes as the ledger has
// them: what is before and after it is not counted. False when nothing is left.
func (i Interval) within(s *gen.Shift) (Interval, bool) {
	if i.From.Before(s.StartsAt) {
		i.From = s.StartsAt
	}
	if i.To.After(s.EndsAt) {
		i.To = s.EndsAt
	}
	i.From, i.To = i.From.Truncate(time.Minute), i.To.Truncate(time.Minute)
	return i, i.To.After(i.From)
}
