package register_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/lang"
	"erikti/internal/pgtest"
	"erikti/internal/reference"
	"erikti/internal/register"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// A file holds as many rows as it says; a register with one more is refused and not cut,
// of each kind.
func TestARegisterIsNeverCut(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		st, err := store.Open(t.Context(), url, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = st.Close() })
		if err := reference.Seed(t.Context(), st); err != nil {
			t.Fatal(err)
		}
		system, region, db := rule.System(context.Background()), id.Region.Of("KZ-55"), st.Client
		at := time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)
		more := func(n int) {
			group := db.Organization.Create().SetNameEn(fmt.Sprint("Group ", n)).SetLegalForm("INFORMAL_GROUP").SetStatus("VERIFIED").SetHomeRegionID(region).SaveX(system)
			org := db.Organization.Create().SetNameEn(fmt.Sprint("NGO ", n)).SetLegalForm("NGO").SetStatus("VERIFIED").SetHomeRegionID(region).SaveX(system)
			db.Project.Create().SetOrganization(group).SetRegionID(region).SetFunding("OWN").SetState("RUNNING").SetTitleEn("P").SetSum(1).SetStartsOn("2026-01-01").SetEndsOn("2026-02-01").ExecX(system)
			db.Event.Create().SetOrganization(org).SetRegionID(region).SetTitleEn("E").SetStartsAt(at).SetEndsAt(at.Add(time.Hour)).SetTimeZone("Asia/Almaty").SetState("PUBLISHED").ExecX(system)
		}
		more(1)
		more(2)
		admin := &viewer.Viewer{VolunteerID: "vol_x", AccountID: "acc_x", SessionID: "ses_x", Platform: []string{viewer.PlatformAdmin}}
		all := []register.Kind{register.Organizations, register.Groups, register.Projects, register.Actions}
		files := register.NewOf(st, 2)
		for _, kind := range all {
			if f, err := files.Export(t.Context(), admin, kind, region, lang.RU); err != nil || f.Rows != 2 {
				t.Errorf("%s: %+v, %v", kind, f, err)
			}
		}
		more(3)
		for _, kind := range all {
			var refused *fault.Failure
			if _, err := files.Export(t.Context(), admin, kind, region, lang.RU); !errors.As(err, &refused) || refused.Class != fault.TooBroad {
				t.Errorf("%s: %v", kind, err)
			}
		}
	})
}
