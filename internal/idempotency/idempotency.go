// Package idempotency gives a mutation that is sent again the answer of the
// first time (invariant 9).
//
// The outcome is kept as ids and codes, in the transaction that made the change:
// either both are there or neither. A refusal changes nothing and is decided
// anew. Of two calls with one key at once the second finds the row of the first
// when it writes its own; it is then tried again as a whole and answered alike.
package idempotency

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"erikti/ent/gen"
	"erikti/ent/gen/idempotencykey"
	"erikti/internal/fault"
	"erikti/internal/store"
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

// id is a digest of who calls what with which key.
func (c Call) id() string {
	h := sha256.New()
	var length [8]byte
	for _, part := range []string{c.Caller, c.Operation, c.Key} {
		binary.BigEndian.PutUint64(length[:], uint64(len(part)))
		h.Write(length[:])
		h.Write([]byte(part))
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:24])
}

func (c Call) inputHash() ([]byte, error) {
	input, err := json.Marshal(c.Input)
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256(input)
	return hash[:], nil
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

// Ledger knows, inside one transaction, the calls that were made before, and keeps
// the outcomes of those made now.
type Ledger struct {
	answered map[string]*gen.IdempotencyKey
	// stale were kept long enough, forgotten are those of them that make room.
	stale     map[string]struct{}
	forgotten []string
	rows      *store.Rows
	postgres  bool
}

// NewLedger makes an empty one.
func NewLedger(postgres bool) *Ledger {
	return &Ledger{
		answered: map[string]*gen.IdempotencyKey{}, stale: map[string]struct{}{}, postgres: postgres,
		rows: store.NewRows(postgres, "id text", "created_at timestamptz", "input_hash bytea", "outcome text"),
	}
}

// Recall reads which of the calls were made before.
func (l *Ledger) Recall(ctx context.Context, tx *gen.Tx, now time.Time, calls ...Call) error {
	var ids []string
	for _, c := range calls {
		if c.Key != "" {
			ids = append(ids, c.id())
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := tx.IdempotencyKey.Query().Where(store.AnyOf(l.postgres, idempotencykey.FieldID, ids)).All(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if now.Sub(row.CreatedAt) <= Kept {
			l.answered[row.ID] = row
		} else {
			l.stale[row.ID] = struct{}{}
		}
	}
	return nil
}

// Outcome fills in the outcome of a call that was made before and says whether
// it was. The same key with another input is refused.
func (l *Ledger) Outcome(c Call, outcome any) (bool, error) {
	if c.Key == "" {
		return false, nil
	}
	row := l.answered[c.id()]
	if row == nil {
		return false, nil
	}
	hash, err := c.inputHash()
	if err != nil {
		return false, err
	}
	if !bytes.Equal(row.InputHash, hash) {
		return false, fault.Refuse(fault.IdempotencyKeyReused).At("idempotencyKey")
	}
	return true, json.Unmarshal([]byte(row.Outcome), outcome)
}

// Keep notes the outcome of a call that changed something: ids and codes only.
// One without a key is not kept.
func (l *Ledger) Keep(c Call, now time.Time, outcome any) error {
	if c.Key == "" {
		return nil
	}
	hash, err := c.inputHash()
	if err != nil {
		return err
	}
	raw, err := json.Marshal(outcome)
	if err != nil {
		return err
	}
	id := c.id()
	if _, stale := l.stale[id]; stale {
		l.forgotten = append(l.forgotten, id)
	}
	l.rows.Add(id, now, hash, string(raw))
	l.answered[id] = &gen.IdempotencyKey{InputHash: hash, Outcome: string(raw)}
	return nil
}

// Forget makes room for outcomes of calls whose keys were kept long enough.
func (l *Ledger) Forget(ctx context.Context, tx *gen.Tx) error {
	if len(l.forgotten) == 0 {
		return nil
	}
	_, err := tx.IdempotencyKey.Delete().Where(idempotencykey.IDIn(l.forgotten...)).Exec(ctx)
	return err
}

// Rows are the outcomes to write, at the end of the transaction and after Forget. One
// that is taken was made by somebody else just now: the transaction is tried again.
func (l *Ledger) Rows() *store.Rows { return l.rows }

// Write writes the outcomes of a transaction that writes nothing else with them. It
// fails with store.ErrCollided when somebody else has just made one of the calls.
func (l *Ledger) Write(ctx context.Context, tx *gen.Tx) error {
	if err := l.Forget(ctx, tx); err != nil {
		return err
	}
	err := l.rows.Insert(ctx, tx, idempotencykey.Table)
	if store.Taken(err) {
		return store.ErrCollided
	}
	return err
}

// Once makes a change that a client may send again, in a transaction: it is made once
// for the call's key, and answered alike. A refusal changes nothing.
func Once[T any](ctx context.Context, st *store.Store, now time.Time, call Call, f func(context.Context, *gen.Tx) (T, error)) (T, error) {
	var out T
	err := st.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
		var none T
		out = none
		ledger := NewLedger(st.Postgres())
		before := func() (bool, error) {
			if err := ledger.Recall(ctx, tx, now, call); err != nil {
				return false, err
			}
			return ledger.Outcome(call, &out)
		}
		done, err := before()
		if err != nil {
			return err
		}
		if done {
			return store.ErrUnchanged
		}
		if out, err = f(ctx, tx); err != nil {
			// The same call may have been made while this one waited for a lock.
			if _, refused := fault.AsRefusal(err); refused && call.Key != "" {
				if done, again := before(); done || again != nil {
					return cmp.Or(again, store.ErrUnchanged)
				}
			}
			return err
		}
		if err := ledger.Keep(call, now, out); err != nil {
			return err
		}
		return ledger.Write(ctx, tx)
	})
	return out, err
}

// Purge forgets outcomes that were kept long enough.
func Purge(ctx context.Context, client *gen.Client, now time.Time) (int, error) {
	return client.IdempotencyKey.Delete().Where(idempotencykey.CreatedAtLT(now.Add(-Kept))).Exec(ctx)
}
