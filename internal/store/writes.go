package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"erikti/ent/gen"
)

// Writes are rows of several tables that are written together. PostgreSQL gets them
// as one statement, so that a transaction waits for one answer and not for one a
// table; the parts do not see each other's rows, and none may need what another one
// makes or takes away.
type Writes struct {
	parts []write
}

// write is a statement for all rows whose arguments stand after others, or (SQLite)
// for one row.
type write struct {
	rows  *Rows
	text  func(before int) (string, []any)
	one   string
	apart bool
}

// Insert writes rows into a table.
func (w *Writes) Insert(table string, rows *Rows) {
	w.add(rows, rows.insertOne(table), func(before int) (string, []any) { return rows.insert(table, before) })
}

// InsertApart is Insert, once and before all others, for rows that an exclusion
// constraint keeps apart from those of other transactions. PostgreSQL writes a row and
// then looks for one that excludes it: two transactions that write such rows at the same
// moment each find the other's and wait for each other, which is a deadlock though both
// lock in the same order. With ON CONFLICT a row is taken back before it waits. The
// constraint is named: without a name every unique index is looked at before the row is
// written, and again then. Run returns ErrCollided when one stays out because of another
// transaction's.
func (w *Writes) InsertApart(table, constraint string, rows *Rows) {
	if rows.Len() == 0 {
		return
	}
	w.parts = slices.Insert(w.parts, 0, write{rows: rows, one: rows.insertOne(table), apart: true, text: func(before int) (string, []any) {
		text, args := rows.insert(table, before)
		return text + " ON CONFLICT ON CONSTRAINT " + constraint + " DO NOTHING", args
	}})
}

// Update changes the rows of a table whose id is in the first column of rows: each
// other column is set.
func (w *Writes) Update(table string, rows *Rows) {
	w.add(rows, rows.updateOne(table), func(before int) (string, []any) { return rows.update(table, before) })
}

func (w *Writes) add(rows *Rows, one string, text func(int) (string, []any)) {
	if rows.Len() > 0 {
		w.parts = append(w.parts, write{rows: rows, text: text, one: one})
	}
}

// Run writes everything. The first part that was added locks its rows first: that is
// how PostgreSQL goes about it, the statement itself and then the parts before it from
// the last to the first, though it does not promise so. Whoever depends on an order
// for more than deadlocks must not.
func (w *Writes) Run(ctx context.Context, tx *gen.Tx) error {
	if len(w.parts) == 0 {
		return nil
	}
	if !w.parts[0].rows.postgres {
		return w.oneByOne(ctx, tx)
	}
	var query strings.Builder
	var args []any
	for i := len(w.parts) - 1; i >= 0; i-- {
		text, more := w.parts[i].text(len(args))
		args = append(args, more...)
		switch {
		case i == 0:
			query.WriteString(text)
		case query.Len() == 0:
			fmt.Fprintf(&query, "WITH w%d AS (%s)", i, text)
		default:
			fmt.Fprintf(&query, ", w%d AS (%s)", i, text)
		}
		if i == 1 {
			query.WriteByte(' ')
		}
	}
	result, err := tx.ExecContext(ctx, query.String(), args...)
	if err != nil || !w.parts[0].apart {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || int(n) == w.parts[0].rows.Len() {
		return err
	}
	return ErrCollided
}

// oneByOne writes to SQLite, to which each row is a call and no round trip.
func (w *Writes) oneByOne(ctx context.Context, tx *gen.Tx) error {
	for _, p := range w.parts {
		for _, row := range p.rows.all {
			if _, err := tx.ExecContext(ctx, p.one, row...); err != nil {
				return err
			}
		}
	}
	return nil
}
