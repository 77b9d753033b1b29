package graph

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
)

// batch answers for many keys with one statement. It is told the keys of all that a
// response reads (see Siblings): whoever asks first asks for all of them, so nobody
// waits for others to ask.
type batch[K comparable, V any] struct {
	read func(context.Context, []K) (map[K]V, error)

	mu       sync.Mutex
	expected map[K]struct{} // may be asked for, and were not
	answers  map[K]*answer[V]
}

type answer[V any] struct {
	there chan struct{} // closed when value and err are set
	value V
	err   error
}

// keysAtOnce bounds a statement; databases have bounds of their own.
const keysAtOnce = 5000

func newBatch[K comparable, V any](read func(context.Context, []K) (map[K]V, error)) *batch[K, V] {
	return &batch[K, V]{read: read, expected: map[K]struct{}{}, answers: map[K]*answer[V]{}}
}

// expect notes a key that may be asked for.
func (b *batch[K, V]) expect(key K) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.answers[key] == nil {
		b.expected[key] = struct{}{}
	}
}

// Load returns the answer for a key, the zero value when there is none.
func (b *batch[K, V]) Load(ctx context.Context, key K) (V, error) {
	b.mu.Lock()
	if known := b.answers[key]; known != nil {
		b.mu.Unlock()
		<-known.there
		return known.value, known.err
	}
	b.expected[key] = struct{}{}
	asked := make(map[K]*answer[V], len(b.expected))
	for k := range b.expected {
		asked[k] = &answer[V]{there: make(chan struct{})}
	}
	clear(b.expected)
	maps.Copy(b.answers, asked)
	b.mu.Unlock()
	b.ask(ctx, asked)
	return asked[key].value, asked[key].err
}

func (b *batch[K, V]) ask(ctx context.Context, asked map[K]*answer[V]) {
	values, err := map[K]V{}, errors.New("reading ended early") // stays when read panics
	defer func() {
		for k, a := range asked {
			a.value, a.err = values[k], err
			close(a.there)
		}
	}()
	for some := range slices.Chunk(slices.Collect(maps.Keys(asked)), keysAtOnce) {
		read, failed := b.read(ctx, some)
		if failed != nil {
			err = failed
			return
		}
		maps.Copy(values, read)
	}
	err = nil
}
