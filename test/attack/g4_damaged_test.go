package attack

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/store"
)

// damages are what can happen to a database file.
var damages = map[string]func(good []byte) []byte{
	"a page in the middle": func(b []byte) []byte {
		for i := len(b) / 2; i < len(b)/2+4096; i++ {
			b[i] ^= 0x5a
		}
		return b
	},
	"the header":    func(b []byte) []byte { copy(b, "Not SQLite at all"); return b },
	"the schema":    func(b []byte) []byte { copy(b[100:], bytes.Repeat([]byte{0xff}, 3000)); return b },
	"cut in half":   func(b []byte) []byte { return b[:len(b)/2+100] },
	"a text":        func([]byte) []byte { return []byte("Dear diary, this is no database.\n") },
	"another's zip": func([]byte) []byte { return append([]byte("PK\x03\x04"), make([]byte, 9000)...) },
}

// A damaged file is refused at start, untouched, with advice; what is advised works.
func TestG4_DamagedFiles(t *testing.T) {
	source := filled(t)
	dir := t.TempDir()
	backup := filepath.Join(dir, "copy.db")
	if err := store.Backup(context.Background(), source, backup); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(fileOf(source))
	if err != nil {
		t.Fatal(err)
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			database := apptest.SQLite(t)
			if err := os.WriteFile(fileOf(database), damage(bytes.Clone(good)), 0o600); err != nil {
				t.Fatal(err)
			}
			before := folder(t, filepath.Dir(fileOf(database)))
			why := startFails(t, database)
			if !strings.Contains(why, "damaged") || !strings.Contains(why, "erikti restore COPY") || strings.Contains(why, "TRY_AGAIN") {
				t.Errorf("it says: %s", why)
			}
			untouched(t, before, folder(t, filepath.Dir(fileOf(database))))

			if err := store.Restore(context.Background(), database, backup); err != nil {
				t.Fatalf("what it advises: %v", err)
			}
			s := apptest.Start(t, database)
			countersMatch(t, s.App.Store().Reader())
			if events := s.As("").Do(t, `{ events { totalCount } }`, nil).At("events", "totalCount"); events != 5.0 {
				t.Errorf("%v events", events)
			}
		})
	}
}

// What the program cannot open or write it names, with what to do.
func TestG4_FilesThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	for name, path := range map[string]string{"no folder": filepath.Join(dir, "no", "erikti.db"), "a folder": dir} {
		if why := startFails(t, "sqlite:"+path); !strings.Contains(why, "cannot be opened and written") || !strings.Contains(why, "DATABASE_URL") {
			t.Errorf("%s: %s", name, why)
		}
	}
}
