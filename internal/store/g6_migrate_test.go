package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// rows of two people with a place on one shift: parents, children, and a child that
// goes with its parent.
var rows = []string{
	`INSERT INTO directions (id, name_en, code, position) VALUES ('dir_1', 'Social', 'SOCIAL', 1)`,
	`INSERT INTO organizations (id, created_at, updated_at, name_en, legal_form, status) VALUES ('org_1', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', 'One', 'NGO', 'VERIFIED')`,
	`INSERT INTO events (id, created_at, updated_at, title_en, starts_at, ends_at, time_zone, state, organization_id) VALUES ('evt_1', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', 'One', '2026-02-01 08:00:00+00:00', '2026-02-01 18:00:00+00:00', 'Asia/Almaty', 'PUBLISHED', 'org_1')`,
	`INSERT INTO event_directions (event_id, direction_id) VALUES ('evt_1', 'dir_1')`,
	`INSERT INTO shifts (id, created_at, updated_at, title_en, starts_at, ends_at, capacity, confirmed, event_id) VALUES ('shf_1', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', 'One', '2026-02-01 09:00:00+00:00', '2026-02-01 12:00:00+00:00', 2, 2, 'evt_1')`,
	`INSERT INTO volunteers (id, created_at, updated_at, public_number, person_no, given_name, family_name, locale) VALUES ('vol_1', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', '100000001', 1, 'A', 'B', 'kk'), ('vol_2', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', '100000002', 2, 'C', 'D', 'ru')`,
	`INSERT INTO signups (id, created_at, updated_at, person_no, starts_at, ends_at, shift_id, volunteer_id) VALUES ('sgn_1', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', 1, '2026-02-01 09:00:00+00:00', '2026-02-01 12:00:00+00:00', 'shf_1', 'vol_1'), ('sgn_2', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', 2, '2026-02-01 09:00:00+00:00', '2026-02-01 12:00:00+00:00', 'shf_1', 'vol_2')`,
	`INSERT INTO hour_entries (id, created_at, updated_at, date, minutes, event_id, organization_id, volunteer_id) VALUES ('hrs_1', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', '2026-02-01', 180, 'evt_1', 'org_1', 'vol_1')`,
}

// survived says whether every row is there, with what it points to.
const survived = `SELECT count(*) FROM events e JOIN shifts s ON s.event_id = e.id JOIN signups u ON u.shift_id = s.id
	JOIN event_directions d ON d.event_id = e.id JOIN hour_entries h ON h.event_id = e.id JOIN organizations o ON o.id = e.organization_id`

