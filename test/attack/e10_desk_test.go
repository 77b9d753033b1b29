package attack

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/membership"
	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/apptest"
)

// A center's desk is told of its own region and of no other, and not any more once its
// coordinator has lost the role: the next change ends the subscription. To others it is
// FORBIDDEN.
func TestE10_ADeskEndsWithTheRole(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		ctx, db := rule.System(context.Background()), s.App.Store().Client
		here, there := db.Region.Query().Where(region.Iso("KZ-55")).OnlyIDX(ctx), db.Region.Query().Where(region.Iso("KZ-11")).OnlyIDX(ctx)
		coordinator, center := organizer(s, "coordinator")
		db.SupportCenter.Create().SetOrganizationID(center).SetRegionID(here).SetValidFrom("2020-01-01").ExecX(ctx)
		host := func(region string) string {
			return db.Organization.Create().SetNameEn("Host").SetLegalForm("NGO").SetStatus("VERIFIED").SetHomeRegionID(region).SaveX(ctx).ID
		}
		near, far := host(here), host(there)
		const follow = `subscription($id: ID!) { centerDesk(regionId: $id) { asOf } }`
		who := people(t, s, 1)[0]
		for _, other := range []*apptest.Client{who, s.As(""), coordinator} {
			sock, want, of := open(t, other, false), "FORBIDDEN", here
			switch other {
			case coordinator:
				of = there
			case who:
			default:
				want = "UNAUTHENTICATED"
			}
			sock.subscribe("1", follow, map[string]any{"id": of})
			if code := refusedWith(t, sock.hear()); code != want {
				t.Errorf("to who does not run it: %s, want %s", code, want)
			}
		}
		desk := open(t, coordinator, false)
		desk.subscribe("1", follow, map[string]any{"id": here})
		type told struct{ AsOf time.Time }
		at := stateOf[told](t, desk.hear()).AsOf
		work := 0
		declare := func(organizationID string) {
			t.Helper()
			work++
			from := time.Now().UTC().Truncate(time.Hour).Add(time.Duration(-3*work) * time.Hour)
			a := who.Do(t, `mutation($in: DeclareHoursInput!) { declareHours(input: $in) { entries { id } userErrors { code } } }`,
				apptest.Input("organizationId", organizationID, "startsAt", from.Format(time.RFC3339), "endsAt", from.Add(time.Hour).Format(time.RFC3339), "description", "Carried water"))
			if a.Text("declareHours", "entries", 0, "id") == "" {
				t.Fatalf("%s", a.Body)
			}
		}
		declare(near)
		if next := stateOf[told](t, desk.hear()).AsOf; !next.After(at) {
			t.Errorf("told of %s after %s", next, at)
		}
		declare(far)
		if rest := desk.settle(); len(rest) != 0 {
			t.Errorf("told of another region: %v", rest)
		}
		me := coordinator.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
		db.Membership.Update().Where(membership.VolunteerID(me)).SetStatus(membership.StatusENDED).ExecX(ctx)
		declare(near)
		if code := refusedWith(t, desk.hear()); code != "FORBIDDEN" {
			t.Errorf("after the role: %s", code)
		}
		declare(near)
		if rest := desk.settle(); len(rest) != 0 {
			t.Errorf("after the end: %v", rest)
		}
	})
}
