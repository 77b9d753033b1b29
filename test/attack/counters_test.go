package attack

import (
	"database/sql"
	"testing"
)

// countersMatch fails a test when a shift's counters are not those of its rows
// (invariant 4).
func countersMatch(t testing.TB, db *sql.DB) {
	t.Helper()
	rows, err := db.Query(`SELECT s.id, s.capacity, s.confirmed, s.waitlisted,
		(SELECT count(*) FROM signups u WHERE u.shift_id = s.id AND u.state IN ('CONFIRMED', 'CHECKED_IN', 'COMPLETED')),
		(SELECT count(*) FROM waitlist_entries e WHERE e.shift_id = s.id AND e.state = 'WAITING') FROM shifts s`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var capacity, confirmed, waitlisted, taken, waiting int
		if err := rows.Scan(&id, &capacity, &confirmed, &waitlisted, &taken, &waiting); err != nil {
			t.Fatal(err)
		}
		if confirmed != taken || waitlisted != waiting || confirmed > capacity {
			t.Errorf("shift %s of %d: counted %d and %d waiting, rows say %d and %d",
				id, capacity, confirmed, waitlisted, taken, waiting)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
