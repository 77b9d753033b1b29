package place

import (
	"bytes"
	"context"
	stdsql "database/sql"
	"encoding/json"
	"fmt"

	"erikti/ent/gen"
	"erikti/ent/gen/placelogline"
	"erikti/ent/gen/shift"
)

// Fault is something that is not as the log of places says.
type Fault struct {
	ShiftID string
	Line    int64 // 0: about the shift as a whole
	What    string
}

func (f Fault) String() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.ShiftID, f.What)
	}
	return fmt.Sprintf("%s, line %d: %s", f.ShiftID, f.Line, f.What)
}

// Verified says what was looked at.
type Verified struct{ Shifts, Lines, Faults int }

// Verify reads the logs of all shifts and compares: the chain of hashes from the
// first line to the head that the shift has, the counters of each line with what
// it tells, and those of the last line with the shift's and with its sign-ups,
// offers and waiting entries. Each fault is reported as it is found.
func (e *Engine) Verify(ctx context.Context, report func(Fault), progress func(Verified)) (Verified, error) {
	ctx = system(ctx)
	var v Verified
	fault := func(f Fault) {
		v.Faults++
		report(f)
	}
	last := ""
	for {
		shifts, err := e.store.Client.Shift.Query().Where(shift.IDGT(last)).
			Order(gen.Asc(shift.FieldID)).Limit(1000).All(ctx)
		if err != nil {
			return v, err
		}
		rows, err := e.countRows(ctx, last)
		if err != nil {
			return v, err
		}
		for _, s := range shifts {
			lines, err := e.verifyShift(ctx, s, rows[s.ID], fault)
			if err != nil {
				return v, err
			}
			v.Shifts++
			v.Lines += lines
			last = s.ID
		}
		progress(v)
		if len(shifts) < 1000 {
			return v, e.orphans(ctx, fault)
		}
	}
}

// countRows counts the rows behind the counters of the next shifts.
func (e *Engine) countRows(ctx context.Context, after string) (map[string]places, error) {
	rows := map[string]places{}
	r := reading{client: e.store.Client, postgres: e.store.Postgres()}
	err := r.each(ctx, `SELECT s.id,
		(SELECT count(*) FROM signups x WHERE x.shift_id = s.id AND x.state IN ('CONFIRMED', 'CHECKED_IN', 'COMPLETED')),
		(SELECT count(*) FROM offers x WHERE x.shift_id = s.id AND x.state = 'PENDING'),
		(SELECT count(*) FROM waitlist_entries x WHERE x.shift_id = s.id AND x.state = 'WAITING')
		FROM shifts s WHERE s.id > $1 ORDER BY s.id LIMIT 1000`, []any{after}, func(rs *stdsql.Rows) error {
		var id string
		var p places
		err := rs.Scan(&id, &p.confirmed, &p.held, &p.waitlisted)
		rows[id] = p
		return err
	})
	return rows, err
}

// orphans reports rows of shifts and people that do not exist: on PostgreSQL no
// foreign key keeps them out.
func (e *Engine) orphans(ctx context.Context, fault func(Fault)) error {
	r := reading{client: e.store.Client, postgres: e.store.Postgres()}
	for _, table := range []string{"signups", "waitlist_entries"} {
		err := r.each(ctx, `SELECT x.shift_id, x.id FROM `+table+` x
			LEFT JOIN shifts s ON s.id = x.shift_id LEFT JOIN volunteers v ON v.id = x.volunteer_id
			WHERE s.id IS NULL OR v.id IS NULL ORDER BY x.id LIMIT 1000`, nil, func(rows *stdsql.Rows) error {
			var shiftID, id string
			err := rows.Scan(&shiftID, &id)
			fault(Fault{ShiftID: shiftID, What: id + " points nowhere"})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) verifyShift(ctx context.Context, s *gen.Shift, rows places, fault func(Fault)) (int, error) {
	say := func(line int64, format string, args ...any) { fault(Fault{s.ID, line, fmt.Sprintf(format, args...)}) }
	now := places{s.Capacity, s.Confirmed, s.Held, s.Waitlisted}
	rows.capacity = s.Capacity
	if rows != now {
		say(0, "the counters are %+v, the rows %+v", now, rows)
	}
	var before *gen.PlaceLogLine
	count := 0
	for {
		query := e.store.Client.PlaceLogLine.Query().Where(placelogline.ShiftID(s.ID))
		if before != nil {
			query.Where(placelogline.NumberGT(before.Number))
		}
		lines, err := query.Order(gen.Asc(placelogline.FieldNumber)).Limit(1000).All(ctx)
		if err != nil {
			return count, err
		}
		for _, line := range lines {
			verifyLine(before, line, say)
			before = line
			count++
		}
		if len(lines) < 1000 {
			break
		}
	}
	switch {
	case before == nil && s.LogLength > 0:
		say(0, "its log is gone")
	case before == nil:
	case before.Number != s.LogLength || !bytes.Equal(before.Hash, s.LogHash):
		say(0, "its log ends with line %d, the shift knows of %d", before.Number, s.LogLength)
	case after(before) != now:
		say(0, "the counters are %+v, the log ends with %+v", now, after(before))
	}
	return count, nil
}

func after(l *gen.PlaceLogLine) places { return places{l.Capacity, l.Confirmed, l.Held, l.Waitlisted} }

func verifyLine(before, line *gen.PlaceLogLine, say func(int64, string, ...any)) {
	var hash []byte
	number := int64(1)
	if before != nil {
		hash, number = before.Hash, before.Number+1
	}
	if line.Number != number {
		say(line.Number, "line %d is missing", number)
	}
	if !bytes.Equal(line.Hash, chained(hash, line)) {
		say(line.Number, "its hash is not that of what it says")
	}
	if before == nil {
		if LogKind(line.Kind) != LogBegun {
			say(line.Number, "a log begins with %s, this one with %s", LogBegun, line.Kind)
		}
		return
	}
	var d detail
	if err := json.Unmarshal([]byte(line.Detail), &d); err != nil {
		say(line.Number, "its detail cannot be read")
		return
	}
	if want := told(after(before), line, d); after(line) != want {
		say(line.Number, "after %s the counters are %+v, not %+v", line.Kind, want, after(line))
	}
}

// told is what the counters are after a line, by what it tells.
func told(p places, l *gen.PlaceLogLine, d detail) places {
	switch LogKind(l.Kind) {
	case LogConfirmed:
		p.confirmed++
		switch d.Via {
		case viaQueue:
			p.waitlisted--
		case viaOffer:
			p.held--
		}
	case LogQueued:
		p.waitlisted++
	case LogOffered:
		p.waitlisted--
		p.held++
	case LogOfferDeclined, LogRemoved:
		p.held--
	case LogLapsed:
		p.held--
		p.waitlisted++
	case LogLeft:
		p.waitlisted--
	case LogCancelled, LogReleased:
		p.confirmed--
	case LogCapacity:
		p.capacity = l.Capacity
	case LogQueueClosed:
		p.held, p.waitlisted = 0, 0
	case LogShiftCancelled:
		p.confirmed = l.Confirmed // those who completed it stay
	}
	return p
}
