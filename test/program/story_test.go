package program

import (
	"testing"

	"erikti/internal/apptest"
)

// A stranger registers, founds a group, prepares an event, is verified by the support
// center of Pavlodar Region, and publishes; a guest and a person without e-mail take
// places, and the guest's becomes part of an account: all over the API, with no command.
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
		event := newEvent(group).but("shifts", []any{newShift().but("capacity", 2, "guestSignup", true)["in"]})
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
		// A guest takes a place, and a man who has no e-mail address; then it is full.
		visitor := s.As("")
		found := visitor.Do(t, `{ events(search: "Cleaning", hasFreePlaces: true) { edges { node { shifts { id available guestSignup } } } } }`, nil)
		shift := found.Text("events", "edges", 0, "node", "shifts", 0, "id")
		if shift == "" || found.Number("events", "edges", 0, "node", "shifts", 0, "available") != 2 {
			t.Fatalf("%s", found.Body)
		}
		token := guestToken(t, visitor.Do(t, signUpAsGuest, aGuest(shift).but()))
		a = aliya.Do(t, addPerson, fields{"organizationId": group, "givenName": "Baurzhan", "familyName": "Akhmet", "birthYear": 1950, "consentSignedOn": "2026-11-20"}.but())
		granted(t, a, "addPerson")
		number := a.Text("addPerson", "volunteer", "publicNumber")
		a = aliya.Do(t, addToShift, apptest.Input("shiftId", shift, "publicNumber", number))
		granted(t, a, "addToShift")
		late := guestToken(t, visitor.Do(t, signUpAsGuest, aGuest(shift).but("phone", "+77010000002")))
		if got := visitor.Do(t, guestPlace, map[string]any{"t": late}); got.Text("guestPlace", "waitlistState") != "WAITING" {
			t.Errorf("the third of two places: %s", got.Body)
		}
		roster := aliya.Do(t, `query($id: ID!) { node(id: $id) { ... on Shift { available signups { totalCount edges { node { state source volunteer { givenName phone } } } } } } }`, map[string]any{"id": shift})
		if roster.Number("node", "signups", "totalCount") != 2 || roster.Number("node", "available") != 0 {
			t.Errorf("%s", roster.Body)
		}
		// He claims the record by a code on paper; she had an account all the time.
		a = aliya.Do(t, issueCode, apptest.Input("publicNumber", number))
		granted(t, a, "issueClaimCode")
		a = visitor.Do(t, claimRecord, apptest.Input("code", a.Text("issueClaimCode", "code"), "phone", "+77010000003", "password", "a good password"))
		granted(t, a, "claimRecord")
		if places, _ := a.At("claimRecord", "viewer", "places").([]any); len(places) != 1 {
			t.Errorf("%s", a.Body)
		}
		asel := s.Register(t, "asel")
		a = asel.Do(t, attachRecord, apptest.Input("code", token))
		granted(t, a, "attachRecord")
		if a.Text("attachRecord", "viewer", "places", 0, "state") != "CONFIRMED" {
			t.Errorf("%s", a.Body)
		}
		granted(t, asel.Do(t, cancelSignup, apptest.Input("signupId", a.Text("attachRecord", "viewer", "places", 0, "id"))), "cancelSignup")
		if got := visitor.Do(t, guestPlace, map[string]any{"t": late}); got.Text("guestPlace", "signupState") != "CONFIRMED" {
			t.Errorf("the place did not go on: %s", got.Body)
		}
		soundLogs(t, s)
	})
}
