package attack

import (
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// What goes wrong inside is told to nobody outside but by a request id.
func TestB14_FaultsInsideAreMasked(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		for _, statement := range []string{
			`ALTER TABLE events RENAME COLUMN title_kk TO gone`,
			`ALTER TABLE signups RENAME COLUMN source TO gone_too`,
			`ALTER TABLE settings RENAME TO settings_gone`,
		} {
			if _, err := w.App.Store().DB().Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		mark := logMark()
		for name, ask := range map[string]func() (*apptest.Answer, error){
			"a list": func() (*apptest.Answer, error) {
				return w.As("").Try(`{ events { totalCount edges { node { title } } } }`, nil)
			},
			"a node": func() (*apptest.Answer, error) {
				return w.As("").Try(`{ node(id: "`+w.event+`") { id ... on Event { title } } }`, nil)
			},
			"a sign-up": func() (*apptest.Answer, error) { return w.volunteer.Try(signUp, fields("shiftId", w.notYet)) },
			"an event": func() (*apptest.Answer, error) {
				return w.organizer.Try(createEvent, with(w.draftInput(w.organization)))
			},
		} {
			a, err := ask()
			if err != nil {
				t.Fatal(err)
			}
			body := strings.ToLower(string(a.Body))
			if a.Code() != "INTERNAL" || !strings.Contains(body, `"requestid":"`) {
				t.Errorf("%s: %s", name, a.Body)
			}
			for _, secret := range []string{"select", "insert", "title_kk", "source", "sql", "pq:", ".go", "goroutine", "panic", "/erikti"} {
				if strings.Contains(body, secret) {
					t.Errorf("%s tells %q: %s", name, secret, a.Body)
				}
			}
			_, id, _ := strings.Cut(string(a.Body), `"requestId":"`)
			if id, _, _ = strings.Cut(id, `"`); !strings.Contains(loggedSince(mark), id) {
				t.Errorf("%s: the log does not have the request %s", name, id)
			}
		}
	})
}
