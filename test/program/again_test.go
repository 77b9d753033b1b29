package program

import (
	"encoding/json"
	"sync"
	"testing"

	"erikti/internal/apptest"
)

// The same mutation sent again with its key, later or at the same time, is made
// once and answered alike; the key stands for one input (invariant 9).
func TestTheSameMutationAgain(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		event, shift := organizer.Shift(t, org, 1, 3)
		draft := organizer.Do(t, createEvent, newEvent(org).but("shifts", []any{newShift().but()["in"]})).Text("createEvent", "event", "id")
		volunteer := s.Register(t, "dana")
		for _, c := range []struct {
			name, document string
			who            *apptest.Client
			input          fields
			other          []any // the input that the key does not stand for
		}{
			{"createEvent", createEvent, organizer, newEvent(org), []any{"title", english("Other")}},
			{"addShift", addShift, organizer, fields{"eventId": event, "shift": fields(newShift()).but("startsAt", startOf(s, event, 5), "endsAt", startOf(s, event, 6))["in"]}, []any{"eventId", draft}},
			{"updateEvent", `mutation($in: UpdateEventInput!) { updateEvent(input: $in) { event { version } userErrors { code } } }`, organizer, fields{"eventId": event, "remote": true}, []any{"remote", false}},
			{"updateShift", `mutation($in: UpdateShiftInput!) { updateShift(input: $in) { shift { version } userErrors { code } } }`, organizer, fields{"shiftId": shift, "capacity": 1}, []any{"capacity", 2}},
			{"publishEvent", publishEvent, organizer, fields{"eventId": draft}, []any{"eventId", event}},
			{"signUpForShift", signUp, volunteer, fields{"shiftId": shift}, []any{"joinWaitlist", false}},
			{"cancelEvent", cancelEvent, organizer, fields{"eventId": draft, "reason": "storm"}, []any{"reason", "rain"}},
			{"cancelShift", cancelShift, organizer, fields{"shiftId": shift}, []any{"shiftId", "shf_x"}},
		} {
			t.Run(c.name, func(t *testing.T) {
				answers := make([]*apptest.Answer, 4)
				var all sync.WaitGroup
				for i := range answers {
					all.Go(func() { answers[i], _ = c.who.Try(c.document, c.input.but("idempotencyKey", "k")) })
				}
				all.Wait()
				answers = append(answers, c.who.Ask(t, c.document, c.input.but("idempotencyKey", "k")))
				for _, a := range answers {
					granted(t, a, c.name)
					if one, other := data(t, answers[0]), data(t, a); one != other {
						t.Errorf("two answers:\n%s\n%s", one, other)
					}
				}
				refused(t, c.who.Ask(t, c.document, c.input.but(append([]any{"idempotencyKey", "k"}, c.other...)...)), c.name, "IDEMPOTENCY_KEY_REUSED")
			})
		}
		if n := rows(s).Event.Query().CountX(system); n != 3 {
			t.Errorf("%d events, want 3", n)
		}
		// Somebody else's key is another one.
		foreign, other := s.Organizer(t, "foreign")
		granted(t, foreign.Do(t, createEvent, newEvent(other).but("idempotencyKey", "k")), "createEvent")
		for _, kept := range rows(s).IdempotencyKey.Query().AllX(system) {
			var outcome any
			if err := json.Unmarshal([]byte(kept.Outcome), &outcome); err != nil || len(kept.Outcome) > 200 {
				t.Errorf("kept %s", kept.Outcome)
			}
		}
	})
}

func data(t *testing.T, a *apptest.Answer) string {
	t.Helper()
	raw, err := json.Marshal(a.Data)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// startOf is some hours after the start of an event.
func startOf(s *apptest.Server, event string, n int) string {
	return rows(s).Event.GetX(system, event).StartsAt.Add(hours(n)).UTC().Format("2006-01-02T15:04:05Z")
}
