package demo

import (
	"context"
	"fmt"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/shift"
	"erikti/internal/civil"
	"erikti/internal/credit"
	"erikti/internal/place"
	"erikti/internal/store"
)

// week is the step in which the demo moves.
const week = 7 // days

// Roll moves the demo to the week of now, before the server answers anybody. It
// does nothing to a database without a demo.
//
// The demo's events move by whole weeks with everything in them: their shifts, and
// the places, queues and hours on those, also those of real people and a shift that
// somebody added. What happened at an event that is to come again is undone: it is
// published, its people are confirmed, nobody was checked in, its queue waits.
//
// Events that people created or imported stay where they are. Where a person has a
// place on one of them at the new time of a place in the demo, the place in the
// demo is given up, by the system, and goes to the queue.
//
// Last, the clock does for every shift what became due while no server ran.
func Roll(ctx context.Context, st *store.Store, now time.Time) error {
	today, err := dayOf(now)
	if err != nil {
		return err
	}
	nobody := func([]string) {} // watches before the server answers
	engine := place.New(st, nobody, func() time.Time { return now })
	filled, err := Filled(ctx, st)
	if err != nil || !filled {
		return err
	}
	moved := 0
	err = engine.Do(ctx, func(ctx context.Context, t *place.Tx) error {
		days, err := advance(ctx, t, today)
		if moved = days; err != nil || days == 0 {
			return err
		}
		return (&roll{t, sqlFor(st), days}).all(ctx)
	})
	if err != nil {
		return fmt.Errorf("moving the demo to today: %w", err)
	}
	if moved > 0 {
		if err := openYear(ctx, st, credit.New(st, engine, nobody, func() time.Time { return now }), today.Time().Year()); err != nil {
			return fmt.Errorf("opening a fiscal year of student credit: %w", err)
		}
	}
	for due := 1; due > 0; {
		if due, err = engine.Tick(ctx); err != nil {
			return fmt.Errorf("catching up with the clock: %w", err)
		}
	}
	return nil
}

// advance notes the new day of the demo and returns by how many days it moves. The
// row of the setting is the lock: of two programs that start at once, the second
// waits here, and then finds it done.
func advance(ctx context.Context, t *place.Tx, today civil.Date) (int, error) {
	setting, err := t.Setting.Get(ctx, daySetting)
	if gen.IsNotFound(err) {
		return 0, nil // reset a moment ago
	}
	if err != nil {
		return 0, err
	}
	made := civil.Date(setting.Value)
	days := wholeWeeks(int(today.Time().Sub(made.Time()).Hours()) / 24)
	if days == 0 {
		return 0, nil
	}
	result, err := t.ExecContext(ctx, "UPDATE settings SET value = $1 WHERE id = $2 AND value = $3",
		string(made.AddDays(days)), daySetting, string(made))
	if err != nil {
		return 0, err
	}
	rows, err := result.RowsAffected()
	if err != nil || rows == 0 {
		return 0, err
	}
	return days, nil
}

// wholeWeeks rounds days down, also below zero: a clock that was wrong may be put
// back.
func wholeWeeks(days int) int {
	rest := days % week
	if rest < 0 {
		rest += week
	}
	return days - rest
}

// roll is one move, in a transaction.
type roll struct {
	*place.Tx
	sql  sql
	days int
}

func (r *roll) all(ctx context.Context) error {
	if err := r.lock(ctx); err != nil {
		return err
	}
	if err := prune(ctx, r.Tx.Tx, r.sql.postgres, r.Now); err != nil {
		return err
	}
	freed, err := r.yield(ctx)
	if err != nil {
		return err
	}
	for _, statement := range r.statements() {
		if _, err := r.ExecContext(ctx, statement.sql, statement.args...); err != nil {
			return fmt.Errorf("%s: %w", statement.what, err)
		}
	}
	if err := r.plan(ctx); err != nil {
		return err
	}
	if err := r.turnBack(ctx); err != nil {
		return err
	}
	for _, id := range freed {
		if err := r.serve(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// lock takes the rows in the engine's order, events before shifts, should another
// server be at work.
func (r *roll) lock(ctx context.Context) error {
	if !r.sql.postgres {
		return nil // the writer is alone
	}
	for _, statement := range []string{
		"SELECT id FROM events WHERE " + mark("id") + " ORDER BY id FOR NO KEY UPDATE",
		"SELECT id FROM shifts WHERE " + mark("event_id") + " ORDER BY id FOR NO KEY UPDATE",
	} {
		if _, err := r.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// yield gives up the places in the demo that would overlap, once moved, with a
// place that stays (invariant 10). It returns the shifts that have room now.
func (r *roll) yield(ctx context.Context) ([]string, error) {
	rows, err := r.QueryContext(ctx, r.sql.collisions(r.days))
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // read to the end below
	type colliding struct{ signup, shift, volunteer, event string }
	var all []colliding
	for rows.Next() {
		var c colliding
		if err := rows.Scan(&c.signup, &c.shift, &c.volunteer, &c.event); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	var freed []string
	for _, c := range all {
		if _, err := r.ExecContext(ctx, `UPDATE signups
			SET state = 'CANCELLED', cancelled_by = 'SYSTEM', version = version + 1, updated_at = $1
			WHERE id = $2`, r.Now, c.signup); err != nil {
			return nil, err
		}
		// Who was not there has no hours (invariant 14: no minute counts twice).
		of := []any{c.volunteer, c.event}
		forget := append(forgetAwards("SELECT id FROM hour_entries WHERE volunteer_id = $1 AND event_id = $2", of...),
			statement{"forgetting hours", "DELETE FROM hour_entries WHERE volunteer_id = $1 AND event_id = $2", of})
		for _, s := range forget {
			if _, err := r.ExecContext(ctx, s.sql, s.args...); err != nil {
				return nil, fmt.Errorf("%s: %w", s.what, err)
			}
		}
		freed = append(freed, c.shift)
	}
	return freed, nil
}

// turnBack opens the shifts again that are to come again. Those that the clock has
// to move on are left to it: it also closes their queues.
func (r *roll) turnBack(ctx context.Context) error {
	ids, err := r.Shift.Query().Where(ofDemo).IDs(ctx)
	if err != nil {
		return err
	}
	shifts, err := r.LockShifts(ctx, ids...)
	if err != nil {
		return err
	}
	order := map[shift.State]int{shift.StateSCHEDULED: 0, shift.StateOPEN: 1, shift.StateCLOSED: 2, shift.StateENDED: 3}
	for _, s := range shifts {
		state, _ := place.StateAt(s.Shift, s.Edges.Event.State != event.StateDRAFT, r.Now)
		if state == shift.StateCANCELLED || order[state] >= order[s.State] {
			continue
		}
		if err := s.Reschedule(ctx); err != nil {
			return err
		}
	}
	return nil
}

// serve gives the free places of a shift to its queue.
func (r *roll) serve(ctx context.Context, id string) error {
	s, err := r.LockShift(ctx, id)
	if err != nil {
		return err
	}
	return s.Serve(ctx)
}
