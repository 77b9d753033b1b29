package program

import (
	"slices"
	"testing"

	"erikti/ent/gen/membership"
	"erikti/ent/gen/platformgrant"
	"erikti/internal/apptest"
	"erikti/internal/audit"
)

// The audit tells who did what, when, from where and why, to those whose affair it is:
// the organization's ADMIN, the support center of its region, platform administrators.
func TestAudit(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		foreign, foreignOrg := s.Organizer(t, "foreign")
		center, centerOrg := s.Organizer(t, "center")
		elsewhere, elsewhereOrg := s.Organizer(t, "elsewhere")
		coordinator, admin := s.Register(t, "coordinator"), s.Register(t, "admin")
		joins(t, s, coordinator, org, membership.RoleCOORDINATOR, membership.StatusACTIVE)
		rows(s).PlatformGrant.Create().SetVolunteerID(me(t, admin)).SetRole(platformgrant.RolePLATFORM_ADMIN).ExecX(system)
		regions := rows(s).Region.Query().Limit(2).IDsX(system)
		rows(s).Organization.UpdateOneID(org).AddRegionIDs(regions[0]).ExecX(system)
		for i, c := range []string{centerOrg, elsewhereOrg} {
			rows(s).SupportCenter.Create().SetOrganizationID(c).SetRegionID(regions[i]).SetValidFrom("2020-01-01").ExecX(system)
		}
		event, _ := coordinator.Shift(t, org, 3, 5)
		granted(t, coordinator.Do(t, `mutation { cancelEvent(input: {eventId: "`+event+`", reason: "Бұл күні боран болады"}) { userErrors { code } } }`, nil), "cancelEvent")
		foreign.Shift(t, foreignOrg, 3, 5)
		refused(t, foreign.Ask(t, `mutation { cancelEvent(input: {eventId: "`+event+`", reason: "r"}) { userErrors { code } } }`, nil), "cancelEvent", "NOT_FOUND")

		ask := `query($org: ID, $region: ID, $object: ID) { auditLog(organizationId: $org, regionId: $region, objectId: $object) { totalCount edges { node {
			id at action objectId reason address hash actor who { givenName publicNumber volunteerId } organization { id } } } } }`
		did := []string{"EVENT_CANCELLED", "EVENT_PUBLISHED", "EVENT_CREATED"}
		for name, c := range map[string]struct {
			who  *apptest.Client
			sees bool
		}{
			"a visitor": {s.As(""), false}, "another organization's": {foreign, false}, "its coordinator": {coordinator, false},
			"a center elsewhere": {elsewhere, false},
			"its admin":          {organizer, true}, "its region's center": {center, true}, "a platform admin": {admin, true},
		} {
			for way, variables := range map[string]map[string]any{
				"of the organization": {"org": org}, "of the event": {"object": event}, "of the region": {"region": regions[0]},
			} {
				a := c.who.Do(t, ask, variables)
				got := names(a, "auditLog", "action")
				if want := did; c.sees && !slices.Equal(got, want) || !c.sees && (len(got) > 0 || a.Number("auditLog", "totalCount") > 0) {
					t.Errorf("%s, %s: %q: %s", name, way, got, a.Body)
				}
				if !c.sees {
					continue
				}
				last := func(field ...any) string { return a.Text(append([]any{"auditLog", "edges", 0, "node"}, field...)...) }
				if last("reason") != "Бұл күні боран болады" || last("address") != "127.0.0.1" || last("who", "givenName") != "coordinator" ||
					last("who", "volunteerId") != me(t, coordinator) || last("objectId") != event || last("actor") != "PERSON" || len(last("hash")) != 64 {
					t.Errorf("%s reads %s", name, a.Body)
				}
				// The same entry by its id.
				if node := c.who.Do(t, `{ node(id: "`+last("id")+`") { ... on AuditEntry { action } } }`, nil); node.Text("node", "action") != did[0] {
					t.Errorf("%s: %s", name, node.Body)
				}
			}
		}
		entry := organizer.Do(t, ask, map[string]any{"object": event}).Text("auditLog", "edges", 0, "node", "id")
		if a := foreign.Do(t, `{ node(id: "`+entry+`") { id } }`, nil); a.At("node") != nil {
			t.Errorf("a foreign entry by its id: %s", a.Body)
		}
		// Page by page.
		a := organizer.Do(t, `{ auditLog(first: 2, organizationId: "`+org+`") { pageInfo { hasNextPage endCursor } edges { node { action } } } }`, nil)
		b := organizer.Do(t, `query($after: Cursor) { auditLog(first: 2, after: $after) { pageInfo { hasNextPage } edges { node { action } } } }`,
			map[string]any{"after": a.At("auditLog", "pageInfo", "endCursor")})
		if got := append(names(a, "auditLog", "action"), names(b, "auditLog", "action")...); !slices.Equal(got, did) || b.At("auditLog", "pageInfo", "hasNextPage") != false {
			t.Errorf("page by page: %q: %s", got, b.Body)
		}
		v, err := audit.Verify(t.Context(), rows(s), func(f audit.Fault) { t.Error(f) })
		if err != nil || v.Entries != 5 {
			t.Errorf("%+v, %v", v, err)
		}
	})
}
