package program

import (
	"testing"
	"time"

	"erikti/internal/apptest"
)

const campaignFields = `campaign { id version state editable event { id } sessions { id title(locale: en) hall(locale: en) shift { id } } }`

// prepares makes the draft of a forum of two days, in sixty days, and returns its id and
// its first day.
func (x *press) prepares(t testing.TB, more ...any) (string, time.Time) {
	t.Helper()
	day := time.Now().AddDate(0, 0, 60).UTC().Truncate(24 * time.Hour)
	a := x.editor.Do(t, writes("createCampaign", campaignFields), apptest.Input(append([]any{
		"organizationId", x.center, "kind", "FORUM", "title", english("Forum"), "startsOn", day.Format(time.DateOnly), "endsOn", day.AddDate(0, 0, 1).Format(time.DateOnly),
	}, more...)...))
	granted(t, a, "createCampaign")
	return a.Text("createCampaign", "campaign", "id"), day
}

// session puts a session at an hour of the day into the programme, and returns its shift.
func (x *press) session(t testing.TB, forum, title string, from time.Time, hour int, more ...any) *apptest.Answer {
	t.Helper()
	return x.editor.Do(t, writes("addCampaignSession", campaignFields), apptest.Input(append([]any{
		"campaignId", forum, "title", english(title), "hall", english("Hall 1"),
		"startsAt", from.Add(time.Duration(hour) * time.Hour), "endsAt", from.Add(time.Duration(hour+1) * time.Hour),
	}, more...)...))
}

