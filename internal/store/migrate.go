package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"entgo.io/ent/dialect"
	"github.com/gofrs/flock"
	"github.com/lib/pq"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"erikti/migrations"
)

// migrate brings the schema up to date, under a lock, so that two programs that
// start at once do it once.
func migrate(ctx context.Context, t target) error {
	if t.dialect == dialect.SQLite {
		files, err := migrations.For("sqlite")
		if err != nil {
			return err
		}
		return advise(migrateSQLite(ctx, t.path, files))
	}
	files, err := migrations.For("postgres")
	if err != nil {
		return err
	}
	return migratePostgres(ctx, t.dsn, files)
}

func migratePostgres(ctx context.Context, dsn string, files fs.FS) error {
	connector, err := pq.NewConnector(dsn)
	if err != nil {
		return fmt.Errorf("DATABASE_URL: not an address that PostgreSQL's driver understands; write postgres://USER:PASSWORD@HOST/NAME?sslmode=…")
	}
	db := sql.OpenDB(connector)
	defer db.Close() //nolint:errcheck // nothing was left to write
	// Whoever comes second looks every second, for five minutes.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return err
	}
	return up(ctx, db, goose.DialectPostgres, files, goose.WithSessionLocker(locker))
}

// migrateSQLite works on a connection of its own without foreign keys: a table
// that is rebuilt is dropped on the way, and with foreign keys on that deletes
// the rows of its children, silently, because the pragma that Atlas writes around
// the rebuild does nothing inside a transaction. They are checked afterwards.
func migrateSQLite(ctx context.Context, path string, files fs.FS) error {
	file := flock.New(path + ".lock")
	if err := file.Lock(); err != nil {
		return fmt.Errorf("locking the database file: %w", err)
	}
	defer file.Unlock() //nolint:errcheck // the lock goes with the process
	if err := ownOrEmpty(ctx, path); err != nil {
		return err
	}
	private(path)
	db, err := sql.Open("sqlite3", sqliteDSN(path, "foreign_keys(0)", "synchronous(FULL)"))
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // nothing was left to write
	db.SetMaxOpenConns(1)
	if err := sound(ctx, db); err != nil {
		return err
	}
	if err := writable(ctx, db); err != nil {
		return err
	}
	if err := up(ctx, db, goose.DialectSQLite3, files); err != nil {
		return err
	}
	return checkForeignKeys(ctx, db)
}

// private makes a file that is not there, so that nobody else can read it; its
// companions follow its rights. What keeps it from being made is told when it is opened.
func private(path string) {
	if made, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); err == nil {
		_ = made.Close()
	}
}

// ownOrEmpty refuses a database of another program, before anything is written to
// it, even the mode of its journal. What cannot be read is left to sound.
func ownOrEmpty(ctx context.Context, path string) error {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return nil //nolint:nilerr // a file that is not there is made
	}
	db, err := sql.Open("sqlite3", copyURI(path))
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // only read
	var tables, own int
	if err := db.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(name = 'goose_db_version'), 0) FROM sqlite_master WHERE type = 'table'").
		Scan(&tables, &own); err != nil {
		return nil //nolint:nilerr // sound says what is wrong with it
	}
	if tables > 0 && own == 0 {
		return errors.New("the database file belongs to another program; nothing was changed: set another DATABASE_URL")
	}
	return nil
}

// sound refuses a file that is not a database or is damaged, before anything is
// written to it.
func sound(ctx context.Context, db *sql.DB) error {
	var answer string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return err
	}
	if answer != "ok" {
		return errDamaged
	}
	return nil
}

// writable refuses a file that can only be read: SQLite opens it all the same,
// begins transactions too, and says so at the first write. What is written here is
// rolled back.
func writable(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // nothing was to be kept
	_, err = tx.ExecContext(ctx, "PRAGMA user_version = 0")
	return err
}

func checkForeignKeys(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // read to the end below
	if rows.Next() {
		return errors.New("the migrated database has rows that point nowhere; restore the copy made before with `erikti restore`")
	}
	return rows.Err()
}

// notNewer refuses a SQLite database that a newer program migrated.
func notNewer(ctx context.Context, db *sql.DB) error {
	files, err := migrations.For("sqlite")
	if err != nil {
		return err
	}
	_, _, err = versions(ctx, db, goose.DialectSQLite3, files)
	return err
}

// versions says whether the schema is up to date; a newer one is refused.
func versions(ctx context.Context, db *sql.DB, d goose.Dialect, files fs.FS, opts ...goose.ProviderOption) (*goose.Provider, bool, error) {
	provider, err := goose.NewProvider(d, db, files, opts...)
	if err != nil {
		return nil, false, err
	}
	current, known, err := provider.GetVersions(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("reading the version of the database: %w", err)
	}
	if current > known {
		return nil, false, fmt.Errorf("the database is of a newer program (schema %d, this one knows %d): start that program, or restore a copy made before it", current, known)
	}
	return provider, current == known, nil
}

func up(ctx context.Context, db *sql.DB, d goose.Dialect, files fs.FS, opts ...goose.ProviderOption) error {
	provider, done, err := versions(ctx, db, d, files, opts...)
	if err != nil || done {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrating the database: %w", err)
	}
	return nil
}
