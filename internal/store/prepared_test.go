package store

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	"github.com/lib/pq"

	"erikti/internal/pgtest"
)

// one opens a pool of exactly one connection with a cache of a size.
func one(t *testing.T, size int) *sql.DB {
	t.Helper()
	connector, err := pq.NewConnector(pgtest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(preparing{Connector: connector, size: size})
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func prepares(t *testing.T, db *sql.DB) int {
	t.Helper()
	var n int
	if err := db.QueryRow("SELECT count(*) FROM pg_prepared_statements").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// A statement is prepared once for a connection, and the cache does not grow
// beyond its size: what is thrown out of it is closed in the server too.
func TestStatementsArePreparedOnceAndBounded(t *testing.T) {
	db := one(t, 8)
	for i := range 100 {
		var got int
		if err := db.QueryRow("SELECT $1::int", i).Scan(&got); err != nil || got != i {
			t.Fatal(got, err)
		}
	}
	if n := prepares(t, db); n != 1 {
		t.Errorf("one text was prepared %d times", n)
	}
	for i := range 100 {
		if _, err := db.Exec(fmt.Sprintf("SELECT $1::int + %d", i), i); err != nil {
			t.Fatal(err)
		}
	}
	if n := prepares(t, db); n != 8 {
		t.Errorf("%d statements are prepared, 8 fit", n)
	}
}

// A table that changed makes cached plans invalid: outside a transaction nobody
// notices; inside one the transaction fails in a way that Tx tries again.
func TestStalePlansArePreparedAgain(t *testing.T) {
	db := one(t, 8)
	exec := func(query string) {
		t.Helper()
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	read := func(q interface {
		QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	},
	) error {
		rows, err := q.QueryContext(context.Background(), "SELECT * FROM things WHERE id = $1", 1)
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // read to the end below
		for rows.Next() {
		}
		return rows.Err()
	}
	exec("CREATE TABLE things (id int, name text)")
	if err := read(db); err != nil {
		t.Fatal(err)
	}
	exec("ALTER TABLE things ALTER COLUMN name TYPE varchar(10)")
	if err := read(db); err != nil {
		t.Errorf("outside a transaction: %v", err)
	}
	exec("ALTER TABLE things ADD COLUMN size int")
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	err = read(tx)
	if err == nil || !collided(err) {
		t.Errorf("inside a transaction: %v is not tried again", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := read(db); err != nil {
		t.Errorf("after it: %v", err)
	}
}
