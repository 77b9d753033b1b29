package importer

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/direction"
	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/lang"
	"erikti/internal/pgtest"
	"erikti/internal/store"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// now of the tests: the events of the fixtures lie on both sides of it.
var now = time.Date(2030, 1, 2, 12, 0, 0, 0, time.UTC)

// onBoth runs a test on an empty database of each kind.
func onBoth(t *testing.T, test func(*testing.T, *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, open(t, sqliteURL(t)))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, open(t, pgtest.URL(t)))
	})
}

func sqliteURL(t *testing.T) string {
	t.Helper()
	return pgtest.SQLite(t)
}

// open opens a database and adds the reference data that every one has.
func open(t *testing.T, url string) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	ctx := rule.System(t.Context())
	codes := []direction.Code{"SOCIAL", "EVENT", "ANIMALS", "ETHNO", "EMERGENCY", "MEDICINE", "CULTURE", "MEDIA", "ONLINE"}
	for i, code := range codes {
		if err := st.Client.Direction.Create().SetID(id.Direction.Of(string(code))).SetCode(code).
			SetNameEn(string(code)).SetPosition(i).Exec(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Client.Region.Create().SetID(id.Region.Of("KZ-55")).SetIso("KZ-55").SetKato("55").SetKind(region.KindOBLYS).
		SetNameEn("Pavlodar Region").SetShortNameEn("Pavlodar").SetTimeZone("Asia/Almaty").
		SetLongitude(77).SetLatitude(52).Exec(ctx); err != nil {
		t.Fatal(err)
	}
	return st
}

// load imports a text and returns the report, the rows as lines, and fails the
// test on an error.
func load(t *testing.T, st *store.Store, text string, opts Options) (*Report, []string) {
	t.Helper()
	var rows []string
	if opts.Now.IsZero() {
		opts.Now = now
	}
	opts.OnRow = func(r Row) error {
		rows = append(rows, strings.TrimSuffix(written(r), "\n"))
		return nil
	}
	report, err := Opportunities(t.Context(), st, strings.NewReader(text), opts)
	if err != nil {
		t.Fatal(err)
	}
	return report, rows
}

// written is a row as text, those that are not reported included.
func written(r Row) string {
	var b strings.Builder
	if !r.reported() {
		return strings.Join([]string{word(lang.EN, r.Outcome), r.Key}, " ")
	}
	_ = printRow(&b, lang.EN, r)
	return b.String()
}

func file(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// golden compares with a file of testdata; with ERIKTI_GOLDEN=write it writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if os.Getenv("ERIKTI_GOLDEN") == "write" {
		if err := os.WriteFile(filepath.Join("testdata", name), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := file(t, name); got != want {
		t.Errorf("%s is not what came out:\n%s", name, got)
	}
}

// counts says how many rows the database has.
func counts(t *testing.T, st *store.Store) [3]int {
	t.Helper()
	ctx := rule.System(context.Background())
	return [3]int{st.Client.Organization.Query().CountX(ctx), st.Client.Event.Query().CountX(ctx), st.Client.Shift.Query().CountX(ctx)}
}
