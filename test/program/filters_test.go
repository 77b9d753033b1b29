package program

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/internal/apptest"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// ask asks for the titles of the events that arguments leave, in order.
func ask(t testing.TB, c *apptest.Client, arguments string) []string {
	t.Helper()
	return names(c.Do(t, `{ events(orderBy: [{field: TITLE, direction: ASC}], `+arguments+`) { totalCount edges { node { title } } } }`, nil), "events", "title")
}

// Filters leave what their words say, and totalCount counts the same.
func TestFilters(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		regions := rows(s).Region.Query().Limit(2).AllX(system)
		first, second := organizationOf(s, lang.Text{En: "first"}), organizationOf(s, lang.Text{En: "second"})
		rows(s).Organization.UpdateOne(first).AddRegions(regions[0]).ExecX(system)
		in := func(region int, directions ...string) func(*gen.EventCreate) {
			return func(c *gen.EventCreate) {
				for _, d := range directions {
					c.AddDirectionIDs(id.Direction.Of(d))
				}
				if region >= 0 {
					c.SetRegion(regions[region])
				}
			}
		}
		eventOf(s, first.ID, lang.Text{En: "a"}, 1, in(0, "SOCIAL"))
		eventOf(s, first.ID, lang.Text{En: "b"}, 2, in(1, "ANIMALS", "SOCIAL"))
		eventOf(s, second.ID, lang.Text{En: "c"}, 3, in(-1, "ONLINE"), func(c *gen.EventCreate) { c.SetRemote(true) })
		eventOf(s, second.ID, lang.Text{En: "d"}, 4, in(1), func(c *gen.EventCreate) { c.SetState("CANCELLED") })
		at := func(days int) string { return inDays(days).Format(time.RFC3339) }
		for where, want := range map[string][]string{
			`{}`:                                   {"a", "b", "c", "d"},
			`{organizationID: "` + first.ID + `"}`: {"a", "b"},
			`{organizationIDIn: ["` + second.ID + `"]}`:                       {"c", "d"},
			`{regionID: "` + regions[1].ID + `"}`:                             {"b", "d"},
			`{regionIDIsNil: true}`:                                           {"c"},
			`{hasRegion: true}`:                                               {"a", "b", "d"},
			`{hasRegionWith: [{iso: "` + regions[0].Iso + `"}]}`:              {"a"},
			`{hasDirections: false}`:                                          {"d"},
			`{hasDirectionsWith: [{code: SOCIAL}]}`:                           {"a", "b"},
			`{hasDirectionsWith: [{codeIn: [ANIMALS, ONLINE]}]}`:              {"b", "c"},
			`{startsAtGTE: "` + at(3) + `"}`:                                  {"c", "d"},
			`{startsAtGT: "` + at(1) + `", startsAtLT: "` + at(3) + `"}`:      {"b"},
			`{remote: true}`:                                                  {"c"},
			`{state: CANCELLED}`:                                              {"d"},
			`{not: {state: CANCELLED}}`:                                       {"a", "b", "c"},
			`{or: [{remote: true}, {hasDirectionsWith: [{code: ANIMALS}]}]}`:  {"b", "c"},
			`{and: [{remote: false}, {hasDirectionsWith: [{code: SOCIAL}]}]}`: {"a", "b"},
		} {
			a := s.As("").Do(t, `{ events(orderBy: [{field: TITLE, direction: ASC}], where: `+where+`) { totalCount edges { node { title } } } }`, nil)
			if got := names(a, "events", "title"); !slices.Equal(got, want) || a.Number("events", "totalCount") != len(want) {
				t.Errorf("%s: got %q of %d, want %q", where, got, a.Number("events", "totalCount"), want)
			}
		}
		for where, want := range map[string]int{
			`{}`: 2, `{hasRegions: true}`: 1, `{hasRegionsWith: [{id: "` + regions[0].ID + `"}]}`: 1, `{hasDirectionsWith: [{code: SOCIAL}]}`: 2,
			`{legalForm: NGO}`: 2, `{status: VERIFIED}`: 2, `{statusNEQ: VERIFIED}`: 0,
		} {
			a := s.As("").Do(t, `{ organizations(where: `+where+`) { totalCount } }`, nil)
			if got := a.Number("organizations", "totalCount"); got != want {
				t.Errorf("organizations %s: got %d, want %d", where, got, want)
			}
		}
	})
}

