package attack

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/store"
)

// What is written about people stands in no copy of the database, is read by those who
// may as before, also after the keys changed, and texts from before there were keys are
// sealed by a command.
func TestI8_NoCopyOfTheDatabaseShowsWhatIsWritten(t *testing.T) {
	t.Parallel()
	apptest.EachDatabase(t, func(t *testing.T, databaseURL string) {
		const before, after = "qz7 written before", "qz7 written since"
		first := apptest.Start(t, databaseURL)
		who, organization := organizer(first, "organizer")
		event, _ := who.Shift(t, organization, 5, 3)
		later, _ := who.Shift(t, organization, 5, 7)
		cancel(t, who, event, before)
		first.Stop()
		if n := standing(t, databaseURL, before); n == 0 {
			t.Fatal("the dump does not show what is not sealed")
		}
		file := filepath.Join(t.TempDir(), "keys")
		environ := []string{"DATABASE_URL=" + databaseURL, "SEAL_KEYS_FILE=" + file}
		command := func(args ...string) {
			t.Helper()
			if code, said := run(t, false, environ, args...).wait(t); code != 0 {
				t.Fatalf("%v: %d: %s", args, code, said)
			}
		}
		serving := func(do func(*apptest.Client)) {
			t.Helper()
			p := run(t, false, environ, "serve")
			do((&apptest.Server{URL: p.address(t)}).As(who.Token))
			_ = p.cmd.Process.Kill()
			<-p.ended
		}
		command("keys", "new")
		serving(func(c *apptest.Client) { cancel(t, c, later, after) })
		if n := standing(t, databaseURL, after); n != 0 {
			t.Errorf("%d cells show what was written with keys", n)
		}
		command("keys", "rotate")
		if n := standing(t, databaseURL, "qz7"); n != 0 {
			t.Errorf("%d cells show what was written before", n)
		}
		command("keys", "new")
		command("keys", "rotate")
		// The old key is thrown away.
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		newest, _, _ := strings.Cut(string(raw), "\n")
		if err := os.WriteFile(file, []byte(newest+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		command("verify", "audit")
		serving(func(c *apptest.Client) {
			a := c.Do(t, `query($org: ID) { auditLog(organizationId: $org) { edges { node { reason } } } }`, map[string]any{"org": organization})
			if said := string(a.Body); !strings.Contains(said, before) || !strings.Contains(said, after) {
				t.Errorf("read as %s", said)
			}
		})
	})
}

func cancel(t *testing.T, c *apptest.Client, event, reason string) {
	t.Helper()
	a := c.Do(t, `mutation($in: CancelEventInput!) { cancelEvent(input: $in) { userErrors { code } } }`, apptest.Input("eventId", event, "reason", reason))
	if strings.Contains(string(a.Body), `"code"`) {
		t.Fatalf("%s", a.Body)
	}
}

// standing counts the cells of a database in which a text stands.
func standing(t *testing.T, databaseURL, text string) (n int) {
	t.Helper()
	st, err := store.Open(t.Context(), databaseURL, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close() //nolint:errcheck // only read
	for _, table := range tables(t, st) {
		if table == "events" {
			continue // why an event was cancelled is for everybody to read
		}
		rows, err := st.Reader().Query(`SELECT * FROM "` + table + `"`)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		values, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			at[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(at...); err != nil {
				t.Fatal(err)
			}
			for _, v := range values {
				if raw, is := v.([]byte); is {
					v = string(raw)
				}
				if strings.Contains(fmt.Sprint(v), text) {
					n++
				}
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return n
}
