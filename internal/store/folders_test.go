package store

import (
	"context"
	"database/sql"
	"io/fs"
	"maps"
	"path/filepath"
	"testing"
	"testing/fstest"

	"entgo.io/ent/dialect"

	"erikti/internal/pgtest"
	"erikti/migrations"
)

// released are the migrations of a dialect as they are, in a folder that takes more.
func released(t testing.TB, folder string) fstest.MapFS {
	t.Helper()
	files, err := migrations.For(folder)
	if err != nil {
		t.Fatal(err)
	}
	all := fstest.MapFS{}
	names, err := fs.Glob(files, "*.sql")
	if err != nil || len(names) == 0 {
		t.Fatalf("%v %v", names, err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: content}
	}
	return all
}

// and adds a migration after all others.
func and(files fstest.MapFS, script string) fstest.MapFS {
	more := maps.Clone(files)
	more["29990101000000_next.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + script)}
	return more
}

// an empty database of a kind, with the ways to migrate and to look at it.
type empty struct {
	url     string
	folder  string
	migrate func(fs.FS) error
	db      *sql.DB
}

func onSQLite(t *testing.T, test func(t *testing.T, d empty)) {
	path := filepath.Join(t.TempDir(), "erikti.db")
	test(t, empty{"sqlite:" + path, "sqlite", func(files fs.FS) error {
		return migrateSQLite(context.Background(), path, files)
	}, opened(t, "sqlite3", sqliteDSN(path, "foreign_keys(1)"))})
}

func onEach(t *testing.T, test func(t *testing.T, d empty)) {
	t.Run("sqlite", func(t *testing.T) { onSQLite(t, test) })
	t.Run("postgres", func(t *testing.T) {
		url := pgtest.URL(t)
		test(t, empty{url, "postgres", func(files fs.FS) error {
			return migratePostgres(context.Background(), url, files)
		}, opened(t, dialect.Postgres, url)})
	})
}

func opened(t *testing.T, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// number asks for one number.
func number(t *testing.T, db *sql.DB, query string) int {
	t.Helper()
	var n int
	if err := db.QueryRow(query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func execute(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}
