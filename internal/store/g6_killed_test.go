package store

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"erikti/internal/pgtest"
	"erikti/migrations"
)

// halfWay is a migration to be killed in the middle: on PostgreSQL it waits for a
// lock that the test holds, on SQLite it writes more than its cache takes, so that
// some of it is in the log of changes.
var halfWay = map[string]string{
	"postgres": "CREATE TABLE half (a text);\nDELETE FROM event_directions;\nSELECT pg_advisory_xact_lock(20201205);\n",
	"sqlite": "CREATE TABLE half (a text);\nDELETE FROM event_directions;\n" +
		"INSERT INTO half WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT hex(randomblob(500)) FROM n LIMIT 300000;\n",
}

// migrateHalfWay is what the process does that is killed.
func migrateHalfWay(database string) error {
	t, err := parseURL(database)
	if err != nil {
		return err
	}
	folder := "postgres"
	if t.path != "" {
		folder = "sqlite"
	}
	files, err := migrations.For(folder)
	if err != nil {
		return err
	}
	all := fstest.MapFS{}
	for _, name := range []string{"20261122000001_initial.sql", "20261122000002_signups_no_overlap.sql"} {
		if f, err := files.Open(name); err == nil {
			content, err := io.ReadAll(f)
			if err != nil {
				return err
			}
			all[name] = &fstest.MapFile{Data: content}
		}
	}
	if t.path != "" {
		return migrateSQLite(context.Background(), t.path, and(all, halfWay[folder]))
	}
	return migratePostgres(context.Background(), t.dsn, and(all, halfWay[folder]))
}

// A process that is killed in the middle of a migration leaves nothing behind; the
// next one that starts migrates.
func TestG6_AProcessThatIsKilledHalfWay(t *testing.T) {
	onEach(t, func(t *testing.T, d empty) {
		all := released(t, d.folder)
		if err := d.migrate(all); err != nil {
			t.Fatal(err)
		}
		execute(t, d.db, rows...)
		inTheMiddle := func() bool {
			info, err := os.Stat(strings.TrimPrefix(d.url, "sqlite:") + "-wal")
			return err == nil && info.Size() > 5<<20
		}
		if d.folder == "postgres" {
			release := hold(t, d.db)
			defer release()
			inTheMiddle = func() bool {
				return number(t, d.db, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 1
			}
		}
		binary, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		process := exec.Command(binary)
		process.Env = append(os.Environ(), asMigration+"="+d.url)
		if err := process.Start(); err != nil {
			t.Fatal(err)
		}
		await(t, "the middle of the migration", inTheMiddle)
		if err := process.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := process.Wait(); err == nil {
			t.Fatal("the process ended by itself")
		}
		if n := number(t, d.db, survived); n != 2 {
			t.Errorf("%d of 2 places are seen", n)
		}
		if d.folder == "postgres" {
			endOthers(t, d.db)
		}
		if err := d.migrate(and(all, "CREATE TABLE half (a text);\n")); err != nil {
			t.Fatalf("the next start: %v", err)
		}
		if n := number(t, d.db, survived); n != 2 {
			t.Errorf("%d of 2 places survive", n)
		}
	})
}

// hold takes the lock at which the migration waits.
func hold(t *testing.T, db *sql.DB) (release func()) {
	t.Helper()
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(context.Background(), "SELECT pg_advisory_lock(20201205)"); err != nil {
		t.Fatal(err)
	}
	return func() { _ = conn.Close() }
}

// endOthers ends what the server still does for the process that was killed: it
// would notice by itself at its next word to it.
func endOthers(t *testing.T, db *sql.DB) {
	t.Helper()
	execute(t, db, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
	await(t, "the end of the killed process's session", func() bool {
		return number(t, db, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 0
	})
}

func await(t *testing.T, what string, reached func() bool) {
	t.Helper()
	for range 2000 {
		if reached() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s does not come", what)
}

// overlaps is the constraint as PostgreSQL writes it.
const overlaps = "EXCLUDE USING gist (box(" +
	"point((person_no)::double precision, date_part('epoch'::text, (starts_at AT TIME ZONE 'UTC'::text))), " +
	"point((person_no)::double precision, (date_part('epoch'::text, (ends_at AT TIME ZONE 'UTC'::text)) - (0.001)::double precision))) WITH &&) " +
	"WHERE ((takes_time AND (((state)::text = 'CONFIRMED'::text) OR ((state)::text = 'CHECKED_IN'::text) OR ((state)::text = 'COMPLETED'::text))))"

// No two people have the same hour twice: the constraint that ent has no words for
// stands after all migrations.
func TestG6_TheConstraintOnOverlapsStands(t *testing.T) {
	d := opened(t, "postgres", migrated(t))
	var definition string
	if err := d.QueryRow("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'signups_no_overlap' AND contype = 'x' AND convalidated").
		Scan(&definition); err != nil || definition != overlaps {
		t.Fatalf("%v %s", err, definition)
	}
	execute(t, d, rows...)
	execute(t, d, `INSERT INTO shifts (id, created_at, updated_at, title_en, starts_at, ends_at, capacity, event_id) SELECT 'shf_2', created_at, updated_at, title_en, starts_at, ends_at, 9, event_id FROM shifts`)
	place := func(from, to, state string) error {
		_, err := d.Exec(fmt.Sprintf(`INSERT INTO signups (id, created_at, updated_at, person_no, starts_at, ends_at, state, shift_id, volunteer_id)
			VALUES ('sgn_' || gen_random_uuid(), now(), now(), 1, '2026-02-01 %s+00', '2026-02-01 %s+00', '%s', 'shf_2', 'vol_1')`, from, to, state))
		return err
	}
	for _, state := range []string{"CONFIRMED", "CHECKED_IN", "COMPLETED"} {
		for _, from := range []string{"11:59", "11:59:59.99"} {
			if err := place(from, "13:00", state); Constraint(err) != "signups_no_overlap" {
				t.Errorf("%s at the same time, from %s: %v", state, from, err)
			}
		}
	}
	if err := place("11:00", "13:00", "CANCELLED"); err != nil {
		t.Errorf("a place that was given up: %v", err)
	}
	if err := place("12:00", "13:00", "CONFIRMED"); err != nil {
		t.Errorf("one that begins when the other ends: %v", err)
	}
}

// migrated returns the address of a database after all migrations.
func migrated(t *testing.T) string {
	t.Helper()
	url := pgtest.URL(t)
	st, err := Open(context.Background(), url, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return url
}
