package places

import (
	"context"
	"time"

	"erikti/internal/place"
	"erikti/internal/store"
)

// faults are queries that find what no commit may leave, with the invariants of
// docs/invariants.md that they look at.
var faults = []struct{ what, query string }{
	{"counters that are not their rows (4)", `SELECT s.id FROM shifts s WHERE
		s.confirmed <> (SELECT count(*) FROM signups u WHERE u.shift_id = s.id AND u.state IN ('CONFIRMED', 'CHECKED_IN', 'COMPLETED')) OR
		s.held <> (SELECT count(*) FROM offers o WHERE o.shift_id = s.id AND o.state = 'PENDING') OR
		s.waitlisted <> (SELECT count(*) FROM waitlist_entries e WHERE e.shift_id = s.id AND e.state = 'WAITING')`},
	{"more taken than there are (1)", `SELECT id FROM shifts WHERE confirmed + held > capacity`},
	{"somebody twice at one time (10)", `SELECT a.id FROM signups a JOIN signups b ON a.volunteer_id = b.volunteer_id AND a.id < b.id
		AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
		WHERE a.state IN ('CONFIRMED', 'CHECKED_IN', 'COMPLETED') AND b.state IN ('CONFIRMED', 'CHECKED_IN', 'COMPLETED')`},
	{"somebody twice on a shift (3)", `SELECT u.id FROM signups u JOIN waitlist_entries e ON e.shift_id = u.shift_id AND e.volunteer_id = u.volunteer_id
		WHERE u.state IN ('REQUESTED', 'CONFIRMED') AND e.state IN ('WAITING', 'OFFERED')`},
	{"a number in the queue that was not given (2)", `SELECT e.id FROM waitlist_entries e JOIN shifts s ON s.id = e.shift_id WHERE e.seq > s.last_seq`},
	{"who waits though a place is free (2, 5)", `SELECT e.id FROM waitlist_entries e JOIN shifts s ON s.id = e.shift_id
		WHERE e.state = 'WAITING' AND s.confirmed + s.held < s.capacity AND s.state IN ('OPEN', 'CLOSED') AND NOT EXISTS (
			SELECT 1 FROM signups u WHERE u.volunteer_id = e.volunteer_id AND u.state IN ('CONFIRMED', 'CHECKED_IN', 'COMPLETED')
			AND u.starts_at < s.ends_at AND s.starts_at < u.ends_at)`},
	{"a place or an entry on a cancelled shift (12)", `SELECT s.id FROM shifts s WHERE s.state = 'CANCELLED' AND (s.confirmed > 0 OR s.waitlisted > 0 OR s.held > 0)`},
}

// fairly finds who was promoted past somebody in the same queue; it holds where nobody
// is ever passed over because of a gate.
const fairly = `SELECT e.id FROM waitlist_entries e JOIN waitlist_entries f ON f.shift_id = e.shift_id AND f.seq < e.seq
	WHERE e.state = 'PROMOTED' AND f.state = 'WAITING'`

// audit looks for what may not be in the database.
func (s *site) audit() {
	s.t.Helper()
	for _, f := range faults {
		s.none(f.what, f.query)
	}
	s.verify()
}

// verify replays the logs of places.
func (s *site) verify() {
	s.t.Helper()
	st, err := store.Open(context.Background(), s.url, store.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	defer st.Close()
	found, err := place.New(st, func([]string) {}, time.Now).Verify(context.Background(),
		func(f place.Fault) { s.t.Errorf("the log of places: %s", f) }, func(place.Verified) {})
	if err != nil || found.Unnamed > 0 {
		s.t.Errorf("the logs of places: %+v, %v", found, err)
	}
}

// none fails the test when a query finds something.
func (s *site) none(what, query string) {
	s.t.Helper()
	rows, err := s.db.Query(query)
	if err != nil {
		s.t.Fatalf("%s: %v", what, err)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			s.t.Fatal(err)
		}
		found = append(found, id)
	}
	if err := rows.Err(); err != nil {
		s.t.Fatal(err)
	}
	if len(found) > 0 {
		s.t.Errorf("%s: %d, such as %s", what, len(found), found[0])
	}
}
