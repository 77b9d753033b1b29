package main

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/google/uuid"
)

const runtimeOS = runtime.GOOS

const (
	hotStatement = `WITH s AS (UPDATE bench_shifts SET confirmed = confirmed + 1 WHERE id = 's0' AND confirmed < capacity RETURNING id)
INSERT INTO bench_signups (shift_id, volunteer_id) SELECT id, gen_random_uuid()::text FROM s;
`
	spreadStatement = `\set n random(1, 2000)
WITH s AS (UPDATE bench_shifts SET confirmed = confirmed + 1 WHERE id = 's' || :n AND confirmed < capacity RETURNING id)
INSERT INTO bench_signups (shift_id, volunteer_id) SELECT id, gen_random_uuid()::text FROM s;
`
	// rowsStatement writes what 256 places on one shift leave behind, and nothing else: no
	// reading, no deciding, no client that sends it.
	rowsStatement = `WITH place AS (SELECT i, nextval('bench_people') AS n FROM generate_series(1, 256) i),
shift AS (UPDATE shifts SET confirmed = confirmed + 256, log_length = log_length + 256, version = version + 256, updated_at = now() WHERE id = 'SHIFT'),
keys AS (INSERT INTO idempotency_keys (id, created_at, input_hash, outcome)
 SELECT md5(n::text) || md5(i::text), now(), decode(md5(n::text) || md5(n::text), 'hex'), '{"signup":"sgn_00000000-0000-7000-8000-000000000000"}' FROM place),
log AS (INSERT INTO place_log_lines (shift_id, number, at, kind, person_no, actor, detail, capacity, confirmed, held, waitlisted, hash)
 SELECT 'SHIFT', n, now(), 'CONFIRMED', n, 'VOLUNTEER', '', 100000000, n, 0, 0, decode(md5(n::text) || md5(n::text), 'hex') FROM place)
INSERT INTO signups (id, created_at, updated_at, version, person_no, starts_at, ends_at, takes_time, state, source, seq, shift_id, volunteer_id)
 SELECT 'sgn_' || lpad(n::text, 36, '0'), now(), now(), 1, n, '2030-01-01', '2030-01-01 03:00', true, 'CONFIRMED', 'SELF', n, 'SHIFT', 'vol_' || lpad(n::text, 36, '0') FROM place;
`
	pgbenchHot    = "pgbench, one statement, one hot shift"
	pgbenchSpread = "pgbench, one statement, 2,000 shifts"
	asMany        = ", 256 clients"
	bareLoop      = "SQLite: bare loop, batches of 256"
)

// measures in the order in which they take turns.
func (w *world) measures() []measure {
	hot := func(n *network, clients int, keys bool) func(context.Context, time.Duration) (figures, error) {
		return func(ctx context.Context, within time.Duration) (figures, error) {
			where, err := n.shift(ctx, 100_000_000)
			if err != nil {
				return figures{}, err
			}
			return w.watched(ctx, n, func() (figures, error) { return n.crowd(ctx, clients, []string{where}, keys, within) })
		}
	}
	return []measure{
		{name: pgbenchHot, run: func(ctx context.Context, within time.Duration) (figures, error) {
			return w.pgbench(ctx, hotStatement, 32, within)
		}},
		{name: pgbenchHot + asMany, beside: pgbenchHot, run: func(ctx context.Context, within time.Duration) (figures, error) {
			return w.pgbench(ctx, hotStatement, 256, within)
		}},
		{name: "pgbench, the same, 1 client", beside: pgbenchHot, run: func(ctx context.Context, within time.Duration) (figures, error) {
			return w.pgbench(ctx, hotStatement, 1, within)
		}},
		{name: "pgbench, the rows of 256 places, 1 client", beside: pgbenchHot, run: w.rowsAlone},
		{name: "engine, 256 waiting", beside: pgbenchHot, equal: pgbenchHot + asMany, goal: 12, run: hot(w.postgres, 256, true)},
		{name: "engine, 256 waiting, no keys", beside: pgbenchHot, run: hot(w.postgres, 256, false)},
		{name: "engine, 256 waiting, no overlap guard", beside: pgbenchHot, run: func(ctx context.Context, within time.Duration) (figures, error) {
			return w.unguarded(ctx, func() (figures, error) { return hot(w.postgres, 256, true)(ctx, within) })
		}},
		{name: "engine, 256 waiting, no log", beside: pgbenchHot, run: func(ctx context.Context, within time.Duration) (figures, error) {
			return w.unlogged(ctx, func() (figures, error) { return hot(w.postgres, 256, true)(ctx, within) })
		}},
		{name: "engine, 32 waiting", beside: pgbenchHot, equal: pgbenchHot, goal: 4, run: hot(w.postgres, 32, true)},
		{name: pgbenchSpread, run: func(ctx context.Context, within time.Duration) (figures, error) {
			return w.pgbench(ctx, spreadStatement, 32, within)
		}},
		{name: pgbenchSpread + asMany, beside: pgbenchSpread, run: func(ctx context.Context, within time.Duration) (figures, error) {
			return w.pgbench(ctx, spreadStatement, 256, within)
		}},
		{name: "engine, 256 waiting, 2,000 shifts", beside: pgbenchSpread, equal: pgbenchSpread + asMany, goal: 4, run: func(ctx context.Context, within time.Duration) (figures, error) {
			shifts := make([]string, spread)
			for i := range shifts {
				var err error
				if shifts[i], err = w.postgres.shift(ctx, 100_000_000); err != nil {
					return figures{}, err
				}
			}
			return w.watched(ctx, w.postgres, func() (figures, error) { return w.postgres.crowd(ctx, 256, shifts, true, within) })
		}},
		{name: "over HTTP, 256 clients", beside: pgbenchHot, equal: pgbenchHot + asMany, goal: 4, run: w.api},
		{name: "the rush: 10,000 people, 500 places, 200 connections", run: w.rush},
		{name: bareLoop, run: w.bareLoop},
		{name: "SQLite: engine, 256 waiting", beside: bareLoop, goal: 0.5, run: hot(w.sqlite, 256, true)},
	}
}

