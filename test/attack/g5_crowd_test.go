package attack

import (
	"context"
	"database/sql"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"erikti/internal/apptest"
)

// longReader opens a connection of somebody else and begins to read: what it sees
// stays, until the function that is returned ends it.
func longReader(t *testing.T, path string) func() {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	rows, err := db.QueryContext(context.Background(), "SELECT id FROM districts UNION ALL SELECT id FROM districts UNION ALL SELECT id FROM events")
	if err != nil || !rows.Next() {
		t.Fatalf("%v", err)
	}
	var once sync.Once
	end := func() { once.Do(func() { _ = rows.Close() }) }
	t.Cleanup(end)
	return end
}

// 64 people who write at once beside one who reads for long, and others who ask:
// nobody hears of a lock, nothing is lost.
func TestG5_ManyWritersAndALongReader(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	organizer, organization := organizer(s, "organizer")
	_, shift := organizer.Shift(t, organization, 20, 3)
	_, second := organizer.Shift(t, organization, 1000, 9)
	crowd := people(t, s, 64)
	end := longReader(t, s.App.Store().Path())
	mark := logMark()

	asking, stop := context.WithCancel(t.Context())
	var all, asks sync.WaitGroup
	for range 4 {
		asks.Go(func() {
			for asking.Err() == nil {
				if a, err := s.As("").Try(`{ events { totalCount edges { node { live { confirmed } } } } }`, nil); err != nil || a.Code() != "" {
					t.Errorf("asking: %v %s", err, a.Body)
				}
			}
		})
	}
	var confirmed, waiting atomic.Int32
	for _, c := range crowd {
		all.Go(func() {
			if a, err := c.Try(signUp, fields("shiftId", second)); err != nil || a.Text("signUpForShift", "signup", "state") != "CONFIRMED" {
				t.Errorf("the large shift: %v %s", err, a.Body)
			}
			a, err := c.Try(signUp, fields("shiftId", shift))
			switch {
			case err != nil || codeOf(a) != "":
				t.Errorf("the small shift: %v %s", err, a.Body)
			case a.Text("signUpForShift", "signup", "id") != "":
				confirmed.Add(1)
			default:
				waiting.Add(1)
			}
		})
	}
	all.Wait()
	stop()
	asks.Wait()
	end()
	if confirmed.Load() != 20 || waiting.Load() != 44 {
		t.Errorf("%d confirmed, %d waiting", confirmed.Load(), waiting.Load())
	}
	if count(t, s, "signups") != 84 || count(t, s, "waitlist_entries") != 44 {
		t.Errorf("%d sign-ups, %d entries", count(t, s, "signups"), count(t, s, "waitlist_entries"))
	}
	countersMatch(t, s.App.Store().Reader())
	for _, word := range []string{"busy", "locked", "SQLITE"} {
		if logged := loggedSince(mark); strings.Contains(logged, word) {
			t.Errorf("the log has %q: %.500s", word, logged)
		}
	}
}

// The log of changes grows while somebody reads for long; when they have read, it
// is used from its beginning again.
func TestG4_TheLogOfChangesIsBounded(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	size := func() int64 {
		info, err := os.Stat(w.App.Store().Path() + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	large := repeat("large ", 40_000)
	write := func(times int) { // on the program's own connection
		for i := range times {
			if _, err := w.App.Store().DB().Exec("INSERT INTO settings (id, value) VALUES ('large', ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value", large[i:]); err != nil {
				t.Fatal(err)
			}
		}
	}
	end := longReader(t, w.App.Store().Path())
	write(80)
	during := size()
	end()
	write(80)
	if after := size(); during < 16<<20 || after > during+(5<<20) {
		t.Errorf("%d bytes during, %d after", during, after)
	}
	// With readers who come and go it does not grow without end either.
	asking, stop := context.WithCancel(t.Context())
	var asks sync.WaitGroup
	for range 4 {
		asks.Go(func() {
			for asking.Err() == nil {
				_, _ = w.As("").Try(`{ events { totalCount edges { node { title } } } }`, nil)
			}
		})
	}
	before := size()
	write(50)
	stop()
	asks.Wait()
	if after := size(); after > before+(8<<20) {
		t.Errorf("%d bytes before, %d after, with readers", before, after)
	}
}
