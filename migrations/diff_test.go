package migrations_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"erikti/internal/pgtest"
	"erikti/migrations/diff/plan"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// copied copies a folder of migrations, so that nothing is written into it.
func copied(t *testing.T, folder string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(content)
	}
	return all
}

// The migrations lead to the schema that the program has: there is no more to
// write, and their checksums are those that are kept.
func TestG6_TheMigrationsLeadToTheSchema(t *testing.T) {
	for name, target := range map[string]func(dir string) plan.Target{
		"sqlite":   plan.SQLite,
		"postgres": func(dir string) plan.Target { return plan.Postgres(dir, pgtest.URL(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := copied(t, name)
			before := files(t, dir)
			if err := target(dir).Diff(t.Context(), "should_be_empty"); err != nil {
				t.Fatal(err)
			}
			after := files(t, dir)
			for file, content := range after {
				if before[file] != content {
					t.Errorf("written to %s:\n%.2000s", file, content)
				}
			}
			if len(after) < 2 {
				t.Errorf("%d files", len(after))
			}
		})
	}
}

// A migration that is taken away is seen: the test above can fail.
func TestG6_AMissingMigrationIsSeen(t *testing.T) {
	dir := copied(t, "sqlite")
	content := "-- +goose Up\nCREATE TABLE accounts (id text NOT NULL PRIMARY KEY);\n"
	for _, name := range slices.Sorted(maps.Keys(files(t, dir))) {
		if filepath.Ext(name) == ".sql" {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			content = "-- +goose Up\nSELECT 1;\n"
		}
	}
	before := len(files(t, dir))
	if err := plan.SQLite(dir).Diff(t.Context(), "all_the_rest"); err != nil {
		t.Fatal(err)
	}
	if after := len(files(t, dir)); after != before+1 {
		t.Errorf("%d files, then %d", before, after)
	}
}
