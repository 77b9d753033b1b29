package lang_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"erikti/internal/lang"
)

// root is the repository.
const root = "../.."

// catalog reads the messages of a language: those of the server, and those of the pages.
func catalog(t *testing.T, l lang.Locale) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, folder := range []string{"", "pages/", "signup/", "widget/"} {
		raw, err := os.ReadFile(root + "/locales/" + folder + string(l) + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &texts); err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

// Every message is there in every language, says something, and names the same
// arguments.
func TestMessagesAreTheSameInEveryLanguage(t *testing.T) {
	english := catalog(t, lang.EN)
	for _, l := range lang.Locales {
		texts := catalog(t, l)
		for key := range english {
			if _, ok := texts[key]; !ok {
				t.Errorf("%s lacks %s", l, key)
			}
		}
		for key, text := range texts {
			want, ok := english[key]
			if !ok {
				t.Errorf("%s: %s is in no other language", l, key)
				continue
			}
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s says nothing", l, key)
			}
			if got, want := parse(text).args, parse(want).args; !slices.Equal(got, want) {
				t.Errorf("%s: %s names %v, in English %v", l, key, got, want)
			}
		}
	}
}

// A number takes the forms that the language has.
func TestPluralsHaveTheFormsOfTheLanguage(t *testing.T) {
	forms := map[lang.Locale][]string{lang.EN: {"one", "other"}, lang.KK: {"other"}, lang.RU: {"one", "few", "many"}}
	for _, l := range lang.Locales {
		for key, text := range catalog(t, l) {
			for name, has := range parse(text).plurals {
				for _, form := range forms[l] {
					// What only tells 0 from the rest has no forms.
					if !slices.Contains(has, form) && !slices.Equal(has, []string{"=0", "other"}) {
						t.Errorf("%s: %s: {%s} has no %q", l, key, name, form)
					}
				}
				if !slices.Contains(has, "other") {
					t.Errorf("%s: %s: {%s} has no other", l, key, name)
				}
			}
		}
	}
}

// Every message of the server is one that compiles and is shown with its arguments; those of the pages are parsed when
// they are built.
func TestMessagesAreShown(t *testing.T) {
	for _, l := range lang.Locales {
		for key, text := range catalog(t, l) {
			args := map[string]any{}
			for _, name := range parse(text).args {
				args[name] = 2
			}
			if !lang.Has(key) {
				continue
			}
			shown := lang.Message(l, key, args)
			if shown == key || strings.ContainsAny(shown, "{}") || strings.Contains(shown, "#") {
				t.Errorf("%s: %s is shown as %q", l, key, shown)
			}
		}
	}
}
