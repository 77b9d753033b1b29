package program

import (
	"strings"
	"testing"

	"erikti/ent/gen/organization"
	"erikti/internal/apptest"
)

const (
	publishEvent = `mutation($in: PublishEventInput!) { publishEvent(input: $in) { event { state version shifts { state } } userErrors { code } } }`
	cancelEvent  = `mutation($in: CancelEventInput!) { cancelEvent(input: $in) { event { state cancellationReason live { state available waitlisted confirmed } shifts { state } } userErrors { code path } } }`
	cancelShift  = `mutation($in: CancelShiftInput!) { cancelShift(input: $in) { shift { state confirmed waitlisted } userErrors { code } } }`
	addShift     = `mutation($in: AddShiftInput!) { addShift(input: $in) { shift { id state } userErrors { code path } } }`
)

// Only a verified organization publishes, only a draft, only with a shift that is
// not over.
func TestPublish(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		draft := func(more ...any) string {
			a := organizer.Do(t, createEvent, newEvent(org).but(more...))
			granted(t, a, "createEvent")
			return a.Text("createEvent", "event", "id")
		}
		one := []any{newShift().but()["in"]}
		empty := draft()
		refused(t, organizer.Ask(t, publishEvent, apptest.Input("eventId", empty)), "publishEvent", "EVENT_WITHOUT_SHIFTS")
		a := organizer.Do(t, addShift, apptest.Input("eventId", empty, "shift", one[0]))
		granted(t, a, "addShift")
		granted(t, organizer.Do(t, cancelShift, apptest.Input("shiftId", a.Text("addShift", "shift", "id"))), "cancelShift")
		refused(t, organizer.Ask(t, publishEvent, apptest.Input("eventId", empty)), "publishEvent", "EVENT_WITHOUT_SHIFTS")
		past := draft("startsAt", at(-3, 0), "endsAt", at(-2, 0), "shifts", []any{newShift().but("startsAt", at(-3, 1), "endsAt", at(-3, 2))["in"]})
		refused(t, organizer.Ask(t, publishEvent, apptest.Input("eventId", past)), "publishEvent", "INVALID_INPUT")
		over := draft("startsAt", at(-3, 0), "endsAt", at(2, 0), "shifts", []any{newShift().but("startsAt", at(-3, 1), "endsAt", at(-3, 2))["in"]})
		refused(t, organizer.Ask(t, publishEvent, apptest.Input("eventId", over)), "publishEvent", "INVALID_INPUT")
		good := draft("startsAt", at(-3, 0), "endsAt", at(4, 0), "shifts", []any{
			newShift().but("startsAt", at(-3, 1), "endsAt", at(-3, 2))["in"], one[0], newShift().but("startsAt", at(3, 5), "endsAt", at(3, 6), "opensAt", at(1, 0))["in"],
		})
		for _, status := range []organization.Status{"DRAFT", "PENDING", "SUSPENDED", "CLOSED"} {
			rows(s).Organization.UpdateOneID(org).SetStatus(status).ExecX(system)
			refused(t, organizer.Ask(t, publishEvent, apptest.Input("eventId", good)), "publishEvent", "ORGANIZATION_NOT_VERIFIED")
		}
		rows(s).Organization.UpdateOneID(org).SetStatus("VERIFIED").ExecX(system)
		a = organizer.Do(t, publishEvent, apptest.Input("eventId", good))
		granted(t, a, "publishEvent")
		for i, want := range []string{"ENDED", "OPEN", "SCHEDULED"} {
			if got := a.Text("publishEvent", "event", "shifts", i, "state"); got != want {
				t.Errorf("shift %d is %s, want %s", i, got, want)
			}
		}
		refused(t, organizer.Ask(t, publishEvent, apptest.Input("eventId", good)), "publishEvent", "WRONG_STATE")
		if n := s.As("").Do(t, `{ events { totalCount } }`, nil).Number("events", "totalCount"); n != 1 {
			t.Errorf("everyone sees %d events", n)
		}
		// A shift of a published event is open at once.
		a = organizer.Do(t, addShift, apptest.Input("eventId", good, "shift", one[0]))
		granted(t, a, "addShift")
		if a.Text("addShift", "shift", "state") != "OPEN" {
			t.Errorf("%s", a.Body)
		}
	})
}

