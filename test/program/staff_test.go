package program

import (
	"strings"
	"testing"

	"erikti/internal/apptest"
)

const (
	staffPayload  = `{ signup { id state reason } waitlistEntry { id position } shift { id capacity confirmed held waitlisted } userErrors { code message path } }`
	approveSignup = `mutation($in: ApproveSignupInput!) { approveSignup(input: $in) ` + staffPayload + ` }`
	declineSignup = `mutation($in: DeclineSignupInput!) { declineSignup(input: $in) ` + staffPayload + ` }`
	addToShift    = `mutation($in: AddToShiftInput!) { addToShift(input: $in) ` + staffPayload + ` }`
	moveSignup    = `mutation($in: MoveSignupInput!) { moveSignup(input: $in) ` + staffPayload + ` }`
	answerOffer   = `mutation($in: AnswerOfferInput!) { answerOffer(input: $in) { signup { id state } waitlistEntry { state } shift { confirmed held } userErrors { code message path } } }`
	cancelSignup  = `mutation($in: CancelSignupInput!) { cancelSignup(input: $in) { signup { state } userErrors { code } } }`
	preview       = `query($shift: ID!, $from: DateTime!, $to: DateTime!) { previewShiftChange(shiftId: $shift, startsAt: $from, endsAt: $to) { told wouldOverlap } }`
	request       = `query($id: ID!) { node(id: $id) { ... on Signup { state reason } } }`
)

// canary is in bad input, and never in an answer.
const canary = "canary-4711"

// publicNumber is what a person tells of themselves.
func publicNumber(t testing.TB, c *apptest.Client) string {
	t.Helper()
	return c.Do(t, `{ viewer { volunteer { publicNumber } } }`, nil).Text("viewer", "volunteer", "publicNumber")
}

// took signs somebody up and returns the sign-up, or the entry.
func took(t testing.TB, c *apptest.Client, shift string, more ...any) string {
	t.Helper()
	a := c.Do(t, signUp, fields{"shiftId": shift}.but(more...))
	granted(t, a, "signUpForShift")
	if id := a.Text("signUpForShift", "signup", "id"); id != "" {
		return id
	}
	return a.Text("signUpForShift", "waitlistEntry", "id")
}

// withoutEcho fails a test when an answer repeats what was bad.
func withoutEcho(t testing.TB, a *apptest.Answer) {
	t.Helper()
	if strings.Contains(string(a.Body), canary) {
		t.Errorf("the input is in the answer: %s", a.Body)
	}
}

