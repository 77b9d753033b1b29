package program

import (
	"slices"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/lang"
)

// A search finds every word, in any language, however people type it.
func TestSearch(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		org := organizationOf(s, lang.Text{Kk: "Өскемен еріктілері", Ru: "Ёлка", En: "Helping hands"})
		organizationOf(s, lang.Text{Kk: "Басқа ұйым", En: "100% clean_city"})
		eventOf(s, org.ID, lang.Text{Kk: "Ертіс өзенінің жағасын тазалау", Ru: "Очистка берега Иртыша", En: "Cleaning the bank of the Irtysh"}, 3)
		eventOf(s, org.ID, lang.Text{Ru: "Волонтёры на марафоне"}, 4)
		visitor := s.As("")
		for _, c := range []struct {
			search string
			want   int // organizations
		}{
			{"елка", 1},
			{"ЁЛКА", 1},
			{"Өскемен", 1},
			{"оскемен", 1},
			{"Ұйым", 1},
			{"уиым", 0},
			{"уйым", 1},
			{"баска", 1},
			{"helping", 1},
			{"HANDS helping", 1},
			{"helping element", 0},
			{"help", 1},
			{"elping", 1},
			{"волонтер", 1},
			{"волонтёр", 1},
			{"ерікті", 1},
			{"ерикти", 1},
			{"volunteer", 1},
			{"volunteers", 1},
			{"еріктілер", 1},
			{"clean city", 1},
			{"%", 0},
			{"_", 0},
			{"100%", 1},
			{"clean_city", 1},
			{"'", 0},
			{"", 2},
			{"   ", 2},
			{"ёлка оскемен HELPING", 1},
			{"ёлка басқа", 0},
		} {
			a := visitor.Do(t, `query($q: String) { organizations(search: $q) { totalCount edges { node { id } } } }`, map[string]any{"q": c.search})
			if got := a.Number("organizations", "totalCount"); got != c.want || len(a.At("organizations", "edges").([]any)) != got {
				t.Errorf("organizations %q: got %d, want %d", c.search, got, c.want)
			}
		}
		for _, c := range []struct {
			search string
			want   int // events
		}{
			{"иртыш", 1},
			{"irtysh", 1},
			{"ертис", 1},
			{"озенинин", 1},
			{"берега bank", 1},
			{"марафон", 1},
			{"ерікті марафон", 1},
			{"volunteer", 1},
			{"volunteer irtysh", 0},
			{"очистка марафон", 0},
		} {
			a := visitor.Do(t, `query($q: String) { events(search: $q) { totalCount } }`, map[string]any{"q": c.search})
			if got := a.Number("events", "totalCount"); got != c.want {
				t.Errorf("events %q: got %d, want %d", c.search, got, c.want)
			}
		}
		long := string(slices.Repeat([]byte("a"), 201))
		if a := visitor.Ask(t, `query($q: String) { events(search: $q) { totalCount } }`, map[string]any{"q": long}); a.Code() != "BAD_USER_INPUT" {
			t.Errorf("got %s", a.Body)
		}
	})
}

// A search finds what a text became, not what it was.
func TestSearchFollowsChanges(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		organizer, org := s.Organizer(t, "aigerim")
		e, _ := organizer.Shift(t, org, 1, 3)
		a := organizer.Do(t, `mutation($in: UpdateEventInput!) { updateEvent(input: $in) { event { title description } userErrors { code } } }`,
			apptest.Input("eventId", e, "title", map[string]any{"ru": "Субботник"}))
		granted(t, a, "updateEvent")
		for search, want := range map[string]int{"субботник": 1, "irtysh": 0} {
			a := s.As("").Do(t, `query($q: String) { events(search: $q) { totalCount } }`, map[string]any{"q": search})
			if got := a.Number("events", "totalCount"); got != want {
				t.Errorf("%q: got %d, want %d", search, got, want)
			}
		}
	})
}
