package place_test

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"erikti/internal/fault"
	"erikti/internal/place"
)

// What refuses everybody writes nothing: the file of SQLite has seen no commit, and
// no row of PostgreSQL has another version.
func TestARefusalWritesNothing(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, other := w.shift(t, spec{capacity: 1}), w.shift(t, spec{capacity: 1, from: days(10, 1)})
		p := w.people(t, 3)
		holder := w.take(t, p[0], where)
		w.take(t, p[1], other)
		entry := w.wait(t, p[2], where)
		done(t, w.leave(p[2], entry))
		content := w.content(t, "xmin, ctid")
		before := content()
		for name, c := range map[string]struct {
			err  error
			want fault.Code
		}{
			"again":                  {code2(w.again(p[0], where, "k")), fault.AlreadySignedUp},
			"overlaps":               {code2(w.again(p[1], where, "k")), fault.Overlaps},
			"full":                   {code2(w.engine.SignUp(context.Background(), place.SignUpRequest{ShiftID: where, VolunteerID: p[2], Key: "k"})), fault.ShiftFull},
			"not theirs":             {w.cancel(p[1], holder), fault.NotFound},
			"left before":            {w.leave(p[2], entry), fault.NotWaiting},
			"below what is taken":    {w.capacity(where, 0), fault.InvalidInput},
			"nothing there":          {w.noWaiting(p[2], "shf_nobody-knows"), fault.NotFound},
			"nothing for the clock":  {func() error { _, err := w.engine.Tick(context.Background()); return err }(), ""},
			"a preview":              {func() error { _, err := w.events.PreviewMove(w.organizer, where, days(10, 1), days(10, 2)); return err }(), ""},
			"nobody to be served":    {w.engine.Settle(context.Background(), where), ""},
			"added, and has a place": {w.add(p[0], where), fault.AlreadySignedUp},
		} {
			if got := code(c.err); got != c.want {
				t.Errorf("%s: got %q, want %q", name, got, c.want)
			}
		}
		if after := content(); after != before {
			t.Errorf("something was written:\n%s\n%s", before, after)
		}
	})
}

// A no for a full shift to who does not want to wait takes not even a lock.
func TestANoCostsNoLock(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		where, p := w.shift(t, spec{capacity: 1}), w.people(t, 3)
		w.take(t, p[0], where)
		entry := w.wait(t, p[2], where)
		content := w.content(t, "xmin, xmax, ctid")
		before := content()
		refused(t, w.noWaiting(p[1], where), fault.ShiftFull)
		if content() != before {
			t.Error("something was written, or locked")
		}
		release := w.holding(t, where)
		refused(t, w.noWaiting(p[1], where), fault.ShiftFull) // nor waits for one
		release()
		// Who has something there is told so, full or not.
		refused(t, w.noWaiting(p[0], where), fault.AlreadySignedUp)
		refused(t, w.noWaiting(p[2], where), fault.AlreadySignedUp)
		done(t, w.leave(p[2], entry))
		refused(t, w.noWaiting(p[2], where), fault.ShiftFull)
		w.check(t)
	})
}

func code2(_ place.SignUpOutcome, err error) error { return err }

// content tells versions of a database from each other: on SQLite what one connection
// sees of the others' commits, on PostgreSQL columns of every row of places.
func (w *world) content(t testing.TB, columns string) func() string {
	t.Helper()
	conn, err := w.store.Reader().Conn(context.Background())
	done(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	statement := "PRAGMA data_version"
	if w.store.Postgres() {
		var all []string
		for _, table := range []string{"shifts", "signups", "waitlist_entries", "offers", "place_log_lines", "idempotency_keys", "notices", "events"} {
			all = append(all, "SELECT '"+table+"' || string_agg(concat_ws(' ', "+columns+"), ';' ORDER BY ctid) AS v FROM "+table)
		}
		statement = "SELECT string_agg(v, '|') FROM (" + strings.Join(all, " UNION ALL ") + ") all_rows"
	}
	return func() string {
		var v sql.NullString
		if err := conn.QueryRowContext(context.Background(), statement).Scan(&v); err != nil {
			t.Fatal(err)
		}
		return v.String
	}
}
