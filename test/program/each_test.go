package program

import (
	"context"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// system is the context of rows that a test writes past the API.
var system = rule.System(context.Background())

// each runs a test on a fresh program on SQLite and on PostgreSQL, at the same time.
func each(t *testing.T, test func(t *testing.T, s *apptest.Server), environ ...string) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, apptest.Start(t, pgtest.SQLite(t), environ...))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, apptest.Start(t, pgtest.URL(t), environ...))
	})
}

// rows is the graph without policies.
func rows(s *apptest.Server) *gen.Client { return s.App.Store().Client }

// codes are those of the refusals in a payload.
func codes(a *apptest.Answer, field string) []string {
	list, _ := a.At(field, "userErrors").([]any)
	out := []string{}
	for i := range list {
		out = append(out, a.Text(field, "userErrors", i, "code"))
	}
	return out
}

// refused fails a test when a mutation was not refused with exactly this code.
func refused(t testing.TB, a *apptest.Answer, field, code string) {
	t.Helper()
	if got := codes(a, field); len(a.Errors) > 0 || len(got) != 1 || got[0] != code {
		t.Errorf("got %v, want %s: %s", got, code, a.Body)
	}
}

// granted fails a test when a mutation was refused.
func granted(t testing.TB, a *apptest.Answer, field string) {
	t.Helper()
	if len(a.Errors) > 0 || len(codes(a, field)) > 0 {
		t.Fatalf("%s", a.Body)
	}
}
