package demo

import (
	"fmt"

	"erikti/internal/store"
)

// sql writes what moves in the words of a database.
type sql struct{ postgres bool }

func sqlFor(st *store.Store) sql { return sql{st.Postgres()} }

// moment moves an instant by days of 24 hours. SQLite keeps instants as text in UTC:
// only the date changes, so the form stays the same to the last digit.
func (q sql) moment(column string, days int) string {
	if q.postgres {
		return fmt.Sprintf("(%s + interval '%d hours')", column, 24*days)
	}
	return fmt.Sprintf("(date(substr(%[1]s, 1, 10), '%[2]d days') || substr(%[1]s, 11))", column, days)
}

// day moves a calendar date, kept as text in both.
func (q sql) day(column string, days int) string {
	if q.postgres {
		return fmt.Sprintf("to_char(%s::date + %d, 'YYYY-MM-DD')", column, days)
	}
	return fmt.Sprintf("date(%s, '%d days')", column, days)
}

// The states of a sign-up that takes a place, and of one whose person did not come
// or of whom nobody said so.
const (
	takes  = "('CONFIRMED', 'CHECKED_IN', 'COMPLETED')"
	absent = "('NO_SHOW', 'UNRECORDED', 'EXCUSED')"
)

// collisions reads the places in the demo that, once moved, overlap with a place of
// the same person that stays. Those that stay are few: it begins with them.
func (q sql) collisions(days int) string {
	return `WITH staying AS MATERIALIZED (
			SELECT o.volunteer_id, o.starts_at, o.ends_at FROM signups o JOIN shifts s ON s.id = o.shift_id
			WHERE o.state IN ` + takes + ` AND o.takes_time AND NOT (` + mark("s.event_id") + `))
		SELECT DISTINCT g.id, g.shift_id, g.volunteer_id, s.event_id
		FROM staying o JOIN signups g ON g.volunteer_id = o.volunteer_id JOIN shifts s ON s.id = g.shift_id
		WHERE g.state IN ` + takes + ` AND g.takes_time AND ` + mark("s.event_id") + `
		AND o.starts_at < ` + q.moment("g.ends_at", days) + ` AND ` + q.moment("g.starts_at", days) + ` < o.ends_at
		ORDER BY g.id`
}

type statement struct {
	what string
	sql  string
	args []any
}

// Sets of rows. Again are the shifts of the demo's events that are to come, or go
// on, once all have moved; $1 is now.
var (
	demoShifts = "SELECT id FROM shifts WHERE " + mark("event_id")
	again      = `SELECT s.id FROM shifts s JOIN events e ON e.id = s.event_id
		WHERE ` + mark("e.id") + ` AND s.state <> 'CANCELLED' AND e.state IN ('PUBLISHED', 'DONE', 'SETTLED')
		AND EXISTS (SELECT 1 FROM shifts o WHERE o.event_id = e.id AND o.state <> 'CANCELLED' AND o.ends_at > $1)`
)

// statements move the rows, undo what happened at events that are to come again,
// and count anew.
func (r *roll) statements() []statement {
	all := append(r.moves(), r.credit()...)
	all = append(all, r.undoAttendance()...)
	return append(all, r.restoreQueues()...)
}

func (r *roll) moves() []statement {
	at := func(columns ...string) string {
		set := ""
		for _, c := range columns {
			set += c + " = " + r.sql.moment(c, r.days) + ", "
		}
		return set
	}
	visible := "version = version + 1, updated_at = $1"
	now := []any{r.Now}
	statements := []statement{
		{"moving events", "UPDATE events SET " + at("starts_at", "ends_at") + visible + " WHERE " + mark("id"), now},
		{"moving shifts", "UPDATE shifts SET " +
			at("starts_at", "ends_at", "opens_at", "closes_at", "cancel_cutoff", "next_transition_at") +
			visible + " WHERE " + mark("event_id"), now},
		{"moving lessons", "UPDATE lessons SET " + at("starts_at", "ends_at") +
			"updated_at = $1 WHERE cohort_id IN (SELECT id FROM cohorts WHERE " + mark("event_id") + ")", now},
		{"moving check-ins", "UPDATE check_ins SET " + at("at") +
			"updated_at = $1 WHERE signup_id IN (SELECT id FROM signups WHERE shift_id IN (" + demoShifts + "))", now},
		{"moving hours", "UPDATE hour_entries SET " + at("starts_at", "ends_at") + "date = " + r.sql.day("date", r.days) +
			", updated_at = $1 WHERE " + mark("event_id"), now},
	}
	statements = append(statements, r.movesOfProjects()...)
	statements = append(statements, r.movesOfForums()...)
	statements = append(statements, r.movesOfCertificates()...)
	move := "UPDATE signups SET " + at("starts_at", "ends_at") + visible
	which := " WHERE shift_id IN (" + demoShifts + ")"
	if !r.sql.postgres {
		return append(statements, statement{"moving places", move + which, now})
	}
	// So does the ledger: all of it is moved before the constraint is looked at.
	statements = append([]statement{{"moving all before looking", "SET CONSTRAINTS hour_entries_no_minute_twice DEFERRED", nil}}, statements...)
	// PostgreSQL checks signups_no_overlap row by row: a person's place of Monday
	// would meet their place of next Monday that has yet to move. So they move as
	// somebody else's, with a number below zero, where all have the same way to go.
	return append(statements,
		statement{"moving places", move + ", person_no = -person_no" + which, now},
		statement{"giving places back", "UPDATE signups SET person_no = -person_no WHERE person_no < 0", nil})
}

