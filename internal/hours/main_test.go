package hours_test

import (
	"context"
	"flag"
	"os"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/hours"
	"erikti/internal/pgtest"
	"erikti/internal/reference"
	"erikti/internal/store"
)

func TestMain(m *testing.M) {
	if err := flag.Set("rapid.nofailfile", "true"); err != nil {
		panic(err)
	}
	if os.Getenv("ERIKTI_TEST_LONG") == "" {
		if err := flag.Set("rapid.checks", "6"); err != nil {
			panic(err)
		}
	}
	pgtest.Main(m)
}

var (
	noon   = time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)
	system = rule.System(context.Background())
)

// eachDatabase runs a test on SQLite and on PostgreSQL.
func eachDatabase(t *testing.T, test func(t *testing.T, st *store.Store)) {
	t.Parallel()
	for name, url := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return pgtest.SQLite(t) },
		"postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st, err := store.Open(t.Context(), url(t), store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = st.Close() })
			if err := reference.Seed(t.Context(), st); err != nil {
				t.Fatal(err)
			}
			test(t, st)
		})
	}
}

func person(st *store.Store) string {
	return st.Client.Volunteer.Create().SetGivenName("D").SetFamilyName("S").SaveX(system).ID
}

func organization(st *store.Store) string {
	return st.Client.Organization.Create().SetNameEn("O").SetLegalForm("NGO").SaveX(system).ID
}

// in runs f on the ledger in a transaction.
func in(st *store.Store, f func(ctx context.Context, l *hours.Ledger) error) error {
	return st.Tx(system, func(ctx context.Context, tx *gen.Tx) error {
		return f(ctx, &hours.Ledger{Tx: tx, Postgres: st.Postgres(), Now: noon})
	})
}
