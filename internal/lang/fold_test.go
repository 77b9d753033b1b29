package lang_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"erikti/internal/lang"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "  ": "", "Ёлка": "елка", "Әлем": "алем", "Іс-шара": "ис шара", "Ңғқ": "нгк", "Өұү": "оуу", "һ": "х",
		"e\u0301": "é", "100% «A_B»": "100 a b", "  two  words ": "two words", "Ё": "е",
	} {
		if got := lang.Fold(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		once := lang.Fold(rapid.String().Draw(r, "text"))
		if strings.ContainsAny(once, "%_'\\") {
			r.Fatalf("%q means something to LIKE", once)
		}
		if twice := lang.Fold(once); twice != once {
			r.Fatalf("%q folded again is %q", once, twice)
		}
	})
}

// Whatever a text says, a search for its own words finds it.
func TestATextIsFoundByItsOwnWords(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[а-яёәіңғқөұүһА-ЯӘІa-zA-Z0-9]{1,12}`), 1, 8).Draw(r, "words")
		in := lang.SearchText(lang.Text{Ru: strings.Join(words, " ")})
		for _, term := range lang.SearchTerms(strings.ToUpper(strings.Join(words, ", "))) {
			if !strings.Contains(in, term) {
				r.Fatalf("%q is not in %q", term, in)
			}
		}
	})
}

func TestSearchTerms(t *testing.T) {
	for query, want := range map[string][]string{
		"": nil, "ерікті": {"ерикти"}, "Еріктілер мектебі": {"ерикти", "мектеби"}, "volunteers volunteer": {"volunteer"},
		"a a b": {"a", "b"}, "1 2 3 4 5 6 7 8 9": {"1", "2", "3", "4", "5", "6", "7", "8"},
	} {
		if got := lang.SearchTerms(query); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
}

// The order of a language, and bytes that every database compares alike.
func TestSortKey(t *testing.T) {
	for l, words := range map[lang.Locale][]string{
		lang.KK: {"арна", "Әлем", "бала", "ғалам", "қала", "лек", "ң", "орман", "өмір", "у", "ұлт", "үй", "хат", "һ", "ыстық", "іс", "эхо"},
		lang.RU: {"а", "Е", "ё", "ж", "и", "й", "к", "Я"},
		lang.EN: {"a", "B", "c"},
	} {
		for i := 1; i < len(words); i++ {
			if a, b := lang.SortKey(l, words[i-1]), lang.SortKey(l, words[i]); a >= b {
				t.Errorf("%s: %q comes after %q", l, words[i-1], words[i])
			}
		}
	}
	key := lang.SortKey(lang.KK, strings.Repeat("ә", 1000))
	if len(key) > 256 || strings.Trim(key, "0123456789abcdef") != "" {
		t.Errorf("%d characters: %.20s…", len(key), key)
	}
}

func TestMatch(t *testing.T) {
	for wish, want := range map[string]lang.Locale{
		"": lang.EN, "kk-KZ": lang.KK, "ru-KZ, kk;q=0.9": lang.RU, "fr": lang.EN, ";": lang.EN, "KK": lang.KK,
		strings.Repeat("a,", 1000): lang.EN,
	} {
		if got := lang.Match(wish); got != want {
			t.Errorf("%.20q: %s, want %s", wish, got, want)
		}
	}
}

func TestTextFor(t *testing.T) {
	for _, c := range []struct {
		text   lang.Text
		reader lang.Locale
		want   string
		in     lang.Locale
	}{
		{lang.Text{Kk: "k", Ru: "r", En: "e"}, lang.RU, "r", lang.RU},
		{lang.Text{Ru: "r", En: "e"}, lang.KK, "r", lang.RU},
		{lang.Text{Kk: "k", En: "e"}, lang.RU, "k", lang.KK},
		{lang.Text{En: "e"}, lang.KK, "e", lang.EN},
		{lang.Text{}, lang.RU, "", lang.RU},
	} {
		if got, in := c.text.For(c.reader); got != c.want || in != c.in {
			t.Errorf("%+v for %s: %q in %s", c.text, c.reader, got, in)
		}
	}
	if !(lang.Text{}).Empty() || (lang.Text{Ru: "r"}).Empty() {
		t.Error("empty is not what it says")
	}
}
