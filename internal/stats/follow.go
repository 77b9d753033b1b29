package stats

import (
	"context"
	"reflect"
	"time"

	"erikti/internal/live"
)

// followEvery is how often what is followed is counted again at most.
const followEvery = time.Second / 2

// Follow tells the numbers now, then each time that they changed. They are counted when
// places changed, twice a second at most, once for all who follow the same.
func (c *Counter) Follow(ctx context.Context, hub *live.Hub, f Filter) (<-chan *NetworkStats, error) {
	var last *NetworkStats
	var counted time.Time
	count := func(ctx context.Context) (*NetworkStats, error) {
		counted = time.Now()
		return c.Count(ctx, f)
	}
	return live.Follow(ctx, hub.Watch(), live.Source[*NetworkStats]{
		First: func(ctx context.Context) (_ *NetworkStats, err error) {
			last, err = count(ctx)
			return last, err
		},
		Change: func(ctx context.Context, topics []string) (*NetworkStats, bool, error) {
			if len(topics) == 0 {
				return nil, false, nil // what was counted last is new enough for who comes
			}
			select {
			case <-time.After(followEvery - time.Since(counted)):
			case <-ctx.Done():
				return nil, false, ctx.Err()
			}
			now, err := count(ctx)
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