// Those who run a shift answer requests; the person reads why, nobody else does.
func TestRequestsAreAnswered(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		_, shift := organizer.Shift(t, org, 1, 9)
		granted(t, organizer.Do(t, updateShift, apptest.Input("shiftId", shift, "signupPolicy", "APPROVAL")), "updateShift")
		a, b, c := s.Register(t, "a"), s.Register(t, "b"), s.Register(t, "c")
		first, second, third := took(t, a, shift), took(t, b, shift), took(t, c, shift)
		again := func(document, field string, in map[string]any) *apptest.Answer {
			t.Helper()
			once, twice := organizer.Do(t, document, in), organizer.Do(t, document, in)
			granted(t, once, field)
			if data(t, once) != data(t, twice) {
				t.Errorf("two answers to one key:\n%s\n%s", once.Body, twice.Body)
			}
			return once
		}
		got := again(approveSignup, "approveSignup", fields{"signupId": first}.but("idempotencyKey", "k"))
		if got.Text("approveSignup", "signup", "state") != "CONFIRMED" || got.Number("approveSignup", "shift", "confirmed") != 1 {
			t.Errorf("%s", got.Body)
		}
		refused(t, organizer.Ask(t, approveSignup, fields{"signupId": second}.but("idempotencyKey", "k")), "approveSignup", "IDEMPOTENCY_KEY_REUSED")
		got = again(approveSignup, "approveSignup", fields{"signupId": second}.but("idempotencyKey", "l"))
		if got.Number("approveSignup", "waitlistEntry", "position") != 1 || got.Text("approveSignup", "signup", "state") != "WITHDRAWN" {
			t.Errorf("%s", got.Body)
		}
		refused(t, organizer.Ask(t, approveSignup, fields{"signupId": second}.but()), "approveSignup", "WRONG_STATE")
		for reason, code := range map[string]string{"": "INVALID_INPUT", " \n": "INVALID_INPUT", canary + "\x00": "INVALID_INPUT", canary + strings.Repeat("ұ", 1000): "INVALID_INPUT"} {
			bad := organizer.Ask(t, declineSignup, fields{"signupId": third, "reason": reason}.but())
			refused(t, bad, "declineSignup", code)
			withoutEcho(t, bad)
		}
		reason := "Автобуста орын жоқ: <b>\"14\"</b> \\ & 'бос' " + strings.Repeat("ұ", 900)
		got = again(declineSignup, "declineSignup", fields{"signupId": third, "reason": "  " + reason + "\n"}.but("idempotencyKey", "k"))
		if got.Text("declineSignup", "signup", "state") != "DECLINED" {
			t.Errorf("%s", got.Body)
		}
		id := map[string]any{"id": third}
		if got := c.Do(t, request, id); got.Text("node", "reason") != reason {
			t.Errorf("the person reads %s", got.Body)
		}
		for _, other := range []*apptest.Client{b, s.As("")} {
			if got := other.Ask(t, request, id); got.At("node") != nil || strings.Contains(string(got.Body), "Автобуста") {
				t.Errorf("somebody else reads %s", got.Body)
			}
		}
		if kept := rows(s).PlaceLogLine.Query().AllX(system); strings.Contains(kept[len(kept)-1].Detail, "Автобуста") {
			t.Errorf("the log has the words: %s", kept[len(kept)-1].Detail)
		}
	})
}

// Those who run shifts add people and move them.
func TestPeopleAreAddedAndMoved(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		_, shift := organizer.Shift(t, org, 1, 9)
		_, to := organizer.Shift(t, org, 1, 9)
		draft := organizer.Do(t, createEvent, newEvent(org).but("shifts", []any{newShift().but()["in"]})).Text("createEvent", "event", "shifts", 0, "id")
		a, b := s.Register(t, "a"), s.Register(t, "b")
		took(t, a, shift)
		in := fields{"shiftId": shift, "publicNumber": " " + publicNumber(t, b) + " "}
		got := organizer.Do(t, addToShift, in.but("idempotencyKey", "k"))
		granted(t, got, "addToShift")
		if got.Number("addToShift", "shift", "capacity") != 2 || got.Text("addToShift", "signup", "state") != "CONFIRMED" {
			t.Errorf("%s", got.Body)
		}
		if twice := organizer.Do(t, addToShift, in.but("idempotencyKey", "k")); data(t, twice) != data(t, got) {
			t.Errorf("%s\n%s", got.Body, twice.Body)
		}
		refused(t, organizer.Ask(t, addToShift, in.but()), "addToShift", "ALREADY_SIGNED_UP")
		refused(t, organizer.Ask(t, addToShift, in.but("shiftId", draft)), "addToShift", "NOT_OPEN_YET")
		for _, bad := range []string{canary, "", strings.Repeat(canary, 1000), "' OR 1=1 --" + canary} {
			answer := organizer.Ask(t, addToShift, in.but("publicNumber", bad))
			refused(t, answer, "addToShift", "NOT_FOUND")
			withoutEcho(t, answer)
		}
		signup := got.Text("addToShift", "signup", "id")
		move := fields{"signupId": signup, "toShiftId": to}
		refused(t, organizer.Ask(t, moveSignup, move.but("toShiftId", shift)), "moveSignup", "WRONG_STATE")
		refused(t, organizer.Ask(t, moveSignup, move.but("toShiftId", draft)), "moveSignup", "NOT_OPEN_YET")
		for _, bad := range []string{canary, "", strings.Repeat(canary, 1000)} {
			for _, part := range []string{"signupId", "toShiftId"} {
				answer := organizer.Ask(t, moveSignup, move.but(part, bad))
				refused(t, answer, "moveSignup", "NOT_FOUND")
				withoutEcho(t, answer)
			}
		}
		got = organizer.Do(t, moveSignup, move.but("idempotencyKey", "k"))
		granted(t, got, "moveSignup")
		if twice := organizer.Do(t, moveSignup, move.but("idempotencyKey", "k")); data(t, twice) != data(t, got) {
			t.Errorf("%s\n%s", got.Body, twice.Body)
		}
		mine := b.Do(t, `{ viewer { places { ... on Signup { id shift { id } } } } }`, nil)
		if mine.Text("viewer", "places", 0, "shift", "id") != to || mine.Text("viewer", "places", 0, "id") != got.Text("moveSignup", "signup", "id") {
			t.Errorf("%s", mine.Body)
		}
		refused(t, organizer.Ask(t, moveSignup, move.but()), "moveSignup", "WRONG_STATE")
	})
}

