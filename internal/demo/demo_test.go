package demo

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/migrate"
	"erikti/internal/pgtest"
	"erikti/internal/reference"
	"erikti/internal/store"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

const seed = 2019

// noon is the middle of a Wednesday where the demo lives.
var noon = time.Date(2026, 11, 25, 7, 30, 0, 0, time.UTC)

func hash(password string) (string, error) { return "hash of " + password, nil }

// each runs a test on every database.
func each(t *testing.T, test func(t *testing.T, st *store.Store)) {
	t.Run("sqlite", func(t *testing.T) { test(t, open(t, file(t))) })
	t.Run("postgres", func(t *testing.T) { test(t, open(t, pgtest.URL(t))) })
}

// filled are a file and a PostgreSQL database with the demo of seed and noon, made
// once and copied for each test.
var filled struct {
	file     []byte
	postgres string
}

// eachFilled is each on databases with the demo of seed and noon.
func eachFilled(t *testing.T, test func(t *testing.T, st *store.Store)) {
	t.Run("sqlite", func(t *testing.T) {
		if filled.file == nil {
			address := file(t)
			fillAndClose(t, address)
			raw, err := os.ReadFile(strings.TrimPrefix(address, "sqlite:"))
			if err != nil {
				t.Fatal(err)
			}
			filled.file = raw
		}
		address := file(t)
		if err := os.WriteFile(strings.TrimPrefix(address, "sqlite:"), filled.file, 0o600); err != nil {
			t.Fatal(err)
		}
		test(t, open(t, address))
	})
	t.Run("postgres", func(t *testing.T) {
		c := pgtest.Shared(t)
		if filled.postgres == "" {
			address, err := c.Database()
			if err != nil {
				t.Fatal(err)
			}
			fillAndClose(t, address)
			filled.postgres = address
		}
		address, err := c.Clone(filled.postgres)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Drop(address) })
		test(t, open(t, address))
	})
}

func fillAndClose(t *testing.T, address string) {
	t.Helper()
	st, err := store.Open(t.Context(), address, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := reference.Seed(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	fill(t, st, noon)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
}

func file(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "erikti.db") }

// open opens a database with reference data.
func open(t *testing.T, url string) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if err := reference.Seed(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	return st
}

func fill(t *testing.T, st *store.Store, now time.Time) {
	t.Helper()
	start := time.Now()
	if err := Fill(t.Context(), st, t.TempDir(), seed, now, hash); err != nil {
		t.Fatal(err)
	}
	t.Logf("filled in %v", time.Since(start).Round(time.Millisecond))
}

func rollTo(t *testing.T, st *store.Store, now time.Time) {
	t.Helper()
	start := time.Now()
	if err := Roll(t.Context(), st, now); err != nil {
		t.Fatal(err)
	}
	t.Logf("rolled in %v", time.Since(start).Round(time.Millisecond))
}

// number returns the only number that a statement finds.
func number(t *testing.T, st *store.Store, query string, args ...any) int {
	t.Helper()
	var n int
	if err := st.Reader().QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// dump writes every row of every table, but for some columns.
func dump(ctx context.Context, st *store.Store, without ...string) (map[string]string, error) {
	left := map[string]bool{}
	for _, c := range without {
		left[c] = true
	}
	tables := map[string]string{}
	for _, table := range migrate.Tables {
		var columns, key []string
		for _, c := range table.Columns {
			if !left[table.Name+"."+c.Name] {
				columns = append(columns, `"`+c.Name+`"`)
			}
		}
		for _, c := range table.PrimaryKey {
			key = append(key, `"`+c.Name+`"`)
		}
		rows, err := st.Reader().QueryContext(ctx,
			"SELECT "+strings.Join(columns, ", ")+` FROM "`+table.Name+`" ORDER BY `+strings.Join(key, ", "))
		if err != nil {
			return nil, err
		}
		var b strings.Builder
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				return nil, err
			}
			for i, v := range values {
				if at, ok := v.(time.Time); ok {
					v = at.UTC().Format(time.RFC3339Nano)
				}
				fmt.Fprintf(&b, "%s=%v ", columns[i], v)
			}
			b.WriteByte('\n')
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
		_ = rows.Close()
		tables[table.Name] = b.String()
	}
	return tables, nil
}
