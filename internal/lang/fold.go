package lang

import (
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// letters maps what people type to what is stored: Kazakh letters are often
// typed with the Russian ones beside them, and ё as е.
var letters = strings.NewReplacer(
	"ё", "е", "ә", "а", "і", "и", "ң", "н", "ғ", "г", "қ", "к", "ө", "о", "ұ", "у", "ү", "у", "һ", "х",
)

// synonyms are words that mean a volunteer: the law in Kazakh says волонтер,
// people also say ерікті, and a search for one finds the other.
var synonyms = []string{"волонтер", "ерикти", "volunteer"}

// Fold reduces a text to the form in which it is searched: lower case, folded
// letters, words separated by one space, punctuation dropped.
func Fold(s string) string {
	s = letters.Replace(strings.ToLower(norm.NFC.String(s)))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	}), " ")
}

// SearchText returns what a search looks in: every language of the texts, folded.
func SearchText(texts ...Text) string {
	var parts []string
	for _, t := range texts {
		for _, s := range t.All() {
			if s != "" {
				parts = append(parts, Fold(s))
			}
		}
	}
	all := strings.Join(parts, " ")
	for _, word := range synonyms {
		if strings.Contains(all, word) {
			return all + " " + strings.Join(synonyms, " ")
		}
	}
	return all
}

// SortKey returns a text that sorts, byte by byte and so in every database, as
// the language orders s.
func SortKey(l Locale, s string) string {
	const digits = "0123456789abcdef"
	tag := map[Locale]language.Tag{KK: language.Kazakh, RU: language.Russian, EN: language.English}[l]
	var buf collate.Buffer
	key := collate.New(tag, collate.IgnoreCase).KeyFromString(&buf, s)
	if len(key) > 128 {
		key = key[:128]
	}
	out := make([]byte, 0, 2*len(key))
	for _, b := range key {
		out = append(out, digits[b>>4], digits[b&15])
	}
	return string(out)
}