// An offer is answered by whom it is for.
func TestOffersAreAnswered(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		_, shift := organizer.Shift(t, org, 1, 9)
		a, b, c := s.Register(t, "a"), s.Register(t, "b"), s.Register(t, "c")
		signup := took(t, a, shift)
		took(t, b, shift, "autoAccept", false)
		took(t, c, shift, "autoAccept", false)
		granted(t, a.Do(t, cancelSignup, apptest.Input("signupId", signup)), "cancelSignup")
		offered := func(c *apptest.Client) string {
			const mine = `query($id: ID!) { node(id: $id) { ... on Shift { viewerWaitlistEntry { position state offer { id expiresAt state } } } } }`
			return c.Do(t, mine, map[string]any{"id": shift}).Text("node", "viewerWaitlistEntry", "offer", "id")
		}
		first := offered(b)
		if first == "" || offered(c) != "" {
			t.Fatal("the head has an offer, and nobody else")
		}
		for _, other := range []*apptest.Client{a, c, organizer} {
			refused(t, other.Ask(t, answerOffer, apptest.Input("offerId", first, "accept", true)), "answerOffer", "NOT_FOUND")
		}
		if code := s.As("").Ask(t, answerOffer, apptest.Input("offerId", first, "accept", true)).Code(); code != "UNAUTHENTICATED" {
			t.Errorf("a visitor: %s", code)
		}
		for _, bad := range []string{canary, "", "sgn_" + canary} {
			for _, part := range []string{"offerId", "releaseSignupId"} {
				if part == "releaseSignupId" && bad == "" {
					continue // none
				}
				answer := b.Ask(t, answerOffer, fields{"offerId": first, "accept": true}.but(part, bad))
				refused(t, answer, "answerOffer", "NOT_FOUND")
				withoutEcho(t, answer)
			}
		}
		take := fields{"offerId": first, "accept": true}
		got := b.Do(t, answerOffer, take.but("idempotencyKey", "k"))
		granted(t, got, "answerOffer")
		if got.Text("answerOffer", "signup", "state") != "CONFIRMED" || got.Number("answerOffer", "shift", "held") != 0 {
			t.Errorf("%s", got.Body)
		}
		if twice := b.Do(t, answerOffer, take.but("idempotencyKey", "k")); data(t, twice) != data(t, got) {
			t.Errorf("%s\n%s", got.Body, twice.Body)
		}
		refused(t, b.Ask(t, answerOffer, take.but("idempotencyKey", "k", "accept", false)), "answerOffer", "IDEMPOTENCY_KEY_REUSED")
		refused(t, b.Ask(t, answerOffer, take.but()), "answerOffer", "NOT_OFFERED")
		granted(t, b.Do(t, cancelSignup, apptest.Input("signupId", got.Text("answerOffer", "signup", "id"))), "cancelSignup")
		second := offered(c)
		got = c.Do(t, answerOffer, apptest.Input("offerId", second, "accept", false))
		if got.Text("answerOffer", "waitlistEntry", "state") != "DECLINED" || got.At("answerOffer", "signup") != nil {
			t.Errorf("%s", got.Body)
		}
	})
}

