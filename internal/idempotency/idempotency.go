// Package idempotency gives a mutation that is sent again the answer of the
// first time (invariant 9).
//
// The outcome is kept as ids and codes, in the transaction that made the change:
// either both are there or neither. A refusal changes nothing and is decided
// anew. Of two calls with one key at once the caller of Do lets the second wait for
// the first, so that it finds its outcome; a unique index holds what comes past.
package idempotency

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"erikti/ent/gen"
	"erikti/ent/gen/idempotencykey"
	"erikti/internal/fault"
)

// Kept is how long an outcome is kept.
const Kept = 24 * time.Hour

// maxKey is the longest key, in characters.
const maxKey = 64

// Call identifies a mutation: who calls what with which key and input.
type Call struct {
	Caller    string // a volunteer's id
	Operation string
	Key       string // "" when the client gave none
	Input     any    // what the key stands for; marshalled to JSON and hashed
}

// Check refuses a key that is empty, too long, or has a character that is no text
// (PostgreSQL keeps no NUL); nil is no key.
func Check(key *string) (string, error) {
	if key == nil {
		return "", nil
	}
	if n := utf8.RuneCountInString(*key); n < 1 || n > maxKey || !utf8.ValidString(*key) ||
		strings.ContainsFunc(*key, unicode.IsControl) {
		return "", fault.Invalid("key", "idempotencyKey")
	}
	return *key, nil
}

// Do runs f once for a key: a call that was done before gets the outcome that f
// returned then. T holds ids and codes only.
func Do[T any](ctx context.Context, tx *gen.Tx, now time.Time, c Call, f func() (T, error)) (T, error) {
	var outcome T
	if c.Key == "" {
		return f()
	}
	input, err := json.Marshal(c.Input)
	if err != nil {
		return outcome, err
	}
	hash := sha256.Sum256(input)
	kept, err := tx.IdempotencyKey.Query().Where(
		idempotencykey.Caller(c.Caller), idempotencykey.Operation(c.Operation), idempotencykey.Key(c.Key),
	).Only(ctx)
	switch {
	case gen.IsNotFound(err):
	case err != nil:
		return outcome, err
	case now.Sub(kept.CreatedAt) > Kept:
		if err := tx.IdempotencyKey.DeleteOne(kept).Exec(ctx); err != nil {
			return outcome, err
		}
	case !bytes.Equal(kept.InputHash, hash[:]):
		return outcome, fault.Refuse(fault.IdempotencyKeyReused).At("idempotencyKey")
	default:
		return outcome, json.Unmarshal([]byte(kept.Outcome), &outcome)
	}
	if outcome, err = f(); err != nil {
		return outcome, err
	}
	raw, err := json.Marshal(outcome)
	if err != nil {
		return outcome, err
	}
	return outcome, tx.IdempotencyKey.Create().
		SetCaller(c.Caller).SetOperation(c.Operation).SetKey(c.Key).
		SetInputHash(hash[:]).SetOutcome(string(raw)).SetCreatedAt(now).Exec(ctx)
}

// Purge forgets outcomes that were kept long enough.
func Purge(ctx context.Context, client *gen.Client, now time.Time) (int, error) {
	return client.IdempotencyKey.Delete().Where(idempotencykey.CreatedAtLT(now.Add(-Kept))).Exec(ctx)
}
