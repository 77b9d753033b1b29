package account

import (
	"context"
	"runtime"
	"sync/atomic"

	"github.com/alexedwards/argon2id"

	"erikti/internal/fault"
)

// cost is OWASP's second choice for argon2id: 19 MiB, 2 passes, 1 lane.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Hasher hashes passwords, a bounded number at once; a bounded number waits.
type Hasher struct {
	turns   chan struct{}
	waiting atomic.Int64
	most    int64 // that wait; 0 = off
	// nobody is a hash that no password has.
	nobody string
	done   atomic.Int64 // hashes made, for tests
}

// NewHasher makes a hasher for so many hashes at once, 0 for one a processor, while so
// many wait at most, 0 = off.
func NewHasher(atOnce, waiting int) (*Hasher, error) {
	nobody, err := argon2id.CreateHash("no password has this hash", cost)
	if err != nil {
		return nil, err
	}
	if atOnce == 0 {
		atOnce = runtime.NumCPU()
	}
	return &Hasher{turns: make(chan struct{}, atOnce), most: int64(waiting), nobody: nobody}, nil
}

// Hash hashes a password; one that is too short or too long is refused. When too many
// wait it fails with TRY_AGAIN.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	if err := checkLength(password); err != nil {
		return "", err
	}
	if err := h.turn(ctx); err != nil {
		return "", err
	}
	defer h.end()
	return argon2id.CreateHash(password, cost)
}

// Matches says whether a password has a hash; nil is the hash of nobody, and
// takes as long. When too many wait it fails with TRY_AGAIN.
func (h *Hasher) Matches(ctx context.Context, password string, hash *string) (bool, error) {
	if len(password) > maxPassword {
		return false, nil
	}
	if err := h.turn(ctx); err != nil {
		return false, err
	}
	defer h.end()
	against := h.nobody
	if hash != nil {
		against = *hash
	}
	ok, err := argon2id.ComparePasswordAndHash(password, against)
	return ok && hash != nil, err
}

// turn waits for a turn, unless too many wait already.
func (h *Hasher) turn(ctx context.Context) error {
	select {
	case h.turns <- struct{}{}:
		return nil
	default:
	}
	if h.waiting.Add(1) > h.most && h.most > 0 {
		h.waiting.Add(-1)
		return fault.Fail(fault.TryAgain, "hashing")
	}
	defer h.waiting.Add(-1)
	select {
	case h.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *Hasher) end() {
	h.done.Add(1)
	<-h.turns
}
