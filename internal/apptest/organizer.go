package apptest

import (
	"context"
	"testing"
	"time"

	"erikti/ent/gen/membership"
	"erikti/ent/gen/organization"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// Organizer registers a person who runs a verified organization, and returns
// their client and the organization's id. (The API to found and verify one comes
// with its own capability; here the rows are written.)
func (s *Server) Organizer(t testing.TB, name string) (*Client, string) {
	t.Helper()
	c := s.Register(t, name)
	me := c.Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
	ctx := rule.System(context.Background())
	db := s.App.Store().Client
	o := db.Organization.Create().SetNameEn("Organization of " + name).
		SetLegalForm(organization.LegalFormNGO).SetStatus(organization.StatusVERIFIED).
		AddDirectionIDs(id.Direction.Of("SOCIAL")).SaveX(ctx)
	db.Membership.Create().SetVolunteerID(me).SetOrganizationID(o.ID).
		SetRole(membership.RoleADMIN).SetStatus(membership.StatusACTIVE).SetValidFrom("2020-01-01").ExecX(ctx)
	return c, o.ID
}

// Shift makes a published event with one shift in some days, and returns the ids
// of both.
func (c *Client) Shift(t testing.TB, organizationID string, capacity int, inDays int) (eventID, shiftID string) {
	t.Helper()
	start := time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, inDays)
	at := func(hours int) string { return start.Add(time.Duration(hours) * time.Hour).Format(time.RFC3339) }
	a := c.Do(t, `mutation($in: CreateEventInput!) { createEvent(input: $in) { event { id shifts { id } } userErrors { code message path } } }`, Input(
		"organizationId", organizationID, "title", map[string]any{"en": "Cleaning the bank of the Irtysh"},
		"directions", []string{"SOCIAL"}, "startsAt", at(0), "endsAt", at(8), "timeZone", "Asia/Almaty",
		"shifts", []any{map[string]any{
			"title": map[string]any{"en": "Morning"}, "startsAt": at(1), "endsAt": at(4), "capacity": capacity,
		}},
	))
	eventID, shiftID = a.Text("createEvent", "event", "id"), a.Text("createEvent", "event", "shifts", 0, "id")
	if shiftID == "" {
		t.Fatalf("creating: %s", a.Body)
	}
	a = c.Do(t, `mutation($in: PublishEventInput!) { publishEvent(input: $in) { event { state } userErrors { code message } } }`, Input("eventId", eventID))
	if a.Text("publishEvent", "event", "state") != "PUBLISHED" {
		t.Fatalf("publishing: %s", a.Body)
	}
	return eventID, shiftID
}
