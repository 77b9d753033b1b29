package place

import (
	"bytes"
	"context"
	stdsql "database/sql"
	"fmt"

	"erikti/ent/gen"
	"erikti/internal/chain"
	"erikti/internal/seal"
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
type Verified struct {
	Shifts, Lines, Faults int
	// Unnamed are shifts whose log began beside people whom it does not name: of these,
	// counters are compared, not who.
	Unnamed int
}

// verifiedAtOnce is how many shifts are compared in one snapshot of the database.
const verifiedAtOnce = 200

// Verify replays the logs of all shifts to the state and compares: the chain of hashes
// from the first line to the head that the shift has; each line with what could happen
// after the one before it, also that nobody was overtaken in the queue who was not
// passed; and the end of it with who has a place, asks for one, waits (with which
// number) or is offered one (until when), and with the shift's counters. What an
// organizer wrote is compared with its hash, unless it was erased. Each fault is
// reported as it is found. It may run beside the servers.
func (e *Engine) Verify(ctx context.Context, report func(Fault), progress func(Verified)) (Verified, error) {
	var v Verified
	fault := func(f Fault) {
		v.Faults++
		report(f)
	}
	for last := ""; ; {
		n := 0
		err := e.snapshot(ctx, func(s snapshot) (err error) {
			n, last, err = s.verify(ctx, last, verifiedAtOnce, &v, fault)
			return err
		})
		if err != nil {
			return v, err
		}
		progress(v)
		if n < verifiedAtOnce {
			return v, e.snapshot(ctx, func(s snapshot) error { return s.orphans(ctx, fault) })
		}
	}
}

// snapshot is one state of the database.
type snapshot struct{ *stdsql.Tx }

// snapshot lets f read one state of the database, in the way of nobody.
func (e *Engine) snapshot(ctx context.Context, f func(snapshot) error) error {
	opts := &stdsql.TxOptions{ReadOnly: true}
	if e.store.Postgres() {
		opts.Isolation = stdsql.LevelRepeatableRead
	}
	tx, err := e.store.Reader().BeginTx(ctx, opts)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	return f(snapshot{tx})
}

// verify compares the next shifts after an id; it returns how many and the last one.
func (s snapshot) verify(ctx context.Context, after string, most int, v *Verified, fault func(Fault)) (int, string, error) {
	shifts, last, err := s.shifts(ctx, after, most)
	if err != nil || len(shifts) == 0 {
		return 0, after, err
	}
	replays := make(map[string]*replay, len(shifts))
	for id := range shifts {
		replays[id] = newReplay(id, fault)
	}
	lines := 0
	if err := s.lines(ctx, after, last, func(l *gen.PlaceLogLine) {
		if r := replays[l.ShiftID]; r != nil { // orphans are reported at the end
			r.line(l)
		}
		lines++
	}); err != nil {
		return 0, after, err
	}
	there, err := s.there(ctx, after, last)
	if err != nil {
		return 0, after, err
	}
	for id, row := range shifts {
		r := replays[id]
		r.end(row, there[id])
		if r.unnamed {
			v.Unnamed++
		}
	}
	if err := s.reasons(ctx, replays); err != nil {
		return 0, after, err
	}
	v.Shifts += len(shifts)
	v.Lines += lines
	return len(shifts), last, nil
}

// end compares what was replayed with the shift and its rows.
func (r *replay) end(s *gen.Shift, t *there) {
	now := places{s.Capacity, s.Confirmed, s.Held, s.Waitlisted}
	if t == nil {
		t = newThere()
	}
	if rows := t.places(s.Capacity); rows != now {
		r.say(0, "the counters are %+v, the rows %+v", now, rows)
	}
	for _, what := range t.wrong {
		r.say(0, "%s", what)
	}
	switch {
	case r.number == 0 && s.LogLength > 0:
		r.say(0, "its log is gone")
	case r.number == 0:
		return // nothing happened since it was made or imported
	case r.number != s.LogLength || !bytes.Equal(r.hash, s.LogHash):
		r.say(0, "its log ends with line %d, the shift knows of %d", r.number, s.LogLength)
	case r.after != now:
		r.say(0, "the counters are %+v, the log ends with %+v", now, r.after)
	}
	if !r.unnamed {
		r.compare(s, t)
	}
}

// reasons compares what organizers wrote with the hashes in the logs.
func (s snapshot) reasons(ctx context.Context, replays map[string]*replay) error {
	for _, r := range replays {
		for signupID, hash := range r.reasons {
			var text string
			var salt []byte
			err := s.QueryRowContext(ctx, `SELECT r.text, r.salt FROM reasons r JOIN signups g ON g.reason_id = r.id
				WHERE g.id = $1`, signupID).Scan(&text, &salt)
			if err == nil {
				text, err = seal.Open(text)
			}
			switch sum := chain.Salted(salt, text); {
			case err == stdsql.ErrNoRows: //nolint:errorlint // it is never wrapped
			case err != nil:
				return err
			case !bytes.Equal(sum, hash):
				r.say(0, "the reason of %s is not what was written", signupID)
			}
		}
	}
	return nil
}

// orphans reports rows of shifts and people that do not exist: on PostgreSQL no
// foreign key keeps them out.
func (s snapshot) orphans(ctx context.Context, fault func(Fault)) error {
	for _, table := range []string{"signups", "waitlist_entries"} {
		err := s.each(ctx, `SELECT x.shift_id, x.id FROM `+table+` x
			LEFT JOIN shifts s ON s.id = x.shift_id LEFT JOIN volunteers v ON v.id = x.volunteer_id
			WHERE s.id IS NULL OR v.id IS NULL ORDER BY x.id LIMIT 1000`, func(rows *stdsql.Rows) error {
			var shiftID, id string
			err := rows.Scan(&shiftID, &id)
			fault(Fault{ShiftID: shiftID, What: id + " points nowhere"})
			return err
		})
		if err != nil {
			return err
		}
	}
	return s.each(ctx, `SELECT shift_id, min(number) FROM place_log_lines l
		WHERE NOT EXISTS (SELECT 1 FROM shifts s WHERE s.id = l.shift_id) GROUP BY shift_id ORDER BY shift_id LIMIT 1000`,
		func(rows *stdsql.Rows) error {
			f := Fault{What: "a line of no shift"}
			err := rows.Scan(&f.ShiftID, &f.Line)
			fault(f)
			return err
		})
}
