package attack

import (
	"os"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/store"
)

// Programs that start at once on an empty database all serve, and migrate it once.
func TestG6_StartingTogether(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		var programs []*process
		for range 3 {
			programs = append(programs, run(t, false, []string{"DATABASE_URL=" + database}, "serve"))
		}
		for _, p := range programs {
			s := &apptest.Server{URL: p.address(t)}
			if a := s.As("").Do(t, `{ regions { iso } directions { code } }`, nil); a.Text("regions", 19, "iso") == "" || a.Text("directions", 8, "code") == "" {
				t.Errorf("%s", a.Body)
			}
		}
		for _, p := range programs {
			if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			if code, said := p.wait(t); code != 0 {
				t.Errorf("exit %d: %s", code, said)
			}
		}
		st, err := store.Open(t.Context(), database, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close() //nolint:errcheck // only read
		var versions, distinct int
		if err := st.Reader().QueryRow("SELECT count(*), count(DISTINCT version_id) FROM goose_db_version").Scan(&versions, &distinct); err != nil || versions != distinct || versions < 2 {
			t.Errorf("%d versions, %d of them different: %v", versions, distinct, err)
		}
	})
}
