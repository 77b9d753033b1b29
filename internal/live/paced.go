package live

import (
	"context"
	"time"
)

// pace is how often what Paced follows is read again at most.
const pace = time.Second / 2

// Paced follows what is read whole, twice a second at most: a state now, then each one
// that is not the same as the last. It is for states that carry no version, such as sums
// and lists.
func Paced[T any](ctx context.Context, changes *Watcher, read func(context.Context) (T, error), same func(a, b T) bool) (<-chan T, error) {
	var last T
	var at time.Time
	return Follow(ctx, changes, Source[T]{
		First: func(ctx context.Context) (_ T, err error) {
			at = time.Now()
			last, err = read(ctx)
			return last, err
		},
		Change: func(ctx context.Context, _ []string) (T, bool, error) {
			select {
			case <-time.After(pace - time.Since(at)):
			case <-ctx.Done():
				return last, false, ctx.Err()
			}
			at = time.Now()
			now, err := read(ctx)
			if err != nil || same(now, last) {
				return last, false, err
			}
			last = now
			return now, true, nil
		},
	})
}
