package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"time"

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
	if err := copyPages(ctx, t.path, func(c copying) (*sqlite.Backup, error) { return c.NewBackup(fileURI(file)) }); err != nil {
		return errors.Join(advise(err), os.Remove(file))
	}
	return checkFile(ctx, file)
}

// Restore replaces the database of a DATABASE_URL by a copy that Backup made. A
// server that works on it goes on, and tells its clients to connect again. A file
// that is damaged, no database of this program, or of a newer one, is refused
// before anything is written. A database so damaged that nothing can be copied
// into it is put aside.
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
	replace := func() error {
		private(t.path)
		return copyPages(ctx, t.path, func(c copying) (*sqlite.Backup, error) { return c.NewRestore(copyURI(file)) })
	}
	err = replace()
	if damaged(err) {
		if err = putAside(t.path); err == nil {
			err = replace()
		}
	}
	if err != nil {
		return advise(err)
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

// putAside renames a damaged database file, and removes what belongs to it: without
// the file it means nothing, and another file beside it would be damaged by it.
func putAside(path string) error {
	if err := os.Rename(path, path+".damaged-"+time.Now().UTC().Format("20060102T150405")); err != nil {
		return err
	}
	for _, rest := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + rest); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// fileURI is the address of a file, whatever its name.
func fileURI(path string) string { return "file:" + (&url.URL{Path: path}).EscapedPath() }

// copyURI is the address of a copy to read: without a log of its own nobody writes
// it, so that it may lie where nothing can be written.
func copyURI(file string) string {
	if _, err := os.Stat(file + "-wal"); errors.Is(err, fs.ErrNotExist) {
		return fileURI(file) + "?immutable=1"
	}
	return fileURI(file) + "?mode=ro"
}

func copyPages(ctx context.Context, path string, begin func(copying) (*sqlite.Backup, error)) error {
	db, err := sql.Open("sqlite3", sqliteDSN(path))
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // the copy is finished by then
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() //nolint:errcheck // the copy is finished by then
	return conn.Raw(func(raw any) error {
		c, ok := raw.(copying)
		if !ok {
			return fmt.Errorf("the SQLite driver cannot copy (%T)", raw)
		}
		b, err := begin(c)
		if err != nil {
			return err
		}
		// All pages in one step: between two, somebody may write, and SQLite begins
		// again from the first page. WAL lets others work meanwhile.
		_, err = b.Step(-1)
		// Finish says again what Step said.
		return cmp.Or(err, b.Finish())
	})
}

// checkFile refuses a copy that could not be started from. It writes nothing, not
// even the mode of its journal.
func checkFile(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err != nil {
		return fmt.Errorf("there is no such copy: %w", err)
	}
	db, err := sql.Open("sqlite3", copyURI(file))
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // only read
	if err := sound(ctx, db); err != nil {
		return fmt.Errorf("the copy is damaged, or no database; nothing was changed: %w", err)
	}
	var events int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE name IN ('events', 'goose_db_version')").Scan(&events); err != nil || events != 2 {
		return errors.New("the file is not a copy of this program's database; nothing was changed")
	}
	if err := notNewer(ctx, db); err != nil {
		return err
	}
	return checkForeignKeys(ctx, db)
}
