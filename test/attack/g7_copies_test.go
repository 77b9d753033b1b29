package attack

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"erikti/internal/apptest"
	"erikti/internal/store"
)

// selfCheck opens a copy and looks whether it is whole and fits itself.
func selfCheck(t *testing.T, file string) {
	t.Helper()
	db := openFile(t, file)
	var answer string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&answer); err != nil || answer != "ok" {
		t.Errorf("%s %v", answer, err)
	}
	rows, err := db.Query("PRAGMA foreign_key_check")
	if err != nil || rows.Next() {
		t.Errorf("foreign keys: %v", err)
	}
	_ = rows.Close()
	countersMatch(t, db)
}

func openFile(t *testing.T, file string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+file+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// writing lets people take and give up places without a pause, until the function
// that is returned is called; nobody is refused.
func writing(t *testing.T, crowd []*apptest.Client, shift string) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for _, c := range crowd {
		all.Go(func() {
			for ctx.Err() == nil {
				a, err := c.Try(signUp, fields("shiftId", shift))
				if err != nil || codeOf(a) != "" {
					t.Errorf("signing up: %v %s", err, a.Body)
					return
				}
				query, in := cancelSignup, fields("signupId", a.Text("signUpForShift", "signup", "id"))
				if entry := a.Text("signUpForShift", "waitlistEntry", "id"); entry != "" {
					query, in = leave, fields("entryId", entry)
				}
				// Who waited may have got the place meanwhile: then that is refused.
				if a, err := c.Try(query, in); err != nil || a.Code() != "" {
					t.Errorf("giving up: %v %s", err, a.Body)
				} else if codeOf(a) != "" {
					return
				}
			}
		})
	}
	return func() { cancel(); all.Wait() }
}

// A copy of a database at which people write is whole, and does not take for ever
// because they write.
func TestG7_CopiesOfALiveDatabase(t *testing.T) {
	database := apptest.SQLite(t)
	s := apptest.Start(t, database)
	organizer, organization := organizer(s, "organizer")
	_, shift := organizer.Shift(t, organization, 3, 3)
	if _, err := s.App.Store().DB().Exec("INSERT INTO settings (id, value) VALUES ('large', ?)", repeat("large ", 2_000_000)); err != nil {
		t.Fatal(err)
	}
	stop := writing(t, people(t, s, 6), shift)
	dir := t.TempDir()
	for _, name := range []string{"first.db", "second copy?.db", "third%41#.db"} {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		done := make(chan error, 1)
		go func() { done <- store.Backup(ctx, database, filepath.Join(dir, name)) }()
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
		case <-ctx.Done():
			t.Fatal("the copy is never finished")
		}
		cancel()
	}
	stop()
	for i, name := range []string{"first.db", "second copy?.db", "third%41#.db"} {
		plain := filepath.Join(dir, string(rune('a'+i)))
		if err := os.Rename(filepath.Join(dir, name), plain); err != nil {
			t.Fatal(err)
		}
		selfCheck(t, plain)
	}
	if files := folder(t, dir); len(files) > 3+2*3 {
		t.Errorf("%d files", len(files))
	}
	countersMatch(t, s.App.Store().Reader())
}

// A copy that is put back under a running server is what people then see; who
// watches is told to connect again.
func TestG7_PuttingACopyBackUnderARunningServer(t *testing.T) {
	database := apptest.SQLite(t)
	s := apptest.Start(t, database)
	w := newWorld(t, s)
	crowd := people(t, s, 4)
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := store.Backup(t.Context(), database, copied); err != nil {
		t.Fatal(err)
	}
	then := w.As("").Do(t, `{ events { totalCount edges { node { id live { version confirmed waitlisted } } } } }`, nil)

	// What happens after the copy.
	later, _ := w.organizer.Shift(t, w.organization, 5, 30)
	w.volunteer.Do(t, cancelSignup, fields("signupId", w.signup))
	socket := watch(t, s, w.event)
	stop := writing(t, crowd, w.shift)
	if err := store.Restore(t.Context(), database, copied); err != nil {
		t.Fatal(err)
	}
	stop()

	closed := readUntilClosed(t, socket)
	if closed != websocket.CloseServiceRestart {
		t.Errorf("the socket was closed with %d", closed)
	}
	for _, c := range crowd { // they wrote until after the copy was back
		for i := range 5 {
			places := c.Do(t, `{ viewer { places { ... on Signup { id } ... on WaitlistEntry { entry: id } } } }`, nil)
			if places.Text("viewer", "places", 0, "id") == "" || i == 4 {
				break
			}
			c.Do(t, cancelSignup, fields("signupId", places.Text("viewer", "places", 0, "id")))
		}
	}
	now := w.As("").Do(t, `{ events { totalCount edges { node { id live { confirmed waitlisted } } } } }`, nil)
	if now.At("events", "totalCount") != then.At("events", "totalCount") {
		t.Errorf("then %s\nnow %s", then.Body, now.Body)
	}
	if a := w.As("").Do(t, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": later}); a.At("node") != nil {
		t.Errorf("an event from after the copy: %s", a.Body)
	}
	if a := w.volunteer.Do(t, signUp, fields("shiftId", w.shift)); codeOf(a) != "ALREADY_SIGNED_UP" {
		t.Errorf("a place given up after the copy: %s", a.Body)
	}
	_, shift := w.organizer.Shift(t, w.organization, 1, 40)
	if a := w.volunteer.Do(t, signUp, fields("shiftId", shift)); a.Text("signUpForShift", "signup", "state") != "CONFIRMED" {
		t.Errorf("signing up: %s", a.Body)
	}
	selfCheck(t, fileOf(database))
}

