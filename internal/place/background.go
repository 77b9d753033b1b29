package place

import "sync"

// background counts what goes on after an answer was given.
type background struct {
	mu   sync.Mutex
	n    int
	none sync.Cond
}

func newBackground() *background {
	b := &background{}
	b.none.L = &b.mu
	return b
}

// do runs f in a goroutine of its own.
func (b *background) do(f func()) {
	b.mu.Lock()
	b.n++
	b.mu.Unlock()
	go func() {
		defer func() {
			b.mu.Lock()
			defer b.mu.Unlock()
			if b.n--; b.n == 0 {
				b.none.Broadcast()
			}
		}()
		f()
	}()
}

// wait waits until nothing goes on.
func (b *background) wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.n > 0 {
		b.none.Wait()
	}
}
