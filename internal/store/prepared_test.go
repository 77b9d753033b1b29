package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/lib/pq"
	"modernc.org/sqlite"

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

// Two readings of the same text may be open at once on a connection of SQLite; each
// sees its own rows, one statement is kept, and the cache stays within its size.
func TestStatementsOfSQLiteAreReadApart(t *testing.T) {
	connector, err := sqlite.NewConnector(sqliteDSN(filepath.Join(t.TempDir(), "a.db")))
	if err != nil {
		t.Fatal(err)
	}
	driverConn, err := preparing{Connector: connector, size: 2, apart: true}.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := driverConn.(*preparingConn)
	const query = "WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 3) SELECT value FROM n WHERE value >= ?"
	read := func(query string, from int64) driver.Rows {
		t.Helper()
		rows, err := c.QueryContext(t.Context(), query, []driver.NamedValue{{Ordinal: 1, Value: from}})
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	next := func(rows driver.Rows) int64 {
		t.Helper()
		got := make([]driver.Value, 1)
		if err := rows.Next(got); err != nil {
			t.Fatal(err)
		}
		return got[0].(int64)
	}
	first, second := read(query, 1), read(query, 2)
	if a, b, c := next(first), next(second), next(first); a != 1 || b != 2 || c != 2 {
		t.Errorf("two readings at once gave %d, %d, %d", a, b, c)
	}
	for _, rows := range []driver.Rows{first, second} {
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	k, ok := c.statements.Peek(query)
	if !ok || k.Stmt == nil {
		t.Fatal("no statement was kept")
	}
	again := read(query, 3)
	if k.Stmt != nil {
		t.Error("a statement is in the cache while it is read")
	}
	// Its room is gone before it comes back.
	for i := range 4 {
		if err := read(fmt.Sprintf("%s + %d", query, i), 1).Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := next(again); got != 3 {
		t.Errorf("the kept statement gave %d", got)
	}
	if err := errors.Join(again.Close(), c.Close()); err != nil {
		t.Fatal(err)
	}
	if n := c.statements.Len(); n != 0 {
		t.Errorf("%d statements are left", n)
	}
}
