package rule_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/event"
	"erikti/ent/gen/membership"
	"erikti/ent/rule"
	"erikti/internal/demo"
	"erikti/internal/reference"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// BenchmarkDashboard reads the page of a dashboard (50 events with organization, region
// and shifts, and their count) with the rules of rows and without, in turns, on the demo network; it
// reports medians, as shares of the time without rules. It is the reading of rows alone:
// what the rules cost in all that a request takes, internal/app measures.
func BenchmarkDashboard(b *testing.B) {
	st, err := store.Open(b.Context(), "sqlite:"+b.TempDir()+"/erikti.db", store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close() //nolint:errcheck // of a benchmark
	if err := reference.Seed(b.Context(), st); err != nil {
		b.Fatal(err)
	}
	if err := demo.Fill(b.Context(), st, b.TempDir(), 2020, time.Now(), func(string) (string, error) { return "x", nil }); err != nil {
		b.Fatal(err)
	}
	system := rule.System(context.Background())
	m := st.Client.Membership.Query().Where(membership.RoleEQ(membership.RoleADMIN)).FirstX(system)
	askers := []context.Context{system, context.Background(), viewer.With(context.Background(), &viewer.Viewer{
		VolunteerID: m.VolunteerID, Roles: map[string][]viewer.Role{m.OrganizationID: {viewer.Admin}},
	})}
	took := make([][]time.Duration, len(askers))
	for b.Loop() {
		for i, ctx := range askers {
			begun := time.Now()
			page(b, ctx, st.Client)
			took[i] = append(took[i], time.Since(begun))
		}
	}
	median := func(i int) float64 {
		slices.Sort(took[i])
		return float64(took[i][len(took[i])/2])
	}
	b.ReportMetric(median(0)/1e6, "ms/page-without-rules")
	b.ReportMetric(median(1)/median(0), "visitor/without")
	b.ReportMetric(median(2)/median(0), "organizer/without")
}

func page(b *testing.B, ctx context.Context, db *gen.Client) {
	b.Helper()
	events, err := db.Event.Query().WithOrganization().WithRegion().WithShifts().Order(gen.Asc(event.FieldStartsAt)).Limit(50).All(ctx)
	if err != nil || len(events) != 50 {
		b.Fatal(len(events), err)
	}
	if _, err := db.Event.Query().Count(ctx); err != nil {
		b.Fatal(err)
	}
}