// undoAttendance makes everybody confirmed who had a place. Someone who did not come
// gets it back unless it was given away, or they took another one instead.
func (r *roll) undoAttendance() []statement {
	now := []any{r.Now}
	taken := "(SELECT count(*) FROM signups l WHERE l.shift_id = s.id AND l.state IN " + takes + ")"
	confirm := "UPDATE signups SET state = 'CONFIRMED', updated_at = $1 WHERE "
	return []statement{
		{"forgetting check-ins", "DELETE FROM check_ins WHERE signup_id IN (SELECT id FROM signups WHERE shift_id IN (" + again + "))", now},
		{"forgetting hours", "DELETE FROM hour_entries WHERE event_id IN (SELECT event_id FROM shifts WHERE id IN (" + again + "))", now},
		{"forgetting what people said", "DELETE FROM event_ratings WHERE event_id IN (SELECT event_id FROM shifts WHERE id IN (" + again + "))", now},
		{"forgetting disputes", "DELETE FROM hour_disputes WHERE signup_id IN (SELECT id FROM signups WHERE shift_id IN (" + again + "))", now},
		{"forgetting who did not come", "UPDATE shifts SET no_shows_done_at = NULL WHERE id IN (SELECT id FROM shifts WHERE id IN (" + again + "))", now},
		{
			"confirming who came",
			confirm + "state IN ('CHECKED_IN', 'COMPLETED') AND shift_id IN (" + again + ")", now,
		},
		{"confirming who did not come", confirm + `id IN (SELECT id FROM (
			SELECT g.id, row_number() OVER (PARTITION BY g.shift_id ORDER BY g.created_at, g.id) AS number,
				s.capacity - s.held - ` + taken + ` AS room
			FROM signups g JOIN shifts s ON s.id = g.shift_id
			WHERE g.state IN ` + absent + ` AND g.shift_id IN (` + again + `) AND NOT EXISTS (
				SELECT 1 FROM signups o WHERE o.volunteer_id = g.volunteer_id AND o.id <> g.id AND o.takes_time
				AND o.starts_at < g.ends_at AND g.starts_at < o.ends_at
				AND (o.state = 'REQUESTED' OR o.state IN ` + takes + ` OR o.state IN ` + absent + ` AND o.id < g.id))
			) candidates WHERE number <= room)`, now},
		{"giving up the rest", `UPDATE signups SET state = 'CANCELLED', cancelled_by = 'SYSTEM', updated_at = $1
			WHERE state IN ` + absent + ` AND shift_id IN (` + again + `)`, now},
		{"publishing events", `UPDATE events SET state = 'PUBLISHED', settled_at = NULL, settle_reminders = 0, updated_at = $1
			WHERE state IN ('DONE', 'SETTLED') AND id IN (SELECT event_id FROM shifts WHERE id IN (` + again + `))`, now},
	}
}

// restoreQueues lets people wait again for a full shift whose end had sent them
// away, and makes the counters equal to the rows (invariant 4).
func (r *roll) restoreQueues() []statement {
	count := func(table, states string) string {
		return "(SELECT count(*) FROM " + table + " x WHERE x.shift_id = shifts.id AND x.state IN " + states + ")"
	}
	return []statement{
		{"letting people wait again", `UPDATE waitlist_entries SET state = 'WAITING', version = version + 1, updated_at = $1
			WHERE state = 'CLOSED' AND shift_id IN (SELECT id FROM shifts WHERE id IN (` + again + `)
				AND starts_at > $1 AND capacity <= held + ` + count("signups", takes) + `)
			AND NOT EXISTS (SELECT 1 FROM signups g WHERE g.shift_id = waitlist_entries.shift_id
				AND g.volunteer_id = waitlist_entries.volunteer_id AND (g.state = 'REQUESTED' OR g.state IN ` + takes + `))
			AND NOT EXISTS (SELECT 1 FROM waitlist_entries o WHERE o.shift_id = waitlist_entries.shift_id
				AND o.volunteer_id = waitlist_entries.volunteer_id AND (o.state IN ('WAITING', 'OFFERED')
					OR o.state = 'CLOSED' AND o.seq > waitlist_entries.seq))`, []any{r.Now}},
		{"counting", "UPDATE shifts SET confirmed = " + count("signups", takes) +
			", waitlisted = " + count("waitlist_entries", "('WAITING')") +
			", held = (SELECT count(*) FROM offers o WHERE o.shift_id = shifts.id AND o.state = 'PENDING')" +
			", log_length = 0, log_hash = NULL WHERE " + mark("event_id"), nil},
		// What was moved has another history: its log begins anew.
		{"beginning logs anew", "DELETE FROM place_log_lines WHERE shift_id IN (" + demoShifts + ")", nil},
	}
}