// hasFreePlaces is an open shift with a place that nobody has or holds.
func TestHasFreePlaces(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		org := organizationOf(s, lang.Text{En: "Rina"}).ID
		taken := func(confirmed, held int) func(*gen.ShiftCreate) {
			return func(c *gen.ShiftCreate) { c.SetConfirmed(confirmed).SetHeld(held) }
		}
		shiftOf(s, eventOf(s, org, lang.Text{En: "free"}, 3), 3, taken(1, 1))
		shiftOf(s, eventOf(s, org, lang.Text{En: "full"}, 3), 3, taken(2, 1))
		eventOf(s, org, lang.Text{En: "none"}, 3)
		shiftOf(s, eventOf(s, org, lang.Text{En: "closed"}, 3), 3, func(c *gen.ShiftCreate) { c.SetState("CLOSED").SetClosesAt(time.Now().Add(-time.Hour)) })
		shiftOf(s, eventOf(s, org, lang.Text{En: "soon"}, 3), 3, func(c *gen.ShiftCreate) { c.SetState("SCHEDULED") })
		mixed := eventOf(s, org, lang.Text{En: "mixed"}, 3)
		shiftOf(s, mixed, 1, taken(1, 0))
		shiftOf(s, mixed, 1)
		named(t, ask(t, s.As(""), "hasFreePlaces: true"), []string{"free", "mixed"})
		named(t, ask(t, s.As(""), "hasFreePlaces: false"), []string{"closed", "full", "none", "soon"})
		named(t, ask(t, s.As(""), "hasFreePlaces: null"), []string{"closed", "free", "full", "mixed", "none", "soon"})
	})
}

// eligibleForMe is what eligibility says of an event's shifts.
func TestEligibleForMe(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		org := organizationOf(s, lang.Text{En: "Rina"}).ID
		asks := func(kinds ...string) func(*gen.ShiftCreate) {
			return func(c *gen.ShiftCreate) { c.SetQualifications(kinds) }
		}
		of := func(direction string) func(*gen.EventCreate) {
			return func(c *gen.EventCreate) { c.AddDirectionIDs(id.Direction.Of(direction)) }
		}
		shiftOf(s, eventOf(s, org, lang.Text{En: "anybody"}, 3), 1)
		shiftOf(s, eventOf(s, org, lang.Text{En: "full"}, 4), 1, func(c *gen.ShiftCreate) { c.SetConfirmed(1) })
		shiftOf(s, eventOf(s, org, lang.Text{En: "from 16"}, 5), 1, func(c *gen.ShiftCreate) { c.SetMinAge(16) })
		shiftOf(s, eventOf(s, org, lang.Text{En: "emergency"}, 6, of("EMERGENCY")), 1)
		shiftOf(s, eventOf(s, org, lang.Text{En: "first aid"}, 7), 1, asks("FIRST_AID"))
		shiftOf(s, eventOf(s, org, lang.Text{En: "first aid and driver"}, 8), 1, asks("FIRST_AID", "DRIVER"))
		shiftOf(s, eventOf(s, org, lang.Text{En: "closed"}, 9), 1, func(c *gen.ShiftCreate) { c.SetState("CLOSED").SetClosesAt(time.Now().Add(-time.Hour)) })
		eventOf(s, org, lang.Text{En: "no shift"}, 10)
		busy := shiftOf(s, eventOf(s, org, lang.Text{En: "mine"}, 11), 1)
		shiftOf(s, eventOf(s, org, lang.Text{En: "at the time of mine"}, 11), 1)

		people := map[string]*apptest.Client{"a visitor": s.As("")}
		for name, born := range map[string]string{"grown up": "1990-05-17", "a child": time.Now().AddDate(-12, 0, -1).Format(time.DateOnly), "a minor": time.Now().AddDate(-16, 0, -1).Format(time.DateOnly), "nobody knows": ""} {
			in := map[string]any{"email": fmt.Sprintf("p%d@example.kz", len(people)), "password": "a good password", "givenName": "D", "familyName": "S"}
			if born != "" {
				in["birthDate"] = born
			}
			a := s.As("").Do(t, `mutation($in: RegisterInput!) { register(input: $in) { token } }`, map[string]any{"in": in})
			people[name] = s.As(a.Text("register", "token"))
		}
		grownUp := people["grown up"].Do(t, `{ viewer { volunteer { id } } }`, nil).Text("viewer", "volunteer", "id")
		for _, kind := range []string{"FIRST_AID", "DRIVER", "OTHER"} {
			rows(s).Qualification.Create().SetVolunteerID(grownUp).SetKind(kind).SetIssuedAt("2020-01-01").ExecX(system)
		}
		a := people["grown up"].Do(t, signUp, apptest.Input("shiftId", busy.ID))
		granted(t, a, "signUpForShift")

		for name, c := range people {
			var want []string
			a := c.Do(t, `{ events(first: 100, orderBy: [{field: TITLE, direction: ASC}]) { edges { node { title shifts { eligibility { allowed } } } } } }`, nil)
			for i, title := range names(a, "events", "title") {
				for j := range a.At("events", "edges", i, "node", "shifts").([]any) {
					if a.At("events", "edges", i, "node", "shifts", j, "eligibility", "allowed") == true {
						want = append(want, title)
					}
				}
			}
			t.Run(name, func(t *testing.T) {
				named(t, ask(t, c, "eligibleForMe: true"), want)
				if got := len(ask(t, c, "eligibleForMe: false")); got != 10-len(want) {
					t.Errorf("%d are not, want %d", got, 10-len(want))
				}
			})
		}
	})
}
