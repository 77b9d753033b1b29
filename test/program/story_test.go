package program

import (
	"testing"

	"erikti/internal/apptest"
)

// A stranger registers, founds a group, prepares an event, is verified by the support
// center of Pavlodar Region, and publishes: all over the API, with no command.
func TestAStrangerComesAboard(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		admin := s.FirstAdmin(t)
		head, centerOrg := center(t, s, admin, "Social-Volunteer Center of Pavlodar Region", pavlodar())
		coordinator := s.Register(t, "coordinator")
		granted(t, coordinator.Do(t, acceptInvite, apptest.Input("token", invites(t, head, centerOrg, "COORDINATOR"))), "acceptInvitation")

		aliya := s.Register(t, "aliya")
		a := aliya.Do(t, createOrganization, map[string]any{"in": map[string]any(newGroup("Clean Irtysh"))})
		group := a.Text("createOrganization", "organization", "id")
		for field, want := range map[string]string{"status": "DRAFT", "kind": "GROUP"} {
			if got := a.Text("createOrganization", "organization", field); got != want {
				t.Errorf("%s is %q, want %q", field, got, want)
			}
		}
		if n := s.As("").Do(t, `{ organizations(search: "Irtysh") { totalCount } }`, nil).Number("organizations", "totalCount"); n != 0 {
			t.Error("everybody sees a draft")
		}
		// A draft prepares events and does not publish them; each time the next step is told.
		event := newEvent(group).but("shifts", []any{newShift().but("capacity", 3)["in"]})
		a = aliya.Do(t, createEvent, event)
		granted(t, a, "createEvent")
		cleaning := a.Text("createEvent", "event", "id")
		publish := func(code string) string {
			t.Helper()
			a := aliya.Do(t, `mutation($in: PublishEventInput!) { publishEvent(input: $in) { event { state } userErrors { code nextStep } } }`, apptest.Input("eventId", cleaning))
			if code == "" {
				granted(t, a, "publishEvent")
				return a.Text("publishEvent", "event", "state")
			}
			refused(t, a, "publishEvent", code)
			return a.Text("publishEvent", "userErrors", 0, "nextStep")
		}
		asDraft := publish("ORGANIZATION_NOT_VERIFIED")
		decides(t, aliya, "submitOrganization", apptest.Input("organizationId", group))
		asPending := publish("ORGANIZATION_NOT_VERIFIED")
		if asDraft == "" || asPending == "" || asDraft == asPending {
			t.Errorf("the next steps are %q and %q", asDraft, asPending)
		}
		a = coordinator.Do(t, centerRequests, nil)
		if a.Text("centerRequests", "edges", 0, "node", "id") != group {
			t.Fatalf("not with the center: %s", a.Body)
		}
		decides(t, coordinator, "returnOrganization", apptest.Input("organizationId", group, "reason", "Say what you do."))
		granted(t, aliya.Do(t, updateOrganization, apptest.Input("organizationId", group, "description", english("We clean the banks of the Irtysh."))), "updateOrganization")
		decides(t, aliya, "submitOrganization", apptest.Input("organizationId", group))
		decides(t, coordinator, "verifyOrganization", apptest.Input("organizationId", group))
		if state := publish(""); state != "PUBLISHED" {
			t.Fatalf("it is %s", state)
		}
		if n := s.As("").Do(t, `{ organizations(search: "Irtysh") { totalCount } }`, nil).Number("organizations", "totalCount"); n != 1 {
			t.Error("nobody sees it")
		}
	})
}