// watched measures, and notes where the time went.
func (w *world) watched(ctx context.Context, n *network, run func() (figures, error)) (figures, error) {
	w.timing.reset()
	before := w.cpu(ctx, n)
	f, err := run()
	f.note = w.cpu(ctx, n).perPlace(before, float64(len(f.latencies)))
	if n.store.Postgres() {
		f.note += "; " + w.timing.shares()
	}
	return f, err
}

// unguarded measures with a constraint that keeps nobody from two places at a time, and
// puts the right one back.
func (w *world) unguarded(ctx context.Context, run func() (figures, error)) (figures, error) {
	db := w.postgres.store.DB()
	var definition string
	if err := db.QueryRowContext(ctx, "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'signups_no_overlap'").Scan(&definition); err != nil {
		return figures{}, err
	}
	const drop, add = "ALTER TABLE signups DROP CONSTRAINT signups_no_overlap; ", "ALTER TABLE signups ADD CONSTRAINT signups_no_overlap "
	if _, err := db.ExecContext(ctx, drop+add+strings.Replace(definition, " WHERE (", " WHERE (false AND ", 1)); err != nil {
		return figures{}, err
	}
	f, err := run()
	if err != nil {
		return f, err
	}
	_, err = db.ExecContext(ctx, "DELETE FROM signups WHERE starts_at > now(); "+drop+add+definition)
	return f, err
}

// unlogged measures without the lines of the log, which a trigger keeps out of their
// table; the trigger itself costs what a function call does.
func (w *world) unlogged(ctx context.Context, run func() (figures, error)) (figures, error) {
	db := w.postgres.store.DB()
	if _, err := db.ExecContext(ctx, `CREATE OR REPLACE FUNCTION bench_nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
		CREATE TRIGGER bench_no_log BEFORE INSERT ON place_log_lines FOR EACH ROW EXECUTE FUNCTION bench_nothing()`); err != nil {
		return figures{}, err
	}
	f, err := run()
	if err != nil {
		return f, err
	}
	_, err = db.ExecContext(ctx, "DROP TRIGGER bench_no_log ON place_log_lines")
	return f, err
}

// rowsAlone measures how fast the database itself writes the rows of places, 256 a
// statement: what no engine in front of it can pass.
func (w *world) rowsAlone(ctx context.Context, within time.Duration) (figures, error) {
	shift, err := w.postgres.shift(ctx, 100_000_000)
	if err != nil {
		return figures{}, err
	}
	if _, err := w.postgres.store.DB().ExecContext(ctx, "CREATE SEQUENCE IF NOT EXISTS bench_people START 1000000000 CACHE 256"); err != nil {
		return figures{}, err
	}
	f, err := w.pgbench(ctx, strings.ReplaceAll(rowsStatement, "SHIFT", shift), 1, within)
	f.perSecond *= 256
	return f, err
}

func bareSQLite(file string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", "file:"+file+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	_, err = db.Exec(`CREATE TABLE shifts (id TEXT PRIMARY KEY, confirmed INTEGER NOT NULL);
		INSERT INTO shifts VALUES ('s', 0);
		CREATE TABLE signups (id TEXT PRIMARY KEY, shift_id TEXT NOT NULL, volunteer_id TEXT NOT NULL);
		CREATE UNIQUE INDEX one ON signups (shift_id, volunteer_id)`)
	return db, err
}

// bareLoop writes one insert and one counter update for each place, 256 places a
// transaction.
func (w *world) bareLoop(ctx context.Context, within time.Duration) (figures, error) {
	insert, err := w.bare.PrepareContext(ctx, "INSERT INTO signups VALUES (?, 's', ?)")
	if err != nil {
		return figures{}, err
	}
	defer insert.Close() //nolint:errcheck // only measured
	count, err := w.bare.PrepareContext(ctx, "UPDATE shifts SET confirmed = confirmed + 1 WHERE id = 's'")
	if err != nil {
		return figures{}, err
	}
	defer count.Close() //nolint:errcheck // only measured
	n, start := 0, time.Now()
	for time.Since(start) < within {
		tx, err := w.bare.BeginTx(ctx, nil)
		if err != nil {
			return figures{}, err
		}
		for range 256 {
			if _, err := tx.StmtContext(ctx, insert).ExecContext(ctx, "sgn_"+uuid.NewString(), "vol_"+uuid.NewString()); err != nil {
				return figures{}, err
			}
			if _, err := tx.StmtContext(ctx, count).ExecContext(ctx); err != nil {
				return figures{}, err
			}
			n++
		}
		if err := tx.Commit(); err != nil {
			return figures{}, err
		}
	}
	return figures{perSecond: float64(n) / time.Since(start).Seconds(), note: fmt.Sprintf("%d places", n)}, nil
}
