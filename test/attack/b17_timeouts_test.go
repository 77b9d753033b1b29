package attack

import (
	"database/sql"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// A request whose time is over is answered, and so is its statement: the database
// does not go on with it. The server does.
func TestB17_TheTimeOfARequestEndsItsStatements(t *testing.T) {
	s := apptest.Start(t, pgtest.URL(t), "REQUEST_TIMEOUT=1s")
	lock, err := s.App.Store().DB().Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Rollback() //nolint:errcheck // it holds nothing but a lock
	if _, err := lock.Exec("LOCK TABLE events IN ACCESS EXCLUSIVE MODE"); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	answers := make(chan *apptest.Answer)
	for range 5 {
		go func() {
			a, _ := s.As("").Try(`{ events { edges { node { title } } } }`, nil)
			answers <- a
		}()
	}
	for range 5 {
		select {
		case a := <-answers:
			if a == nil || a.Code() != "TRY_AGAIN" {
				t.Errorf("%+v", a)
			}
		case <-time.After(30 * time.Second):
			t.Fatal("no answer")
		}
	}
	for waited := 0; ; waited++ {
		left := waiting(t, lock)
		if len(left) == 0 {
			break
		}
		if waited == 100 {
			t.Fatalf("%s after their requests began, statements still wait: %s", time.Since(began), left)
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err := lock.Rollback(); err != nil {
		t.Fatal(err)
	}
	s.As("").Do(t, `{ events { edges { node { title } } } }`, nil)
}

// waiting are the statements that wait for a lock and read what the requests ask for:
// jobs wait too, that which asks who came for events as well.
func waiting(t *testing.T, tx *sql.Tx) (left []string) {
	t.Helper()
	rows, err := tx.Query(`SELECT query FROM pg_stat_activity
		WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active' AND query LIKE 'SELECT "events"%title_kk%' AND query NOT LIKE '%"settle_reminders" <%'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // read to the end
	for rows.Next() {
		var query string
		if err := rows.Scan(&query); err != nil {
			t.Fatal(err)
		}
		left = append(left, query)
	}
	return left
}
