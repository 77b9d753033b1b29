package audit_test

import (
	"context"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/audit"
	"erikti/internal/pgtest"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

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
			t.Cleanup(func() {
				if err := st.Close(); err != nil {
					t.Error(err)
				}
			})
			test(t, st)
		})
	}
}

// staff is somebody who asks from an address.
func staff(ctx context.Context) context.Context {
	return viewer.With(viewer.WithAddress(ctx, "192.0.2.7"), &viewer.Viewer{VolunteerID: "vol_staff", SessionID: "ses_staff"})
}

// record appends an entry in a transaction of its own.
func record(t testing.TB, ctx context.Context, st *store.Store, e audit.Entry) {
	t.Helper()
	if err := st.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error { return audit.Record(ctx, tx, e) }); err != nil {
		t.Fatal(err)
	}
}

// organization makes one and returns its id.
func organization(t testing.TB, st *store.Store) string {
	t.Helper()
	return st.Client.Organization.Create().SetNameEn("O").SetLegalForm("NGO").SaveX(rule.System(context.Background())).ID
}

// faults are what Verify finds.
func faults(t testing.TB, st *store.Store) (audit.Verified, []string) {
	t.Helper()
	var found []string
	v, err := audit.Verify(t.Context(), st.Client, func(f audit.Fault) { found = append(found, f.String()) })
	if err != nil {
		t.Fatal(err)
	}
	if v.Faults != len(found) {
		t.Errorf("%d faults, %d told", v.Faults, len(found))
	}
	return v, found
}