// watch opens a socket that watches an event and has got its first state.
func watch(t *testing.T, s *apptest.Server, event string) *websocket.Conn {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	socket, _, err := dialer.Dial("ws"+strings.TrimPrefix(s.URL, "http")+"/graphql", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = socket.Close() })
	for _, message := range []string{
		`{"type": "connection_init"}`,
		`{"type": "subscribe", "id": "1", "payload": {"query": "subscription { eventCapacity(eventId: \"` + event + `\") { version } }"}}`,
	} {
		if err := socket.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := socket.ReadMessage(); err != nil {
			t.Fatal(err)
		}
	}
	return socket
}

// readUntilClosed returns the code with which a socket is closed.
func readUntilClosed(t *testing.T, socket *websocket.Conn) int {
	t.Helper()
	if err := socket.SetReadDeadline(time.Now().Add(15 * time.Second)); err != nil {
		t.Fatal(err)
	}
	for {
		if _, _, err := socket.ReadMessage(); err != nil {
			if closed, ok := err.(*websocket.CloseError); ok {
				return closed.Code
			}
			t.Fatal(err)
		}
	}
}

// What is no copy is refused, and nothing is written: neither into the database nor
// beside or into the file.
func TestG7_FilesThatAreNoCopies(t *testing.T) {
	database := apptest.SQLite(t)
	s := apptest.Start(t, database)
	newWorld(t, s)
	dir := t.TempDir()
	copied := filepath.Join(dir, "copy.db")
	if err := store.Backup(t.Context(), database, copied); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name string, content []byte) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	altered := func(name, statement string) string {
		path := put(name, good)
		db := openFile(t, path)
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	db := openFile(t, foreign)
	if _, err := db.Exec("CREATE TABLE bookmarks (url text); INSERT INTO bookmarks VALUES ('a')"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct{ file, says string }{
		"a foreign database": {foreign, "not a copy of this program's database"},
		"one with a table of that name": {
			altered("other.db", "DROP TABLE goose_db_version"), "not a copy of this program's database",
		},
		"an empty file": {put("empty", nil), "not a copy of this program's database"},
		"a newer one": {
			altered("newer.db", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (29991231235959, 1)"), "newer program",
		},
		"one with rows that point nowhere": {
			altered("orphans.db", "PRAGMA foreign_keys = off; DELETE FROM events"), "rows that point nowhere",
		},
		"no file":  {filepath.Join(dir, "nothing"), "no such copy"},
		"a folder": {dir, "damaged, or no database"},
	}
	for name, damage := range damages {
		bytes := append([]byte(nil), good...)
		cases["damaged: "+name] = struct{ file, says string }{put("damaged.db", damage(bytes)), "damaged, or no database"}
	}
	before := contentOf(t, s.App.Store())
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			files := folder(t, filepath.Dir(c.file))
			err := store.Restore(t.Context(), database, c.file)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("it says: %v", err)
			}
			untouched(t, files, folder(t, filepath.Dir(c.file)))
		})
	}
	before.same(t, contentOf(t, s.App.Store()))

	files := folder(t, dir)
	if err := store.Backup(t.Context(), database, copied); err == nil || !strings.Contains(err.Error(), "name a new file") {
		t.Errorf("over a file that is there: %v", err)
	}
	if err := store.Backup(t.Context(), database, filepath.Join(dir, "no", "copy.db")); err == nil {
		t.Error("into a folder that is not there")
	}
	if err := store.Backup(t.Context(), "sqlite:"+filepath.Join(dir, "nothing.db"), filepath.Join(dir, "new.db")); err == nil {
		t.Error("of a database that is not there")
	}
	untouched(t, files, folder(t, dir))
}
