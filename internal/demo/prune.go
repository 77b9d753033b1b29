package demo

import (
	"context"
	"errors"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/place"
	"erikti/internal/store"
)

const (
	// noticesKept is how long the notices of people who cannot read them are kept: longer
	// than one stands in the way of a reminder.
	noticesKept = 48 * time.Hour
	// longestLog is how many lines a log may have before it begins anew with who is there.
	longestLog = 500
)

// tidy deletes what Traffic leaves behind, and shortens the logs of its shifts.
func tidy(ctx context.Context, engine Engine, st *store.Store, longest int, now time.Time) error {
	ctx = rule.System(ctx)
	if err := st.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error { return prune(ctx, tx, st.Postgres(), now) }); err != nil {
		return err
	}
	rows, err := st.Reader().QueryContext(ctx, `SELECT shift_id FROM place_log_lines l JOIN shifts s ON s.id = l.shift_id
		WHERE `+mark("s.event_id")+` GROUP BY shift_id, s.confirmed, s.held, s.waitlisted
		HAVING count(*) > $1 AND count(*) > 4 * (s.confirmed + s.held + s.waitlisted)`, longest)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	var long []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return err
		}
		long = append(long, id)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	var failed []error
	for _, id := range long {
		failed = append(failed, engine.Do(ctx, func(ctx context.Context, t *place.Tx) error {
			s, err := t.LockShift(ctx, id)
			if err != nil {
				return err
			}
			return s.ShortenLog(ctx)
		}))
	}
	return errors.Join(failed...)
}

// prune deletes the places and positions that Traffic's people gave up: two rows a
// second would be a million in a week. What real people gave up stays, and what
// Fill wrote. Nobody reads the notices of people without an account.
func prune(ctx context.Context, tx *gen.Tx, postgres bool, now time.Time) error {
	nobody := func(table string) string {
		return mark(table+".volunteer_id") + " AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.volunteer_id = " + table + ".volunteer_id)"
	}
	of := func(table string) string { return nobody(table) + " AND NOT (" + mark(table+".id") + ")" }
	old := nobody("notices") + ` AND (notices.created_at < $1
		OR EXISTS (SELECT 1 FROM shifts s WHERE s.id = notices.shift_id AND s.ends_at < $2))`
	before := []any{store.Time(postgres, now.Add(-noticesKept)), store.Time(postgres, now)}
	for _, statement := range []struct {
		sql  string
		args []any
	}{
		{"DELETE FROM signups WHERE state = 'CANCELLED' AND cancelled_by = 'VOLUNTEER' AND " + of("signups") +
			" AND NOT EXISTS (SELECT 1 FROM check_ins c WHERE c.signup_id = signups.id)", nil},
		{"DELETE FROM offers WHERE state <> 'PENDING' AND " + of("offers"), nil},
		{"DELETE FROM waitlist_entries WHERE state IN ('LEFT', 'PROMOTED', 'ACCEPTED', 'DECLINED', 'REMOVED') AND " + of("waitlist_entries") +
			" AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.entry_id = waitlist_entries.id)", nil},
		{"DELETE FROM notice_deliveries WHERE notice_id IN (SELECT id FROM notices WHERE " + old + ")", before},
		{"DELETE FROM notices WHERE " + old, before},
	} {
		if _, err := tx.ExecContext(ctx, statement.sql, statement.args...); err != nil {
			return err
		}
	}
	return nil
}
