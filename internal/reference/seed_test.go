package reference_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"erikti/ent/gen/district"
	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/geo"
	"erikti/internal/id"
	"erikti/internal/pgtest"
	"erikti/internal/reference"
	"erikti/internal/store"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// each runs a test on every database.
func each(t *testing.T, test func(t *testing.T, url string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, "sqlite:"+filepath.Join(t.TempDir(), "erikti.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, pgtest.URL(t)) })
}

func open(t *testing.T, url string) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), url, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	return st
}

func TestSeed(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		st := open(t, url)
		for range 2 {
			if err := reference.Seed(t.Context(), st); err != nil {
				t.Fatal(err)
			}
		}
		moved := 0
		for _, d := range geo.Districts() {
			if d.FormerRegionISO != "" {
				moved++
			}
		}
		// Everyone sees reference data, a visitor too.
		for _, c := range []struct {
			of    string
			count func(context.Context) (int, error)
			want  int
		}{
			{"regions", st.Client.Region.Query().Count, 20},
			{"districts", st.Client.District.Query().Count, len(geo.Districts()) + moved},
			{"directions", st.Client.Direction.Query().Count, 9},
		} {
			if n, err := c.count(t.Context()); err != nil || n != c.want {
				t.Errorf("%s: got %d (%v), want %d", c.of, n, err, c.want)
			}
		}
		abai := st.Client.Region.GetX(t.Context(), id.Region.Of("KZ-10"))
		if abai.ValidFrom != "2022-06-08" || abai.ValidTo != "" || abai.TimeZone != "Asia/Almaty" {
			t.Errorf("Abai: valid %q to %q in %s", abai.ValidFrom, abai.ValidTo, abai.TimeZone)
		}
		emergencies := st.Client.Direction.GetX(t.Context(), id.Direction.Of("EMERGENCY"))
		if emergencies.MinAge != 18 || emergencies.AllowsMinors || emergencies.Position != 4 {
			t.Errorf("emergencies: %+v", emergencies)
		}
	})
}

// A district of a new region stands in the old one until the day it moved.
func TestDistrictThatMoved(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		st := open(t, url)
		if err := reference.Seed(t.Context(), st); err != nil {
			t.Fatal(err)
		}
		rows := st.Client.District.Query().Where(district.Kato("101000000")). // Semey
											WithRegion().Order(district.ByValidFrom()).AllX(t.Context())
		if len(rows) != 2 {
			t.Fatalf("Semey has %d rows, want one for each of its two regions", len(rows))
		}
		for _, d := range rows {
			switch d.Edges.Region.Iso {
			case "KZ-63":
				if d.ValidFrom != "" || d.ValidTo != "2022-06-08" {
					t.Errorf("in East Kazakhstan from %q to %q", d.ValidFrom, d.ValidTo)
				}
			case "KZ-10":
				if d.ValidFrom != "2022-06-08" || d.ValidTo != "" {
					t.Errorf("in Abai from %q to %q", d.ValidFrom, d.ValidTo)
				}
			default:
				t.Errorf("Semey in %s", d.Edges.Region.Iso)
			}
		}
	})
}

// What was taken out comes back, and what was altered with it; what points to a row
// is not disturbed.
func TestSeedRepairs(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		st := open(t, url)
		ctx := rule.System(t.Context())
		if err := reference.Seed(ctx, st); err != nil {
			t.Fatal(err)
		}
		st.Client.District.Delete().Where(district.HasRegionWith(region.Iso("KZ-55"))).ExecX(ctx)
		st.Client.Region.Update().Where(region.Iso("KZ-71")).SetNameEn("Nur-Sultan").ExecX(ctx)
		if err := reference.Seed(ctx, st); err != nil {
			t.Fatal(err)
		}
		if !st.Client.District.Query().Where(district.HasRegionWith(region.Iso("KZ-55"))).ExistX(ctx) {
			t.Error("districts of Pavlodar Region are gone")
		}
		if got := st.Client.Region.GetX(ctx, id.Region.Of("KZ-71")).NameEn; got == "Nur-Sultan" {
			t.Errorf("Astana is called %s", got)
		}
	})
}

func TestSeedFromManyProgramsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		var wait sync.WaitGroup
		for range 4 {
			st := open(t, url)
			wait.Go(func() {
				if err := reference.Seed(context.Background(), st); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if n := open(t, url).Client.Direction.Query().CountX(t.Context()); n != 9 {
			t.Errorf("directions: got %d, want 9", n)
		}
	})
}
