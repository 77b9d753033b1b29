package program

import (
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/lang"
)

// A text that is missing in the reader's language falls back to kk, ru, en, and
// the answer says which it is (invariant 23).
func TestTextsFallBack(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		for _, c := range []struct {
			text   lang.Text
			reader lang.Locale
			want   string
			in     string
		}{
			{lang.Text{Kk: "қ", Ru: "р", En: "e"}, lang.KK, "қ", "kk"},
			{lang.Text{Kk: "қ", Ru: "р", En: "e"}, lang.RU, "р", "ru"},
			{lang.Text{Kk: "қ", Ru: "р", En: "e"}, lang.EN, "e", "en"},
			{lang.Text{Ru: "р", En: "e"}, lang.KK, "р", "ru"},
			{lang.Text{Kk: "қ", En: "e"}, lang.RU, "қ", "kk"},
			{lang.Text{Kk: "қ", Ru: "р"}, lang.EN, "қ", "kk"},
			{lang.Text{En: "e"}, lang.KK, "e", "en"},
			{lang.Text{En: "e"}, lang.RU, "e", "en"},
			{lang.Text{Ru: "р"}, lang.EN, "р", "ru"},
		} {
			o := organizationOf(s, c.text)
			a := with(s.As(""), c.reader).Do(t, `query($id: ID!) { node(id: $id) { ... on Organization { name nameLocale nameTranslations { kk ru en }
				asked: name(locale: ru) description } } }`, map[string]any{"id": o.ID})
			if a.Text("node", "name") != c.want || a.Text("node", "nameLocale") != c.in {
				t.Errorf("%+v for %s: %s", c.text, c.reader, a.Body)
			}
			if asked, _ := c.text.For(lang.RU); a.Text("node", "asked") != asked || a.Text("node", "description") != "" {
				t.Errorf("%+v in Russian: %s", c.text, a.Body)
			}
			for l, want := range map[string]string{"kk": c.text.Kk, "ru": c.text.Ru, "en": c.text.En} {
				if got := a.At("node", "nameTranslations", l); want == "" && got != nil || want != "" && got != want {
					t.Errorf("%+v: %s is %v", c.text, l, got)
				}
			}
		}
	})
}

// The reader's language is the best of what the header asks for.
func TestTheReadersLanguage(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		for header, want := range map[string]string{
			"": "en", "kk": "kk", "kk-KZ": "kk", "ru-RU,ru;q=0.9,en;q=0.8": "ru", "de": "en", "de, kk;q=0.5": "kk",
			"en-US,en;q=0.9,ru;q=0.1": "en", "*": "en", "nonsense;;;": "en", "uk, ru;q=0.1": "ru",
		} {
			c := &apptest.Client{Server: s, Locale: header}
			if got := c.Do(t, `{ directions { nameLocale } }`, nil).Text("directions", 0, "nameLocale"); got != want {
				t.Errorf("%q: got %s, want %s", header, got, want)
			}
		}
	})
}

// Regions and districts are those of the day that is asked for (invariant 19).
func TestRegionsOfADay(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		a := s.As("").Do(t, `{ then: regions(at: "2019-11-15") { iso name shortName districts(at: "2019-11-15") { name } }
			eve: regions(at: "2022-06-07") { iso } day: regions(at: "2022-06-08") { iso }
			regions { iso kind name districts { name } } directions { code minAge allowsMinors } }`, nil)
		for field, want := range map[string]int{"then": 17, "eve": 17, "day": 20, "regions": 20, "directions": 9} {
			if got := len(a.At(field).([]any)); got != want {
				t.Errorf("%s: %d, want %d", field, got, want)
			}
		}
		districts := func(field string) (n int) {
			for i := range a.At(field).([]any) {
				n += len(a.At(field, i, "districts").([]any))
			}
			return n
		}
		if districts("then") == 0 || districts("regions") == 0 {
			t.Errorf("%d districts then, %d today", districts("then"), districts("regions"))
		}
		if a := s.As("").Ask(t, `{ regions(at: "2019-02-30") { iso } }`, nil); a.Code() != "BAD_USER_INPUT" {
			t.Errorf("got %s", a.Body)
		}
	})
}
