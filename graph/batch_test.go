package graph

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
)

// Whoever asks first asks for all that were read; everybody gets their own answer,
// and nothing is read twice.
func TestBatch(t *testing.T) {
	var mu sync.Mutex
	var asked [][]int
	b := newBatch(func(_ context.Context, keys []int) (map[int]int, error) {
		mu.Lock()
		defer mu.Unlock()
		slices.Sort(keys)
		asked = append(asked, slices.Clone(keys))
		out := map[int]int{}
		for _, k := range keys {
			if k != 3 { // has no answer
				out[k] = 10 * k
			}
		}
		return out, nil
	})
	for k := range 100 {
		b.expect(k)
	}
	var all sync.WaitGroup
	for k := range 100 {
		for range 3 {
			all.Go(func() {
				want := 10 * k
				if k == 3 {
					want = 0
				}
				if v, err := b.Load(t.Context(), k); v != want || err != nil {
					t.Errorf("%d: %d, %v", k, v, err)
				}
			})
		}
	}
	all.Wait()
	b.expect(5) // is known
	if v, err := b.Load(t.Context(), 200); v != 2000 || err != nil {
		t.Errorf("%d, %v", v, err)
	}
	if len(asked) != 2 || len(asked[0]) != 100 || !slices.Equal(asked[1], []int{200}) {
		t.Errorf("asked for %v", asked)
	}
}

// Nobody waits for a statement that failed.
func TestABatchThatFails(t *testing.T) {
	failed := errors.New("failed")
	b := newBatch(func(context.Context, []int) (map[int]int, error) { return nil, failed })
	b.expect(1)
	b.expect(2)
	for k := range 3 {
		if _, err := b.Load(t.Context(), k); !errors.Is(err, failed) {
			t.Errorf("%d: %v", k, err)
		}
	}
	panics := newBatch(func(context.Context, []int) (map[int]int, error) { panic("oops") })
	panics.expect(2)
	func() {
		defer func() { _ = recover() }()
		_, _ = panics.Load(t.Context(), 1)
	}()
	if _, err := panics.Load(t.Context(), 2); err == nil {
		t.Error("an answer of a statement that panicked")
	}
}

// A statement has a bounded number of keys.
func TestABatchIsBounded(t *testing.T) {
	var sizes []int
	b := newBatch(func(_ context.Context, keys []int) (map[int]int, error) {
		sizes = append(sizes, len(keys))
		return nil, nil
	})
	for k := range 2*keysAtOnce + 1 {
		b.expect(k)
	}
	if _, err := b.Load(t.Context(), 0); err != nil || !slices.Equal(sizes, []int{keysAtOnce, keysAtOnce, 1}) {
		t.Errorf("%v, %v", sizes, err)
	}
}