// A cancelled event takes everybody's place, says why, and changes no more.
func TestCancelEvent(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		r := rosterOf(t, s, organizer, org)
		event := rows(s).Shift.GetX(system, r.shift).EventID
		for _, reason := range []string{"", "  ", strings.Repeat("a", 1001), "a\u0000b", "a\u0007b"} {
			a := organizer.Ask(t, cancelEvent, apptest.Input("eventId", event, "reason", reason))
			refused(t, a, "cancelEvent", "INVALID_INPUT")
		}
		a := organizer.Do(t, cancelEvent, apptest.Input("eventId", event, "reason", " Storm. "))
		granted(t, a, "cancelEvent")
		for field, want := range map[string]any{"state": "CANCELLED", "cancellationReason": "Storm."} {
			if got := a.At("cancelEvent", "event", field); got != want {
				t.Errorf("%s is %v, want %v", field, got, want)
			}
		}
		for _, who := range []*apptest.Client{r.on, r.waiting} {
			if mine := who.Do(t, `{ viewer { places { ... on Signup { id } ... on WaitlistEntry { id } } } }`, nil); len(mine.At("viewer", "places").([]any)) != 0 {
				t.Errorf("still there: %s", mine.Body)
			}
			refused(t, who.Ask(t, signUp, apptest.Input("shiftId", r.shift)), "signUpForShift", "SHIFT_CLOSED")
		}
		sign := r.on.Do(t, `query($id: ID!) { node(id: $id) { ... on Signup { state cancelledBy } } }`, map[string]any{"id": r.signup})
		if sign.Text("node", "state") != "CANCELLED" || sign.Text("node", "cancelledBy") != "ORGANIZER" {
			t.Errorf("%s", sign.Body)
		}
		refused(t, organizer.Ask(t, cancelEvent, apptest.Input("eventId", event, "reason", "r")), "cancelEvent", "WRONG_STATE")
		refused(t, organizer.Ask(t, cancelShift, apptest.Input("shiftId", r.shift)), "cancelShift", "WRONG_STATE")
		refused(t, organizer.Ask(t, updateEvent, apptest.Input("eventId", event, "remote", true)), "updateEvent", "WRONG_STATE")
		refused(t, organizer.Ask(t, updateShift, apptest.Input("shiftId", r.shift, "capacity", 9)), "updateShift", "WRONG_STATE")
		refused(t, organizer.Ask(t, addShift, apptest.Input("eventId", event, "shift", newShift().but()["in"])), "addShift", "WRONG_STATE")
		refused(t, organizer.Ask(t, publishEvent, apptest.Input("eventId", event)), "publishEvent", "WRONG_STATE")
	})
}

func TestCancelShift(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		r := rosterOf(t, s, organizer, org)
		a := organizer.Do(t, cancelShift, apptest.Input("shiftId", r.shift))
		granted(t, a, "cancelShift")
		if a.Text("cancelShift", "shift", "state") != "CANCELLED" || a.Number("cancelShift", "shift", "confirmed")+a.Number("cancelShift", "shift", "waitlisted") != 0 {
			t.Errorf("%s", a.Body)
		}
		refused(t, organizer.Ask(t, cancelShift, apptest.Input("shiftId", r.shift)), "cancelShift", "WRONG_STATE")
		refused(t, r.on.Ask(t, `mutation($in: CancelSignupInput!) { cancelSignup(input: $in) { userErrors { code } } }`, apptest.Input("signupId", r.signup)), "cancelSignup", "NOT_SIGNED_UP")
		refused(t, r.waiting.Ask(t, `mutation($in: LeaveWaitlistInput!) { leaveWaitlist(input: $in) { userErrors { code } } }`, apptest.Input("entryId", r.entry)), "leaveWaitlist", "NOT_WAITING")
	})
}