// A forum from its draft to its full session: who reads the programme signs up, the next
// one waits, and gets the place of who gives it up; nobody is in two sessions at a time.
func TestAForumAndItsPlaces(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		x := newPress(t, s)
		visitor, people := s.As(""), s.People(t, 2, "1990-05-17")
		year := x.platform.Do(t, writes("createCampaign", campaignFields), apptest.Input("kind", "YEAR", "title", english("Year"), "startsOn", "2026-01-01", "endsOn", "2026-12-31"))
		granted(t, year, "createCampaign")
		yearID := year.Text("createCampaign", "campaign", "id")
		refused(t, x.editor.Do(t, writes("publishCampaign", campaignFields), apptest.Input("campaignId", yearID)), "publishCampaign", "NOT_FOUND")
		granted(t, x.platform.Do(t, writes("publishCampaign", campaignFields), apptest.Input("campaignId", yearID)), "publishCampaign")
		refused(t, x.session(t, yearID, "S", time.Now(), 30), "addCampaignSession", "NOT_FOUND") // the network's

		forum, day := x.prepares(t, "parentId", yearID)
		for what, bad := range map[string]*apptest.Answer{
			"before the forum":   x.session(t, forum, "S", day, -30),
			"without time":       x.session(t, forum, "S", day, 5, "endsAt", day.Add(5*time.Hour)),
			"of nobody":          x.session(t, forum, "S", day, 5, "capacity", 0),
			"without a title":    x.session(t, forum, " ", day, 5),
			"of thousands of it": x.session(t, forum, "S", day, 5, "capacity", 10_000_000),
		} {
			if code := bad.Text("addCampaignSession", "userErrors", 0, "code"); code != "INVALID_INPUT" {
				t.Errorf("%s: %s", what, bad.Body)
			}
		}
		refused(t, people[0].Do(t, writes("addCampaignSession", campaignFields), apptest.Input("campaignId", forum, "title", english("S"), "startsAt", day.Add(5*time.Hour), "endsAt", day.Add(6*time.Hour))), "addCampaignSession", "NOT_FOUND")
		granted(t, x.session(t, forum, "Opening", day, 4), "addCampaignSession")
		granted(t, x.session(t, forum, "Counting hours", day, 5, "capacity", 1), "addCampaignSession")
		a := x.session(t, forum, "Beside it", day, 5, "capacity", 5)
		granted(t, a, "addCampaignSession")
		at := []any{"addCampaignSession", "campaign", "sessions"}
		plain, small, beside := a.Text(append(at, 0, "id")...), a.Text(append(at, 1, "shift", "id")...), a.Text(append(at, 2, "shift", "id")...)
		placed := a.Text(append(at, 1, "id")...)
		refused(t, x.editor.Do(t, writes("removeCampaignSession", campaignFields), apptest.Input("sessionId", placed)), "removeCampaignSession", "INVALID_INPUT")

		// A draft is nobody else's, nor are its places.
		if a := visitor.Do(t, `query($id: ID!) { node(id: $id) { id } campaigns(kind: FORUM) { totalCount } }`, map[string]any{"id": forum}); a.At("node") != nil || a.Number("campaigns", "totalCount") != 0 {
			t.Errorf("%s", a.Body)
		}
		if a := people[0].Do(t, signUp, apptest.Input("shiftId", small)); len(a.At("signUpForShift", "userErrors").([]any)) == 0 {
			t.Errorf("one signs up for a draft: %s", a.Body)
		}
		refused(t, x.editor.Do(t, writes("publishCampaign", campaignFields), apptest.Input("campaignId", forum, "expectedVersion", 1)), "publishCampaign", "STALE_VERSION")
		granted(t, x.editor.Do(t, writes("publishCampaign", campaignFields), apptest.Input("campaignId", forum)), "publishCampaign")
		refused(t, x.editor.Do(t, writes("publishCampaign", campaignFields), apptest.Input("campaignId", forum)), "publishCampaign", "WRONG_STATE")

		read := visitor.Do(t, `query($o: ID!, $y: ID!) { of: campaigns(organizationId: $o) { edges { node { id editable parent { id } sessions { title(locale: en) shift { state capacity available } } } } }
			under: campaigns(parentId: $y) { totalCount } others: campaigns(organizationId: "org_x") { totalCount } }`, map[string]any{"o": x.center, "y": yearID})
		if node := []any{"of", "edges", 0, "node"}; read.Text(append(node, "id")...) != forum || read.Text(append(node, "parent", "id")...) != yearID || read.At(append(node, "editable")...) != false ||
			read.At(append(node, "sessions", 0, "shift")...) != nil || read.Text(append(node, "sessions", 1, "shift", "state")...) != "OPEN" ||
			read.Number("under", "totalCount") != 1 || read.Number("others", "totalCount") != 0 {
			t.Errorf("%s", read.Body)
		}

		first := people[0].Do(t, signUp, apptest.Input("shiftId", small))
		if first.Text("signUpForShift", "signup", "state") != "CONFIRMED" {
			t.Fatalf("%s", first.Body)
		}
		refused(t, people[0].Do(t, signUp, apptest.Input("shiftId", beside)), "signUpForShift", "OVERLAPS")
		second := people[1].Do(t, signUp, apptest.Input("shiftId", small, "autoAccept", true))
		if second.Number("signUpForShift", "waitlistEntry", "position") != 1 {
			t.Fatalf("%s", second.Body)
		}
		granted(t, people[0].Do(t, cancelSignup, apptest.Input("signupId", first.Text("signUpForShift", "signup", "id"))), "cancelSignup")
		if a := people[1].Do(t, `{ viewer { places { ... on Signup { state shift { id } } } } }`, nil); a.Text("viewer", "places", 0, "state") != "CONFIRMED" || a.Text("viewer", "places", 0, "shift", "id") != small {
			t.Errorf("who waited has no place: %s", a.Body)
		}
		// Who gave theirs up is free for the session beside it.
		granted(t, people[0].Do(t, signUp, apptest.Input("shiftId", beside)), "signUpForShift")

		// What comes into a published programme takes sign-ups at once; what takes none goes.
		late := x.session(t, forum, "Late", day, 7, "capacity", 2)
		granted(t, late, "addCampaignSession")
		granted(t, people[0].Do(t, signUp, apptest.Input("shiftId", late.Text("addCampaignSession", "campaign", "sessions", 3, "shift", "id"))), "signUpForShift")
		granted(t, x.editor.Do(t, writes("removeCampaignSession", campaignFields), apptest.Input("sessionId", plain)), "removeCampaignSession")
		granted(t, x.editor.Do(t, writes("updateCampaign", campaignFields), apptest.Input("campaignId", forum, "title", english("Forum of rivers"))), "updateCampaign")

		// It is not taken back under those who have places; then it is seen no more, takes no
		// session, and can be shown again.
		seen := func() bool {
			return visitor.Do(t, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": forum}).At("node") != nil
		}
		refused(t, x.editor.Do(t, writes("withdrawCampaign", campaignFields), apptest.Input("campaignId", forum)), "withdrawCampaign", "WRONG_STATE")
		for _, one := range []string{small, beside, late.Text("addCampaignSession", "campaign", "sessions", 3, "shift", "id")} {
			rows(s).Shift.UpdateOneID(one).SetState("ENDED").ClearNextTransitionAt().ExecX(system)
		}
		refused(t, people[0].Do(t, writes("withdrawCampaign", campaignFields), apptest.Input("campaignId", forum)), "withdrawCampaign", "NOT_FOUND")
		granted(t, x.editor.Do(t, writes("withdrawCampaign", campaignFields), apptest.Input("campaignId", forum)), "withdrawCampaign")
		if seen() {
			t.Error("a campaign that was taken back is seen")
		}
		refused(t, x.session(t, forum, "Later still", day, 8), "addCampaignSession", "WRONG_STATE")
		granted(t, x.editor.Do(t, writes("publishCampaign", campaignFields), apptest.Input("campaignId", forum)), "publishCampaign")
		if !seen() {
			t.Error("a campaign that was shown again is not seen")
		}
	})
}
