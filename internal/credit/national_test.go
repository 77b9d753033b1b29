package credit_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/creditaward"
	"erikti/internal/credit"
)

// The delays that one statement sums are those of the awards taken one by one, to the
// microsecond, for the country and for each university; and on SQLite they are read from
// their index alone.
func TestDelaysAreThoseOfTheAwards(t *testing.T) {
	eachDatabase(t, func(t *testing.T, w *world) {
		n := delays(w, 3, 61)
		d, err := w.credit.National(t.Context(), 2026)
		done(t, err)
		awards := w.store.Client.CreditAward.Query().AllX(w.system)
		if d.All.Awards == nil || *d.All.Awards != n || len(awards) != n || len(d.ByOrganization) != 3 || len(d.ByRegion) != 3 {
			t.Fatalf("%+v", d.All)
		}
		same(t, "the country", d.All, awards)
		for _, cell := range d.ByOrganization {
			of := slices.DeleteFunc(slices.Clone(awards), func(a *gen.CreditAward) bool { return a.OrganizationID != cell.Organization.ID })
			same(t, cell.Organization.NameEn, cell, of)
			for _, region := range d.ByRegion {
				if region.Region.ID == *cell.Organization.HomeRegionID {
					same(t, "its region", region, of)
				}
			}
		}
		if w.store.Postgres() {
			return
		}
		var plan strings.Builder
		rows, err := w.store.Reader().Query("EXPLAIN QUERY PLAN "+credit.DelaysQuery(false), noon, 2026)
		done(t, err)
		defer rows.Close() //nolint:errcheck // read to the end
		for rows.Next() {
			var id, parent, unused int
			var detail string
			done(t, rows.Scan(&id, &parent, &unused, &detail))
			plan.WriteString(detail + "\n")
		}
		done(t, rows.Err())
		if !strings.Contains(plan.String(), "COVERING INDEX credit_awards_delays") || strings.Contains(plan.String(), "TEMP") {
			t.Errorf("%s", plan.String())
		}
	})
}

// same compares a cell with awards.
func same(t *testing.T, name string, cell *credit.Cell, awards []*gen.CreditAward) {
	t.Helper()
	for i, stage := range cell.Stages {
		var days []float64
		here, overdue := 0, 0
		for _, a := range awards {
			at := []*time.Time{&a.CreatedAt, a.ConfirmedAt, a.ApprovedAt, a.PaidAt}
			if at[i] != nil && at[i+1] != nil {
				days = append(days, float64(at[i+1].Sub(*at[i]).Microseconds()))
			}
			if a.State == stage.Stage {
				here++
				if a.DueBy != nil && a.DueBy.Before(noon) {
					overdue++
				}
			}
		}
		slices.Sort(days)
		median := (days[(len(days)-1)/2] + days[len(days)/2]) / 2 / (24 * 60 * 60 * 1_000_000)
		if stage.MedianDays == nil || *stage.MedianDays != median || here < credit.LeastCell || stage.Overdue == nil || *stage.Overdue != overdue {
			t.Errorf("%s, %s: %+v, want %v days and %d overdue of %d", name, stage.Stage, stage, median, overdue, here)
		}
	}
	if states := len(slices.Compact(slices.Sorted(func(yield func(creditaward.State) bool) {
		for _, a := range awards {
			if !yield(a.State) {
				return
			}
		}
	}))); states != 5 {
		t.Fatalf("%d states", states)
	}
}
