package mentoring_test

import (
	"context"
	"testing"
	"time"

	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/id"
	"erikti/internal/mentoring"
	"erikti/internal/pgtest"
	"erikti/internal/reference"
	"erikti/internal/store"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// A request is unanswered from ten days on, to the second: by itself, in the list, and not
// once it was answered.
func TestARequestIsUnansweredAfterTenDays(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		st, err := store.Open(t.Context(), url, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = st.Close() })
		if err := reference.Seed(t.Context(), st); err != nil {
			t.Fatal(err)
		}
		system, db := rule.System(context.Background()), st.Client
		org := func(name string) string {
			return db.Organization.Create().SetNameEn(name).SetLegalForm("NGO").SetStatus("VERIFIED").SaveX(system).ID
		}
		asked := time.Date(2026, 11, 13, 7, 0, 0, 0, time.UTC)
		m := db.Mentorship.Create().SetCenterID(org("Center")).SetMenteeID(org("Club")).SetRegionID(id.Region.Of("KZ-55")).SetState("REQUESTED").
			SetNeeds([]string{"MONEY"}).SetCreatedAt(asked).SaveX(system)
		var now time.Time
		service := mentoring.New(st, func([]string) {}, func() time.Time { return now })
		yes, no := true, false
		waits := func(want bool) {
			t.Helper()
			m := db.Mentorship.GetX(system, m.ID)
			in, out := service.Query(mentoring.Filter{Unanswered: &yes}).CountX(system), service.Query(mentoring.Filter{Unanswered: &no}).CountX(system)
			if service.Unanswered(m) != want || (in == 1) != want || (out == 0) != want {
				t.Errorf("after %s: %v, in the list %d, in that of others %d", now.Sub(asked), service.Unanswered(m), in, out)
			}
		}
		for after, want := range map[time.Duration]bool{0: false, 240*time.Hour - time.Second: false, 240 * time.Hour: true, 240*time.Hour + time.Second: true} {
			now = asked.Add(after)
			waits(want)
		}
		db.Mentorship.UpdateOneID(m.ID).SetState("ACTIVE").ExecX(system)
		waits(false)
	})
}
