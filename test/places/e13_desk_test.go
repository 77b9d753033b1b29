package places

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// The desk of a support center is told at one server what was asked for, declared and
// verified through the other: by each bus, and without one by the sweep.
func TestE13_ADeskAtTheOtherServer(t *testing.T) {
	t.Parallel()
	for name, bus := range map[string]func(*testing.T) string{
		"postgres": func(*testing.T) string { return byPG }, "nats": byNATS, "sweep alone": func(*testing.T) string { return noBus },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			by := bus(t)
			s, pavlodar := &scene{}, ""
			s.site = newSite(t, siteOptions{cluster: pgtest.Shared(t), servers: 2, environ: []string{by}}, func(first *apptest.Server) {
				db, ctx := first.App.Store().Client, rule.System(context.Background())
				organizer, organization := first.Leader(t)
				pavlodar = db.Region.Query().Where(region.Iso("KZ-55")).OnlyIDX(ctx)
				db.Organization.UpdateOneID(organization).SetHomeRegionID(pavlodar).ExecX(ctx)
				db.SupportCenter.Create().SetOrganizationID(organization).SetRegionID(pavlodar).SetValidFrom("2020-01-01").ExecX(ctx)
				s.organizer, s.of = organizer.Token, organization
				for _, p := range first.People(t, 1, "1990-05-17") {
					s.people = append(s.people, p.Token)
				}
			})
			desk := s.hears(1, s.organizer, fmt.Sprintf(`subscription { centerDesk(regionId: %q) { regionId asOf } }`, pavlodar))
			desk("how it stands", pavlodar)
			ask := func(token, query string, in map[string]any) *apptest.Answer {
				t.Helper()
				a, err := s.askOf(0, token, query, in)
				if err != nil || len(a.Errors) > 0 || strings.Contains(string(a.Body), `"code"`) {
					t.Fatalf("%v %s", err, body(a))
				}
				return a
			}
			from := time.Now().UTC().Truncate(time.Hour).Add(-3 * time.Hour)
			line := ask(s.people[0], `mutation($in: DeclareHoursInput!) { declareHours(input: $in) { entries { id } userErrors { code } } }`,
				apptest.Input("organizationId", s.of, "startsAt", from.Format(time.RFC3339), "endsAt", from.Add(time.Hour).Format(time.RFC3339), "description", "Carried water")).
				Text("declareHours", "entries", 0, "id")
			desk("declared hours", pavlodar)
			ask(s.organizer, `mutation($in: VerifyHoursInput!) { verifyHours(input: $in) { entries { id } userErrors { code } } }`, apptest.Input("entryIds", []string{line}))
			desk("verified hours", pavlodar)
			group := ask(s.people[0], `mutation($in: CreateOrganizationInput!) { createOrganization(input: $in) { organization { id } userErrors { code } } }`, apptest.Input(
				"name", map[string]any{"en": "Group"}, "legalForm", "INFORMAL_GROUP", "homeRegionId", pavlodar, "directions", []string{"SOCIAL"}, "contactEmail", "group@example.kz")).
				Text("createOrganization", "organization", "id")
			ask(s.people[0], `mutation($in: SubmitOrganizationInput!) { submitOrganization(input: $in) { organization { id } userErrors { code } } }`, apptest.Input("organizationId", group))
			desk("an organization that asks to be verified", pavlodar)
			if by != noBus {
				s.heardByBus(1, 3)
			}
		})
	}
}
