package pgtest

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// programs makes a folder with something that looks like PostgreSQL's programs.
func programs(t *testing.T, elements ...string) string {
	t.Helper()
	dir := filepath.Join(elements...)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"initdb", "postgres"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestWhereProgramsAreFound(t *testing.T) {
	home := t.TempDir()
	was := homes
	homes = []string{filepath.Join(home, "*", "bin")}
	t.Cleanup(func() { homes = was })
	t.Setenv("ERIKTI_PG_BIN", "")
	t.Setenv("PATH", t.TempDir())

	expect := func(want string) {
		t.Helper()
		if got, err := findBinaries(); got != want || err != nil {
			t.Errorf("got %q and %v, want %q", got, err, want)
		}
	}
	if _, err := findBinaries(); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("nothing installed: got %v", err)
	}
	programs(t, home, "9", "bin")
	newest := programs(t, home, "17", "bin")
	programs(t, home, "15", "bin")
	if err := os.MkdirAll(filepath.Join(home, "18", "bin"), 0o755); err != nil { // empty
		t.Fatal(err)
	}
	expect(newest)

	// A distribution may put links on the PATH.
	links := t.TempDir()
	onPath := programs(t, t.TempDir(), "onpath")
	if err := os.Symlink(filepath.Join(onPath, "initdb"), filepath.Join(links, "initdb")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", links)
	expect(onPath)

	named := programs(t, t.TempDir(), "named")
	t.Setenv("ERIKTI_PG_BIN", named)
	expect(named)
	t.Setenv("ERIKTI_PG_BIN", links)
	if dir, err := findBinaries(); err == nil {
		t.Errorf("took %s though ERIKTI_PG_BIN names a folder without programs", dir)
	}
}