// Another organization's organizer, and everyone else, finds nothing to change.
func TestStrangersChangeNobodysPlace(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "own")
		foreign, other := s.Organizer(t, "foreign")
		_, shift := organizer.Shift(t, org, 1, 9)
		_, theirs := foreign.Shift(t, other, 1, 12)
		a := s.Register(t, "a")
		signup := took(t, a, shift)
		calls := []struct {
			field, document string
			in              fields
		}{
			{"approveSignup", approveSignup, fields{"signupId": signup}},
			{"declineSignup", declineSignup, fields{"signupId": signup, "reason": "none"}},
			{"addToShift", addToShift, fields{"shiftId": shift, "publicNumber": publicNumber(t, foreign)}},
			{"moveSignup", moveSignup, fields{"signupId": signup, "toShiftId": theirs}},
			{"moveSignup", moveSignup, fields{"signupId": signup, "toShiftId": shift}},
		}
		for _, call := range calls {
			for _, who := range []*apptest.Client{foreign, a} {
				refused(t, who.Ask(t, call.document, call.in.but()), call.field, "NOT_FOUND")
			}
			if code := s.As("").Ask(t, call.document, call.in.but()).Code(); code != "UNAUTHENTICATED" {
				t.Errorf("%s by a visitor: %s", call.field, code)
			}
		}
		refused(t, organizer.Ask(t, moveSignup, calls[3].in.but()), "moveSignup", "NOT_FOUND") // to a shift that is not theirs
		when := map[string]any{"shift": shift, "from": at(20, 0), "to": at(20, 3)}
		for who, client := range map[string]*apptest.Client{"foreign": foreign, "a": a, "a visitor": s.As("")} {
			if got := client.Ask(t, preview, when); got.At("previewShiftChange") != nil {
				t.Errorf("%s previews %s", who, got.Body)
			}
		}
		if got := organizer.Do(t, preview, when); got.Number("previewShiftChange", "told") != 1 || got.Number("previewShiftChange", "wouldOverlap") != 0 {
			t.Errorf("%s", got.Body)
		}
		_, overlapping := foreign.Shift(t, other, 1, 30)
		took(t, a, overlapping)
		start := rows(s).Shift.GetX(system, overlapping).StartsAt.UTC().Format("2006-01-02T15:04:05Z")
		end := rows(s).Shift.GetX(system, overlapping).EndsAt.UTC().Format("2006-01-02T15:04:05Z")
		if got := organizer.Do(t, preview, map[string]any{"shift": shift, "from": start, "to": end}); got.Number("previewShiftChange", "wouldOverlap") != 1 {
			t.Errorf("%s", got.Body)
		}
		if got := organizer.Ask(t, preview, map[string]any{"shift": shift, "from": end, "to": start}); got.Code() != "BAD_USER_INPUT" {
			t.Errorf("the end before the start: %s", got.Body)
		}
		granted(t, organizer.Do(t, cancelShift, apptest.Input("shiftId", shift)), "cancelShift")
		rows(s).Event.Update().SetState("DONE").ExecX(system)
		if got := organizer.Do(t, preview, when); got.At("previewShiftChange") != nil {
			t.Errorf("of what is over: %s", got.Body)
		}
		if row := rows(s).Shift.GetX(system, shift); row.Confirmed != 0 || row.Capacity != 1 {
			t.Errorf("%+v", row)
		}
	})
}
