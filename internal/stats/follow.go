package stats

import (
	"context"
	"reflect"

	"erikti/internal/live"
)

// Follow tells the numbers now, then each time that something changed and the numbers
// with it. They are counted for all who follow the same, and again for who joins: nobody
// may have said that they changed.
func (c *Counter) Follow(ctx context.Context, hub *live.Hub, f Filter) (<-chan *NetworkStats, error) {
	var last *NetworkStats
	changes := hub.Watch()
	of := c.enter(ctx, hub, f)
	return live.Follow(ctx, changes, live.Source[*NetworkStats]{
		First: func(ctx context.Context) (_ *NetworkStats, err error) {
			last, err = of.count(ctx, true)
			return last, err
		},
		Change: func(ctx context.Context, topics []string) (*NetworkStats, bool, error) {
			now, err := of.count(ctx, len(topics) == 0)
			if err != nil || same(now, last) {
				return nil, false, err
			}
			last = now
			return now, true, nil
		},
	})
}

// same says whether numbers differ in the time of counting only.
func same(a, b *NetworkStats) bool {
	return reflect.DeepEqual(totals(a), totals(b))
}

// totals are the numbers without the rows that they are of.
func totals(s *NetworkStats) []any {
	out := []any{*s.Totals}
	for _, r := range s.ByRegion {
		out = append(out, r.Region.ID, *r.Totals)
	}
	for _, d := range s.ByDirection {
		out = append(out, d.Direction.ID, *d.Totals)
	}
	for _, m := range s.ByMonth {
		out = append(out, m.Month, *m.Totals)
	}
	return out
}
