package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/lib/pq"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"erikti/ent/gen"
	"erikti/internal/fault"
)

// attempts bounds how often a transaction that collides is tried.
const attempts = 8

// Tx runs f in a transaction and commits. A transaction that collides with
// another one is tried again, with jitter, a bounded number of times; then the
// caller gets TRY_AGAIN. So f may run more than once and must have no effect
// outside the transaction.
//
// ErrUnchanged from f rolls back what did not change anything, which costs no write,
// and is no error to the caller.
func (s *Store) Tx(ctx context.Context, f func(context.Context, *gen.Tx) error) error {
	err := s.retry(ctx, func() error { return s.once(ctx, f) })
	if errors.Is(err, ErrUnchanged) {
		return nil
	}
	return err
}

// ErrUnchanged is what f of Tx returns when there is nothing to commit.
var ErrUnchanged = errors.New("nothing changed")

func (s *Store) once(ctx context.Context, f func(context.Context, *gen.Tx) error) (err error) {
	tx, err := s.Client.Tx(ctx)
	if err != nil {
		return fmt.Errorf("beginning: %w", err)
	}
	defer func() {
		if p := recover(); p != nil {
			_ = tx.Rollback()
			panic(p)
		}
	}()
	if err := f(gen.NewTxContext(ctx, tx), tx); err != nil {
		// The error of f says why; that of a rollback after it says nothing more.
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	return nil
}

func (s *Store) retry(ctx context.Context, f func() error) error {
	var err error
	for i := range attempts {
		if err = f(); err == nil || !collided(err) {
			return explain(err)
		}
		pause := time.Duration(1<<i)*time.Millisecond + rand.N(5*time.Millisecond)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return fault.Fail(fault.TryAgain, "").Because(err)
}

// ErrCollided is what f of Tx returns when it ran into another transaction: it is
// tried again.
var ErrCollided = errors.New("another transaction was first")

// collided recognizes what happens when transactions meet and is gone when one
// is tried again.
func collided(err error) bool {
	if errors.Is(err, ErrCollided) {
		return true
	}
	var p *pq.Error
	if errors.As(err, &p) {
		switch p.Code {
		case "40001", // serialization_failure
			"40P01", // deadlock_detected
			"55P03", // lock_not_available
			"0A000": // cached plan must not change result type
			return true
		}
	}
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return true
	}
	return drawnTwice(err)
}

// drawnTwice recognizes a number of a person that was drawn at random and that somebody
// has already: a new one is drawn when the transaction is tried again.
func drawnTwice(err error) bool {
	c := Constraint(err)
	for _, number := range []string{"public_number", "person_no"} {
		if strings.Contains(c, "volunteers_"+number+"_key") || strings.Contains(c, "volunteers."+number) {
			return true
		}
	}
	return false
}

// explain turns what a database says when it cannot work into a failure that a
// client understands; everything else stays as it is.
func explain(err error) error {
	if err == nil {
		return nil
	}
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_FULL:
		return fault.Fail(fault.TryAgain, "disk_full").Because(err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fault.Fail(fault.TryAgain, "read_only").Because(err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR:
		return fault.Fail(fault.TryAgain, "storage").Because(err)
	}
	if errors.Is(err, sql.ErrTxDone) { // database/sql rolled it back when its time was over
		return fault.Fail(fault.TryAgain, "cancelled").Because(err)
	}
	if Unreachable(err) {
		return fault.Fail(fault.TryAgain, "database_away").Because(err)
	}
	return err
}

// Unreachable says whether the database could not be asked at all.
func Unreachable(err error) bool {
	var p *pq.Error
	if errors.As(err, &p) {
		switch p.Code.Class() {
		case "08", "57", "53": // connection, operator intervention, resources
			return true
		}
		return false
	}
	return errors.Is(err, sql.ErrConnDone) || isNetwork(err)
}

// Unwritable says whether a text holds what PostgreSQL has no place for: the
// character NUL. To SQLite it is one like any other.
func Unwritable(err error) bool {
	var p *pq.Error
	return errors.As(err, &p) && p.Code == "22021" // character_not_in_repertoire
}

// Taken says whether a write ran into a row that is there already: a unique index or
// an exclusion constraint.
func Taken(err error) bool {
	var p *pq.Error
	if errors.As(err, &p) {
		return p.Code == "23505" || p.Code == "23P01"
	}
	switch sqliteCode(err) {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return true
	case sqlite3.SQLITE_CONSTRAINT_TRIGGER: // what is an exclusion constraint on PostgreSQL
		return strings.Contains(err.Error(), "hour_entries_no_minute_twice")
	}
	return false
}

// Constraint returns the name of the constraint that a write ran into, "" when
// it did not. SQLite names the columns or the check instead of a unique index.
func Constraint(err error) string {
	var p *pq.Error
	if errors.As(err, &p) {
		switch p.Code {
		case "23505", "23P01", "23514", "23503":
			return p.Constraint
		}
		return ""
	}
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT {
		return e.Error()
	}
	return ""
}

func sqliteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}
