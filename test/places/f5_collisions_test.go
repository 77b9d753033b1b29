package places

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// collide makes inserts into signups fail a number of times with an error as two
// transactions that meet get it. What a sequence counts stays when a transaction is
// rolled back.
const collide = `
CREATE SEQUENCE collisions;
CREATE TABLE collide (times bigint, code text);
CREATE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c collide;
BEGIN
	SELECT * INTO c FROM collide;
	IF c.times IS NOT NULL AND nextval('collisions') <= c.times THEN
		RAISE EXCEPTION 'a collision' USING ERRCODE = c.code;
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER collide BEFORE INSERT ON signups FOR EACH ROW EXECUTE FUNCTION collide();`

// A transaction that collides is tried again, a bounded number of times; then the
// person is told to try again, and nothing has changed.
func TestF5_CollisionsInPostgreSQL(t *testing.T) {
	t.Parallel()
	s := newScene(t, siteOptions{cluster: pgtest.Shared(t)}, 12, 20)
	s.exec(collide)
	next := 0
	for _, code := range []string{"40001", "40P01", "55P03"} {
		for _, c := range []struct {
			times int
			code  string
		}{{1, ""}, {5, ""}, {1000, "TRY_AGAIN"}} {
			t.Run(fmt.Sprint(code, " ", c.times, " times"), func(t *testing.T) {
				s.exec(`SELECT setval('collisions', 1, false); DELETE FROM collide`)
				s.exec(fmt.Sprintf(`INSERT INTO collide VALUES (%d, '%s')`, c.times, code))
				before := s.count(`SELECT count(*) FROM signups`)
				began := time.Now()
				a, err := s.ask(s.people[next], signUpForShift, apptest.Input("shiftId", s.shifts[0], "idempotencyKey", "k"))
				if err != nil || a.Code() != c.code {
					t.Fatalf("%v %s", err, body(a))
				}
				tried := s.count(`SELECT last_value FROM collisions`)
				t.Logf("tried %d times in %s", tried, time.Since(began).Round(time.Millisecond))
				made := s.count(`SELECT count(*) FROM signups`) - before
				switch {
				case c.code == "" && (tried != c.times+1 || made != 1 || a.Text("signUpForShift", "signup", "id") == ""):
					t.Errorf("tried %d times, %d made: %s", tried, made, a.Body)
				case c.code != "" && (tried < 3 || tried > 50 || made != 0):
					t.Errorf("tried %d times, %d made", tried, made)
				}
				if strings.Contains(string(a.Body), code) || strings.Contains(string(a.Body), "collision") {
					t.Errorf("the answer tells of the inside: %s", a.Body)
				}
				// When all is well again the same key is made.
				s.exec(`DELETE FROM collide`)
				a, err = s.ask(s.people[next], signUpForShift, apptest.Input("shiftId", s.shifts[0], "idempotencyKey", "k"))
				if err != nil || a.Text("signUpForShift", "signup", "id") == "" {
					t.Errorf("afterwards: %v %s", err, body(a))
				}
				next++
			})
		}
	}
	s.audit()
}

// A file that another process writes to for long: who signs up waits for it; for too
// long, they are told to try again, and nothing has changed.
func TestF5_ABusySQLite(t *testing.T) {
	t.Parallel()
	s := newScene(t, siteOptions{environ: []string{"REQUEST_TIMEOUT=2s"}}, 4, 20)
	for i, c := range []struct {
		busy time.Duration
		code string
	}{{500 * time.Millisecond, ""}, {time.Minute, "TRY_AGAIN"}} {
		writer, err := s.db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		exec := func(statement string) {
			if _, err := writer.ExecContext(t.Context(), statement); err != nil {
				t.Error(err)
			}
		}
		exec(`BEGIN IMMEDIATE`)
		written := time.AfterFunc(c.busy, func() { exec(`COMMIT`) })
		began := time.Now()
		a, err := s.ask(s.people[i], signUpForShift, apptest.Input("shiftId", s.shifts[0], "idempotencyKey", "k"))
		took := time.Since(began)
		t.Logf("answered in %s", took.Round(time.Millisecond))
		if err != nil || a.Code() != c.code || c.code == "" && a.Text("signUpForShift", "signup", "id") == "" {
			t.Errorf("%v %s", err, body(a))
		}
		if took > 20*time.Second {
			t.Errorf("the answer took %s", took)
		}
		if written.Stop() {
			exec(`COMMIT`)
		}
		_ = writer.Close()
		a, err = s.ask(s.people[i], signUpForShift, apptest.Input("shiftId", s.shifts[0], "idempotencyKey", "k"))
		if err != nil || a.Text("signUpForShift", "signup", "id") == "" {
			t.Errorf("afterwards: %v %s", err, body(a))
		}
	}
	if n := s.count(`SELECT count(*) FROM signups`); n != 2 {
		t.Errorf("%d sign-ups", n)
	}
	s.audit()
}
