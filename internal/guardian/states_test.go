package guardian_test

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/guardianconsent"
	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/guardian"
	inbox "erikti/internal/notice"
	"erikti/internal/pgtest"
	"erikti/internal/place"
	"erikti/internal/reference"
	"erikti/internal/state/statetest"
	"erikti/internal/store"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// Every change of a consent, from every state, is done or refused as their table says.
func TestConsentsMoveByTheirTable(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		st, err := store.Open(t.Context(), url, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = st.Close() })
		system := rule.System(context.Background())
		if err := reference.Seed(t.Context(), st); err != nil {
			t.Fatal(err)
		}
		links, err := inbox.NewLinks(t.Context(), st)
		if err != nil {
			t.Fatal(err)
		}
		publish := func([]string) {}
		engine := place.New(st, publish, time.Now)
		t.Cleanup(engine.Close)
		guardians := guardian.New(st, engine, links, publish, func(string) bool { return true }, time.Now)
		child := st.Client.Volunteer.Create().SetGivenName("D").SetFamilyName("S").SaveX(system).ID
		id := st.Client.GuardianConsent.Create().SetVolunteerID(child).SetGuardianName("G").SetValidFrom("2026-01-01").SaveX(system).ID
		token := links.Guardian(id)
		statetest.Walk[guardianconsent.Status]{
			Table:  guardian.States,
			States: []guardianconsent.Status{guardianconsent.StatusREQUESTED, guardianconsent.StatusGIVEN, guardianconsent.StatusREVOKED},
			Starts: []guardianconsent.Status{guardianconsent.StatusREQUESTED},
			Put: func(_ statetest.Call, in guardianconsent.Status) {
				st.Client.GuardianConsent.UpdateOneID(id).SetStatus(in).ExecX(system)
			},
			At: func() guardianconsent.Status { return st.Client.GuardianConsent.GetX(system, id).Status },
			Calls: []statetest.Call{
				statetest.Do("give", func() error { return guardians.Give(t.Context(), token) }),
				statetest.Do("revoke", func() error { return guardians.Revoke(t.Context(), token) }),
			},
		}.Run(t)
	})
}