// From the first migration, with rows in it, to the last.
func TestG6_FromTheFirstMigrationToTheLast(t *testing.T) {
	onEach(t, func(t *testing.T, d empty) {
		all := released(t, d.folder)
		first := slices.Sorted(maps.Keys(all))[0]
		if err := d.migrate(fstest.MapFS{first: all[first]}); err != nil {
			t.Fatal(err)
		}
		execute(t, d.db, rows...)
		st, err := Open(context.Background(), d.url, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close() //nolint:errcheck // only read
		if n := number(t, d.db, survived); n != 2 {
			t.Errorf("%d of 2 places survive", n)
		}
		if n := number(t, d.db, "SELECT count(DISTINCT version_id) FROM goose_db_version WHERE version_id > 0"); n != len(all) {
			t.Errorf("%d of %d migrations", n, len(all))
		}
	})
}

// rebuild writes a migration that rebuilds a table as Atlas does for SQLite.
func rebuild(t *testing.T, d empty, table string) string {
	t.Helper()
	var create string
	if err := d.db.QueryRow("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", table).Scan(&create); err != nil {
		t.Fatal(err)
	}
	_, columns, _ := strings.Cut(create, "(") // SQLite quotes a renamed table its own way
	create = "CREATE TABLE `new_" + table + "` (" + columns
	return "PRAGMA foreign_keys = off;\n" + create + ";\n" +
		"INSERT INTO `new_" + table + "` SELECT * FROM `" + table + "`;\n" +
		"DROP TABLE `" + table + "`;\n" +
		"ALTER TABLE `new_" + table + "` RENAME TO `" + table + "`;\n" +
		"PRAGMA foreign_keys = on;\n"
}

// SQLite changes a column by making the table anew. The children of its rows stay,
// those that would be deleted with them too.
func TestG6_ATableThatIsRebuiltKeepsItsChildren(t *testing.T) {
	for _, table := range []string{"events", "organizations", "shifts", "volunteers", "directions"} {
		t.Run(table, func(t *testing.T) {
			onSQLite(t, func(t *testing.T, d empty) {
				all := released(t, d.folder)
				if err := d.migrate(all); err != nil {
					t.Fatal(err)
				}
				execute(t, d.db, rows...)
				before := number(t, d.db, survived)
				if err := d.migrate(and(all, rebuild(t, d, table))); err != nil {
					t.Fatal(err)
				}
				if n := number(t, d.db, survived); n != before || n != 2 {
					t.Errorf("%d of %d places survive", n, before)
				}
				if n := number(t, d.db, "SELECT count(*) FROM pragma_foreign_key_check"); n != 0 {
					t.Errorf("%d rows point nowhere", n)
				}
			})
		})
	}
}

// A migration that loses what others point to is told as such.
func TestG6_RowsThatPointNowhereAreFound(t *testing.T) {
	onSQLite(t, func(t *testing.T, d empty) {
		all := released(t, d.folder)
		if err := d.migrate(all); err != nil {
			t.Fatal(err)
		}
		execute(t, d.db, rows...)
		if err := d.migrate(and(all, "DELETE FROM shifts;")); err == nil || !strings.Contains(err.Error(), "point nowhere") {
			t.Errorf("it says: %v", err)
		}
	})
}

// A migration that fails half-way leaves nothing behind; the next start goes on
// from where the last whole one ended.
func TestG6_AStatementThatFailsHalfWay(t *testing.T) {
	onEach(t, func(t *testing.T, d empty) {
		all := released(t, d.folder)
		if err := d.migrate(all); err != nil {
			t.Fatal(err)
		}
		execute(t, d.db, rows...)
		bad := and(all, "CREATE TABLE half (a text);\nINSERT INTO half VALUES ('a');\nUPDATE events SET title_en = 'Half';\nDELETE FROM event_directions;\nINSERT INTO no_such_table VALUES (1);\n")
		for range 2 {
			if err := d.migrate(bad); err == nil || !strings.Contains(err.Error(), "migrating the database") {
				t.Errorf("it says: %v", err)
			}
		}
		if n := number(t, d.db, survived+" WHERE e.title_en = 'One'"); n != 2 {
			t.Errorf("%d of 2 places are as they were", n)
		}
		if _, err := d.db.Exec("SELECT * FROM half"); err == nil {
			t.Error("half a migration stays")
		}
		good := and(all, "CREATE TABLE half (a text);\n")
		for range 2 {
			if err := d.migrate(good); err != nil {
				t.Fatal(err)
			}
		}
		if n := number(t, d.db, "SELECT count(*) FROM goose_db_version WHERE version_id = 29990101000000"); n != 1 {
			t.Errorf("applied %d times", n)
		}
	})
}

// A database that a newer program migrated is refused, with what to do; it is not
// touched.
func TestG6_ANewerDatabaseIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, d empty) {
		all := released(t, d.folder)
		if err := d.migrate(and(all, "CREATE TABLE newer (a text);")); err != nil {
			t.Fatal(err)
		}
		st, err := Open(context.Background(), d.url, Options{})
		if err == nil {
			_ = st.Close()
			t.Fatal("it is opened")
		}
		for _, words := range []string{"newer program", "29990101000000", "start that program", "restore a copy"} {
			if !strings.Contains(err.Error(), words) {
				t.Errorf("no %q in: %v", words, err)
			}
		}
		if n := number(t, d.db, "SELECT count(*) FROM goose_db_version WHERE version_id > 0"); n != len(all)+1 {
			t.Errorf("%d versions", n)
		}
	})
}
