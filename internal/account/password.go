package account

import (
	"context"
	"runtime"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"erikti/internal/fault"
)

// The bounds of a password: characters at least, bytes at most, looked at before
// anything is hashed.
const (
	minPassword = 8
	maxPassword = 1024
)

// cost is OWASP's second choice for argon2id: 19 MiB, 2 passes, 1 lane.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Hasher hashes passwords, a bounded number at once.
type Hasher struct {
	turns chan struct{}
	// nobody is a hash that no password has.
	nobody string
}

// NewHasher makes a hasher with a turn for each processor.
func NewHasher() (*Hasher, error) {
	nobody, err := argon2id.CreateHash("no password has this hash", cost)
	if err != nil {
		return nil, err
	}
	return &Hasher{turns: make(chan struct{}, runtime.NumCPU()), nobody: nobody}, nil
}

// Hash hashes a password; a weak or monstrous one is refused.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	if utf8.RuneCountInString(password) < minPassword || len(password) > maxPassword {
		return "", fault.Invalid("password", "password").With("least", minPassword).With("most", maxPassword)
	}
	if err := h.turn(ctx); err != nil {
		return "", err
	}
	defer func() { <-h.turns }()
	return argon2id.CreateHash(password, cost)
}

// Matches says whether a password has a hash; nil is the hash of nobody, and
// takes as long.
func (h *Hasher) Matches(ctx context.Context, password string, hash *string) (bool, error) {
	if len(password) > maxPassword {
		return false, nil
	}
	if err := h.turn(ctx); err != nil {
		return false, err
	}
	defer func() { <-h.turns }()
	against := h.nobody
	if hash != nil {
		against = *hash
	}
	ok, err := argon2id.ComparePasswordAndHash(password, against)
	return ok && hash != nil, err
}

func (h *Hasher) turn(ctx context.Context) error {
	select {
	case h.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
