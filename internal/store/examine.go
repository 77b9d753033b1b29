package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"entgo.io/ent/dialect"
	"github.com/pressly/goose/v3"

	"erikti/migrations"
)

// ErrNoDatabase says that there is no database file yet: the program makes it.
var ErrNoDatabase = errors.New("there is no database file yet")

// ErrNotMigrated says that the schema of a database is older than the program.
var ErrNotMigrated = errors.New("the schema of the database is older than this program")

// Examine opens the database of a DATABASE_URL to look at it: nothing is made or
// migrated. What is wrong with it is an error that says what to do.
func Examine(ctx context.Context, url string) (*Store, error) {
	t, err := parseURL(url)
	if err != nil {
		return nil, err
	}
	name := "postgres"
	var db *sql.DB
	if t.dialect == dialect.SQLite {
		name = "sqlite"
		if _, err := os.Stat(t.path); errors.Is(err, os.ErrNotExist) {
			return nil, ErrNoDatabase
		}
		if err := ownOrEmpty(ctx, t.path); err != nil {
			return nil, err
		}
		if db, err = sql.Open("sqlite3", copyURI(t.path)); err == nil {
			err = sound(ctx, db)
		}
	} else {
		db, err = sql.Open("postgres", t.dsn)
		if err == nil {
			err = db.PingContext(ctx)
		}
	}
	if err != nil {
		if db != nil {
			_ = db.Close()
		}
		return nil, advise(err)
	}
	err = upToDate(ctx, db, name)
	_ = db.Close()
	if err != nil {
		return nil, err
	}
	return Open(ctx, url, Options{Connections: 2}) // it has nothing to migrate
}

// upToDate compares the version in a database with the last one that the program has.
func upToDate(ctx context.Context, db *sql.DB, name string) error {
	files, err := migrations.For(name)
	if err != nil {
		return err
	}
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return err
	}
	var known, current int64
	for _, file := range names {
		version, err := goose.NumericComponent(file)
		if err != nil {
			return err
		}
		known = max(known, version)
	}
	err = db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&current)
	switch {
	case err != nil || current < known: // without the table nothing was ever migrated
		return ErrNotMigrated
	case current > known:
		return fmt.Errorf("the database is of a newer program (schema %d, this one knows %d): start that program, or restore a copy made before it", current, known)
	}
	return nil
}

// Readable says whether everybody on this machine can read the file of a SQLite
// database.
func (s *Store) Readable() bool {
	info, err := os.Stat(s.path)
	return s.path != "" && err == nil && info.Mode().Perm()&0o007 != 0
}
