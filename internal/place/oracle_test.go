package place_test

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/shift"
)

// taking are the states of a sign-up that takes a place.
const taking = "('CONFIRMED', 'CHECKED_IN', 'COMPLETED')"

// never are rows that no reader may see at any commit. Each is one statement, so
// it sees one commit.
var never = map[string]string{
	"1: more places taken than there are": "SELECT count(*) FROM shifts WHERE confirmed + held > capacity",
	"2: someone waits, unblocked, while a place is free": `SELECT count(*) FROM shifts s
		WHERE confirmed + held < capacity AND state <> 'CANCELLED' AND EXISTS (
			SELECT 1 FROM waitlist_entries w WHERE w.shift_id = s.id AND w.state = 'WAITING' AND w.blocked_by IS NULL)`,
	"3: two live sign-ups of a person on a shift": `SELECT count(*) FROM signups a JOIN signups b
		ON a.shift_id = b.shift_id AND a.volunteer_id = b.volunteer_id AND a.id < b.id
		WHERE a.state IN ` + taking + ` AND b.state IN ` + taking,
	"3: two waiting entries of a person on a shift": `SELECT count(*) FROM waitlist_entries a JOIN waitlist_entries b
		ON a.shift_id = b.shift_id AND a.volunteer_id = b.volunteer_id AND a.id < b.id
		WHERE a.state = 'WAITING' AND b.state = 'WAITING'`,
	"3: someone waits who has a place": `SELECT count(*) FROM signups a JOIN waitlist_entries b
		ON a.shift_id = b.shift_id AND a.volunteer_id = b.volunteer_id
		WHERE b.state = 'WAITING' AND a.state IN ` + taking,
	"4: confirmed is not what the rows say": `SELECT count(*) FROM shifts s WHERE confirmed <> (
		SELECT count(*) FROM signups g WHERE g.shift_id = s.id AND g.state IN ` + taking + `)`,
	"4: waitlisted is not what the rows say": `SELECT count(*) FROM shifts s WHERE waitlisted <> (
		SELECT count(*) FROM waitlist_entries w WHERE w.shift_id = s.id AND w.state = 'WAITING')`,
	"4: held is not what the rows say": `SELECT count(*) FROM shifts s WHERE held <> (
		SELECT count(*) FROM offers o WHERE o.shift_id = s.id AND o.state = 'PENDING')`,
	"10: a person in two places at once": `SELECT count(*) FROM signups a JOIN signups b
		ON a.volunteer_id = b.volunteer_id AND a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
		WHERE a.takes_time AND b.takes_time AND a.state IN ` + taking + ` AND b.state IN ` + taking,
	"10: a live sign-up with other times than its shift": `SELECT count(*) FROM signups g JOIN shifts s ON s.id = g.shift_id
		WHERE g.state IN ` + taking + ` AND (g.starts_at <> s.starts_at OR g.ends_at <> s.ends_at)`,
	"12: a cancelled shift with people": `SELECT count(*) FROM shifts s WHERE s.state = 'CANCELLED' AND (
		EXISTS (SELECT 1 FROM waitlist_entries w WHERE w.shift_id = s.id AND w.state = 'WAITING')
		OR EXISTS (SELECT 1 FROM offers o WHERE o.shift_id = s.id AND o.state = 'PENDING')
		OR EXISTS (SELECT 1 FROM signups g WHERE g.shift_id = s.id AND g.state IN ('REQUESTED', 'CONFIRMED')))`,
}

// settled are rows that may be there for a moment, until the queues at a time
// that became free are served, and never after.
var settled = map[string]string{
	"2: someone waits who could have a free place": `SELECT count(*) FROM waitlist_entries w JOIN shifts s ON s.id = w.shift_id
		WHERE w.state = 'WAITING' AND s.confirmed + s.held < s.capacity
		AND s.state IN ('SCHEDULED', 'OPEN', 'CLOSED') AND w.blocked_by = 'NO_OVERLAP' AND NOT EXISTS (
			SELECT 1 FROM signups g WHERE g.volunteer_id = w.volunteer_id AND g.state IN ` + taking + `
			AND g.starts_at < s.ends_at AND g.ends_at > s.starts_at)`,
}

// look runs the statements of an oracle, outside every transaction.
func (w *world) look(t testing.TB, oracle map[string]string) {
	t.Helper()
	for what, statement := range oracle {
		var n int
		if err := w.store.Reader().QueryRowContext(context.Background(), statement).Scan(&n); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if n > 0 {
			t.Errorf("invariant %s: %d times", what, n)
		}
	}
}

// check looks at everything, when nothing runs.
func (w *world) check(t testing.TB) {
	t.Helper()
	w.look(t, never)
	w.look(t, settled)
}

// watch looks all the time, beside what a test does, until the function that it
// returns is called: at what never may be, and that versions grow with everything
// that a client sees.
func (w *world) watch(t *testing.T) (stop func()) {
	t.Helper()
	type seen struct {
		version, capacity, confirmed, held, waitlisted int
		state                                          shift.State
		from, to                                       time.Time
	}
	last := map[string]seen{}
	versions := func() {
		for _, s := range w.store.Client.Shift.Query().AllX(w.system) {
			now := seen{s.Version, s.Capacity, s.Confirmed, s.Held, s.Waitlisted, s.State, s.StartsAt, s.EndsAt}
			before, known := last[s.ID]
			last[s.ID] = now
			if !known || before.version < now.version {
				continue
			}
			if before.version > now.version {
				t.Errorf("invariant 4: a version went back from %d to %d", before.version, now.version)
			} else if before != now {
				t.Errorf("invariant 4: version %d shows two states: %+v, %+v", now.version, before, now)
			}
		}
	}
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			w.look(t, never)
			versions()
			select {
			case <-end:
				return
			default:
			}
		}
	}()
	return func() {
		close(end)
		<-ended
	}
}
