package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"entgo.io/ent/dialect"
	"github.com/google/uuid"
	"modernc.org/sqlite"
)

// EpochSetting is the name of the setting that a restore changes: what clients
// know of versions from before means nothing any more.
const EpochSetting = "store.epoch"

var errNotSQLite = errors.New("backup and restore are for SQLite; for PostgreSQL use pg_dump and pg_restore (docs/running.md)")

// copying is what a connection of modernc.org/sqlite can do.
type copying interface {
	NewBackup(to string) (*sqlite.Backup, error)
	NewRestore(from string) (*sqlite.Backup, error)
}

// pagesAtOnce is how much of a copy is made before others get their turn.
const pagesAtOnce = 1024

// Backup copies the database of a DATABASE_URL into a new file, as it is at one
// moment, while a server works on it. An existing file is left alone and refused.
func Backup(ctx context.Context, url, file string) error {
	t, err := parseURL(url)
	if err != nil {
		return err
	}
	if t.dialect != dialect.SQLite {
		return errNotSQLite
	}
	if _, err := os.Stat(t.path); err != nil {
		return fmt.Errorf("there is no database file to copy: set DATABASE_URL: %w", err)
	}
	// Made here, so that nobody else can read it and an existing one is not touched.
	made, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("the copy cannot be made; name a new file: %w", err)
	}
	if err := made.Close(); err != nil {
		return err
	}
	if err := copyPages(ctx, t.path, func(c copying) (*sqlite.Backup, error) { return c.NewBackup(file) }); err != nil {
		return errors.Join(err, os.Remove(file))
	}
	return checkFile(ctx, file)
}

// Restore replaces the database of a DATABASE_URL by a copy that Backup made. A
// server that works on it goes on, and tells its clients to connect again. A file
// that is damaged, no database of this program, or of a newer one, is refused
// before anything is written.
func Restore(ctx context.Context, url, file string) error {
	t, err := parseURL(url)
	if err != nil {
		return err
	}
	if t.dialect != dialect.SQLite {
		return errNotSQLite
	}
	if err := checkFile(ctx, file); err != nil {
		return err
	}
	if err := copyPages(ctx, t.path, func(c copying) (*sqlite.Backup, error) { return c.NewRestore(file) }); err != nil {
		return err
	}
	if err := migrate(ctx, t); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", sqliteDSN(t.path, "foreign_keys(1)", "synchronous(FULL)"))
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // written by then
	_, err = db.ExecContext(ctx, "INSERT INTO settings (id, value) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value",
		EpochSetting, uuid.NewString())
	return err
}

func copyPages(ctx context.Context, path string, begin func(copying) (*sqlite.Backup, error)) error {
	db, err := sql.Open("sqlite3", sqliteDSN(path))
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // the copy is finished by then
	conn, err := db.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer conn.Close() //nolint:errcheck // the copy is finished by then
	return conn.Raw(func(raw any) error {
		c, ok := raw.(copying)
		if !ok {
			return fmt.Errorf("the SQLite driver cannot copy (%T)", raw)
		}
		b, err := begin(c)
		if err != nil {
			return explain(err)
		}
		for more := true; more; {
			if more, err = b.Step(pagesAtOnce); err != nil {
				return errors.Join(explain(err), b.Finish())
			}
		}
		return b.Finish()
	})
}

// checkFile refuses a copy that could not be started from.
func checkFile(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err != nil {
		return fmt.Errorf("there is no such copy: %w", err)
	}
	db, err := sql.Open("sqlite3", sqliteDSN(file, "query_only(1)"))
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // only read
	if err := sound(ctx, db); err != nil {
		return err
	}
	var events int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE name = 'events'").Scan(&events); err != nil || events != 1 {
		return errors.New("the file is not a copy of this program's database")
	}
	if err := checkForeignKeys(ctx, db); err != nil {
		return err
	}
	return notNewer(ctx, db)
}
