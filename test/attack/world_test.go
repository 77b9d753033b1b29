package attack

import (
	"context"
	"testing"
	"time"

	"erikti/ent/rule"
	"erikti/internal/apptest"
)

// world is what the bad requests find: an organizer with an event, a stranger
// with a draft, and a volunteer who has a place.
type world struct {
	*apptest.Server
	organizer, stranger, volunteer, other *apptest.Client
	organization                          string
	event, shift                          string // published and open, the volunteer has a place
	signup, otherSignup                   string
	draft, draftShift                     string // the stranger's
	cancelled, closed, ended, notYet      string // shifts
	cancelledEvent                        string
	eventStart                            time.Time
}

func newWorld(t *testing.T, s *apptest.Server) *world {
	t.Helper()
	w := &world{Server: s}
	everybody := people(t, s, 2)
	w.volunteer, w.other = everybody[0], everybody[1]
	var foreign string
	w.organizer, w.organization = organizer(s, "organizer")
	w.stranger, foreign = organizer(s, "stranger")
	w.event, w.shift = w.organizer.Shift(t, w.organization, 5, 3)
	w.eventStart = time.Now().UTC().Truncate(time.Hour).AddDate(0, 0, 3)
	w.draft, w.draftShift = w.draftOf(t, w.stranger, foreign)
	w.signup, w.otherSignup = w.signUp(t, w.volunteer), w.signUp(t, w.other)

	w.cancelledEvent, w.cancelled = w.organizer.Shift(t, w.organization, 5, 5)
	w.organizer.Do(t, `mutation($in: CancelEventInput!) { cancelEvent(input: $in) { event { state } } }`,
		apptest.Input("eventId", w.cancelledEvent, "reason", "storm"))
	_, w.closed = w.organizer.Shift(t, w.organization, 5, 7)
	_, w.ended = w.organizer.Shift(t, w.organization, 5, 9)
	_, w.notYet = w.organizer.Shift(t, w.organization, 5, 11)
	ctx, shifts, hours := rule.System(context.Background()), s.App.Store().Client.Shift, func(n int) time.Time {
		return time.Now().UTC().Truncate(time.Second).Add(time.Duration(n) * time.Hour)
	}
	shifts.UpdateOneID(w.closed).SetClosesAt(hours(-1)).SetState("CLOSED").ExecX(ctx)
	shifts.UpdateOneID(w.ended).SetStartsAt(hours(-3)).SetEndsAt(hours(-1)).SetState("ENDED").ClearNextTransitionAt().ExecX(ctx)
	shifts.UpdateOneID(w.notYet).SetOpensAt(hours(24)).SetState("SCHEDULED").SetNextTransitionAt(hours(24)).ExecX(ctx)
	return w
}

func (w *world) draftOf(t *testing.T, c *apptest.Client, organization string) (event, shift string) {
	t.Helper()
	a := c.Do(t, `mutation($in: CreateEventInput!) { createEvent(input: $in) { event { id shifts { id } } userErrors { code path } } }`,
		map[string]any{"in": w.draftInput(organization)})
	if a.Text("createEvent", "event", "id") == "" {
		t.Fatalf("creating: %s", a.Body)
	}
	return a.Text("createEvent", "event", "id"), a.Text("createEvent", "event", "shifts", 0, "id")
}

// at is a moment of the event, in hours after its start.
func (w *world) at(hours int) string {
	return w.eventStart.Add(time.Duration(hours) * time.Hour).Format(time.RFC3339)
}

// draftInput is a good input; cases spoil it.
func (w *world) draftInput(organization string) map[string]any {
	return map[string]any{
		"organizationId": organization, "title": map[string]any{"en": "A good event"}, "directions": []any{"SOCIAL"},
		"startsAt": w.at(0), "endsAt": w.at(8), "timeZone": "Asia/Almaty", "shifts": []any{w.shiftInput()},
	}
}

func (w *world) shiftInput() map[string]any {
	return map[string]any{"title": map[string]any{"en": "A good shift"}, "startsAt": w.at(1), "endsAt": w.at(2), "capacity": 3}
}

func (w *world) signUp(t *testing.T, c *apptest.Client) string {
	t.Helper()
	a := c.Do(t, `mutation($in: SignUpForShiftInput!) { signUpForShift(input: $in) { signup { id } userErrors { code } } }`,
		apptest.Input("shiftId", w.shift))
	if a.Text("signUpForShift", "signup", "id") == "" {
		t.Fatalf("signing up: %s", a.Body)
	}
	return a.Text("signUpForShift", "signup", "id")
}
