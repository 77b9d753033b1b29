package attack

import (
	"database/sql"
	"fmt"
	"hash/fnv"
	"slices"
	"testing"

	"erikti/internal/store"
)

// tables lists the tables of a database.
func tables(t testing.TB, st *store.Store) []string {
	t.Helper()
	list := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
	if st.Postgres() {
		list = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
	}
	rows, err := st.Reader().Query(list)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil || len(names) < 20 {
		t.Fatalf("%d tables, %v", len(names), err)
	}
	return names
}

// content is what stands in a database: for each table how many rows, and a hash
// of all that is in them. One-time tokens are left out: that of the first
// administrator is written at start, while requests are served already.
type content map[string]string

func contentOf(t testing.TB, st *store.Store) content {
	t.Helper()
	all := content{}
	for _, table := range tables(t, st) {
		if table == "one_time_tokens" {
			continue
		}
		rows, err := st.Reader().Query(`SELECT * FROM "` + table + `" ORDER BY 1, 2`)
		if err != nil {
			t.Fatal(err)
		}
		all[table] = hashRows(t, rows)
	}
	return all
}

func hashRows(t testing.TB, rows *sql.Rows) string {
	t.Helper()
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	hash, count := fnv.New64a(), 0
	values, at := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		at[i] = &values[i]
	}
	// When a session or a key was used a job writes down, whatever was asked.
	byJob := []int{slices.Index(columns, "last_used_at")}
	if byJob[0] >= 0 {
		byJob = append(byJob, slices.Index(columns, "updated_at"))
	}
	for ; rows.Next(); count++ {
		if err := rows.Scan(at...); err != nil {
			t.Fatal(err)
		}
		for _, i := range byJob {
			if i >= 0 {
				values[i] = nil
			}
		}
		_, _ = fmt.Fprintln(hash, values...)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d rows, %x", count, hash.Sum64())
}

// same fails a test when something was written.
func (before content) same(t testing.TB, now content) {
	t.Helper()
	for table, rows := range now {
		if before[table] != rows {
			t.Errorf("written to %s: %s, now %s", table, before[table], rows)
		}
	}
}
