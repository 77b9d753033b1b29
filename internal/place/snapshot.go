package place

import (
	"context"
	stdsql "database/sql"
	"fmt"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/signup"
)

// there is who is on a shift, by the rows: by person number.
type there struct {
	confirmed map[int64]string // the sign-up
	requested map[int64]position
	waiting   map[int64]position
	offered   map[int64]offered
	wrong     []string // rows that contradict themselves
}

// position is a number in the queue, and the row that has it.
type position struct {
	of  string
	seq int64
}

// offered is an offer that stands: the entry it was made for keeps its number.
type offered struct {
	of, entry string
	seq       int64
	until     int64 // Unix seconds
}

func newThere() *there {
	return &there{map[int64]string{}, map[int64]position{}, map[int64]position{}, map[int64]offered{}, nil}
}

func (t *there) places(capacity int) places {
	return places{capacity, len(t.confirmed), len(t.offered), len(t.waiting)}
}

func (t *there) doubt(format string, args ...any) {
	t.wrong = append(t.wrong, fmt.Sprintf(format, args...))
}

// each runs a statement and scans its rows.
func (s snapshot) each(ctx context.Context, query string, scan func(*stdsql.Rows) error, args ...any) error {
	rows, err := s.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// shifts reads the next shifts after an id, and says which is the last.
func (s snapshot) shifts(ctx context.Context, after string, most int) (map[string]*gen.Shift, string, error) {
	shifts, last := map[string]*gen.Shift{}, after
	err := s.each(ctx, `SELECT id, capacity, confirmed, held, waitlisted, last_seq, log_length, log_hash, starts_at, ends_at
		FROM shifts WHERE id > $1 ORDER BY id LIMIT $2`, func(rows *stdsql.Rows) error {
		s := &gen.Shift{}
		err := rows.Scan(&s.ID, &s.Capacity, &s.Confirmed, &s.Held, &s.Waitlisted, &s.LastSeq,
			&s.LogLength, &s.LogHash, &s.StartsAt, &s.EndsAt)
		shifts[s.ID], last = s, s.ID
		return err
	}, after, most)
	return shifts, last, err
}

// lines reads the logs of the shifts after an id up to another one.
func (s snapshot) lines(ctx context.Context, after, last string, f func(*gen.PlaceLogLine)) error {
	return s.each(ctx, `SELECT shift_id, number, at, kind, person_no, actor, actor_no, detail, capacity, confirmed, held, waitlisted, hash
		FROM place_log_lines WHERE shift_id > $1 AND shift_id <= $2 ORDER BY shift_id, number`, func(rows *stdsql.Rows) error {
		l := &gen.PlaceLogLine{}
		err := rows.Scan(&l.ShiftID, &l.Number, &l.At, &l.Kind, &l.PersonNo, &l.Actor, &l.ActorNo, &l.Detail,
			&l.Capacity, &l.Confirmed, &l.Held, &l.Waitlisted, &l.Hash)
		if err == nil {
			f(l)
		}
		return err
	}, after, last)
}

// there reads who is on the shifts after an id up to another one. The person number of
// a row must be that of its person, the times of a place those of its shift.
func (s snapshot) there(ctx context.Context, after, last string) (map[string]*there, error) {
	all := map[string]*there{}
	on := func(shiftID string) *there {
		if all[shiftID] == nil {
			all[shiftID] = newThere()
		}
		return all[shiftID]
	}
	err := s.each(ctx, `SELECT g.shift_id, g.id, g.person_no, v.person_no, g.state, coalesce(g.seq, 0), g.starts_at, g.ends_at, h.starts_at, h.ends_at
		FROM signups g JOIN shifts h ON h.id = g.shift_id JOIN volunteers v ON v.id = g.volunteer_id
		WHERE g.shift_id > $1 AND g.shift_id <= $2 AND g.state IN ('REQUESTED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED')`,
		func(rows *stdsql.Rows) error {
			var shiftID string
			var p position
			var no, own int64
			var state signup.State
			var from, to, shiftFrom, shiftTo time.Time
			if err := rows.Scan(&shiftID, &p.of, &no, &own, &state, &p.seq, &from, &to, &shiftFrom, &shiftTo); err != nil {
				return err
			}
			t := on(shiftID)
			if no != own {
				t.doubt("%s is of the person number %d, not %d", p.of, own, no)
			}
			if !from.Equal(shiftFrom) || !to.Equal(shiftTo) {
				t.doubt("%s has another time", p.of)
			}
			if state == signup.StateREQUESTED {
				t.requested[no] = p
			} else {
				t.confirmed[no] = p.of
			}
			return nil
		}, after, last)
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, `SELECT e.shift_id, e.id, e.seq, e.person_no, v.person_no FROM waitlist_entries e
		JOIN volunteers v ON v.id = e.volunteer_id
		WHERE e.shift_id > $1 AND e.shift_id <= $2 AND e.state = 'WAITING'`, func(rows *stdsql.Rows) error {
		var shiftID string
		var p position
		var no, own int64
		if err := rows.Scan(&shiftID, &p.of, &p.seq, &no, &own); err != nil {
			return err
		}
		t := on(shiftID)
		if no != own {
			t.doubt("%s is of the person number %d, not %d", p.of, own, no)
		}
		t.waiting[no] = p
		return nil
	}, after, last)
	if err != nil {
		return nil, err
	}
	return all, s.each(ctx, `SELECT o.shift_id, o.id, o.entry_id, o.expires_at, e.seq, e.person_no, v.person_no, e.state, e.shift_id FROM offers o
		JOIN waitlist_entries e ON e.id = o.entry_id JOIN volunteers v ON v.id = o.volunteer_id
		WHERE o.shift_id > $1 AND o.shift_id <= $2 AND o.state = 'PENDING'`, func(rows *stdsql.Rows) error {
		var shiftID, state, where string
		var o offered
		var no, own int64
		var until time.Time
		if err := rows.Scan(&shiftID, &o.of, &o.entry, &until, &o.seq, &no, &own, &state, &where); err != nil {
			return err
		}
		o.until = until.Unix()
		t := on(shiftID)
		if no != own || state != "OFFERED" || where != shiftID {
			t.doubt("%s is not for %s", o.of, o.entry)
		}
		t.offered[no] = o
		return nil
	}, after, last)
}
