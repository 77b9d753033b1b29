// Package rights calls every root field of the API as everybody, on objects of the own
// organization and of another, tries every filter on a secret, and looks for what is
// not public on every way that leads to it. The tests carry the ids of the rows they
// prove.
package rights

import (
	"context"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// system is the context of rows that a test writes past the API.
var system = rule.System(context.Background())

// rows is the graph without policies.
func rows(s *apptest.Server) *gen.Client { return s.App.Store().Client }

// each runs a test on a fresh program on SQLite and on PostgreSQL, at the same time.
func each(t *testing.T, test func(t *testing.T, s *apptest.Server), environ ...string) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, apptest.Start(t, apptest.SQLite(t), append(environ, "MAX_COST=0")...))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, apptest.Start(t, pgtest.URL(t), append(environ, "MAX_COST=0")...))
	})
}
