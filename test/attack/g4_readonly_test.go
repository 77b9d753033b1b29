package attack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// A file or a folder that one may not write is refused at start, with what to do.
func TestG4_WithoutRights(t *testing.T) {
	good, err := os.ReadFile(fileOf(filled(t)))
	if err != nil {
		t.Fatal(err)
	}
	for name, rights := range map[string]struct{ folder, file, lock os.FileMode }{
		"a file to read":           {0o777, 0o444, 0o666},
		"a file not to read":       {0o777, 0o000, 0o666},
		"a folder to read":         {0o555, 0o666, 0},
		"a folder, with a lock":    {0o555, 0o666, 0o666},
		"a folder not to enter":    {0o000, 0o666, 0},
		"a file and folder, read":  {0o555, 0o444, 0},
		"all to read, with a lock": {0o555, 0o444, 0o444},
	} {
		t.Run(name, func(t *testing.T) {
			dir := openFolder(t)
			path := filepath.Join(dir, "erikti.db")
			if err := os.WriteFile(path, good, 0o600); err != nil {
				t.Fatal(err)
			}
			if rights.lock != 0 {
				if err := os.WriteFile(path+".lock", nil, 0o600); err != nil {
					t.Fatal(err)
				}
				chmod(t, path+".lock", rights.lock)
			}
			chmod(t, path, rights.file)
			chmod(t, dir, rights.folder)
			code, said := run(t, true, []string{"DATABASE_URL=sqlite:" + path}, "migrate").wait(t)
			chmod(t, dir, 0o755)
			chmod(t, path, 0o600)
			if code != 2 || !strings.Contains(said, "cannot be opened and written") || !strings.Contains(said, "let this user write") {
				t.Errorf("exit %d: %s", code, said)
			}
			if now, err := os.ReadFile(path); err != nil || string(now) != string(good) {
				t.Errorf("the file changed: %v", err)
			}
		})
	}
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

// A database that cannot be written any more while the program runs: changes are
// TRY_AGAIN, reading goes on, and all works when it can be written again.
func TestG4_ReadOnlyWhileItRuns(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	db, before := w.App.Store().DB(), contentOf(t, w.App.Store())
	if _, err := db.Exec("PRAGMA query_only = on"); err != nil { // of the one connection that writes
		t.Fatal(err)
	}
	_, shift := w.event, w.notYet
	for _, a := range []*apptest.Answer{
		w.organizer.Ask(t, createEvent, with(w.draftInput(w.organization))),
		w.organizer.Ask(t, updateShift, fields("shiftId", shift, "capacity", 9)),
		w.volunteer.Ask(t, cancelSignup, fields("signupId", w.signup)),
	} {
		if a.Code() != "TRY_AGAIN" || !strings.Contains(string(a.Body), "Nothing can be written just now") && !strings.Contains(string(a.Body), "ештеңе жазу мүмкін емес") {
			t.Errorf("%s", a.Body)
		}
	}
	if a := w.As("").Do(t, `{ events { totalCount } }`, nil); a.At("events", "totalCount") != 5.0 {
		t.Errorf("reading: %s", a.Body)
	}
	before.same(t, contentOf(t, w.App.Store()))
	if _, err := db.Exec("PRAGMA query_only = off"); err != nil {
		t.Fatal(err)
	}
	if a := w.volunteer.Do(t, cancelSignup, fields("signupId", w.signup)); codeOf(a) != "" {
		t.Errorf("afterwards: %s", a.Body)
	}
}
