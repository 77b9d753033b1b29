// Package check judges what people type, for every capability alike. What it refuses
// is INVALID_INPUT with the path of the part.
package check

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"erikti/internal/fault"
	"erikti/internal/lang"
)

// maxName is the longest name of a person, in characters.
const maxName = 100

// Text trims a text in languages and refuses one that is longer than so many
// characters in a language, or that no language has when it is needed.
func Text(t *lang.Text, needed bool, longest int, path ...string) error {
	for _, s := range []*string{&t.Kk, &t.Ru, &t.En} {
		*s = strings.TrimSpace(*s)
		if err := String(*s, longest, path...); err != nil {
			return err
		}
	}
	if needed && t.Empty() {
		return fault.Invalid("text_missing", path...)
	}
	return nil
}

// String refuses a text that is longer than so many characters, or that holds
// characters which cannot be shown.
func String(s string, longest int, path ...string) error {
	if utf8.RuneCountInString(s) > longest {
		return fault.Invalid("text_too_long", path...).With("characters", longest)
	}
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	}) {
		return fault.Invalid("text_unreadable", path...)
	}
	return nil
}

// Needed trims a text and refuses one that says nothing, is too long, or cannot be shown.
func Needed(s *string, longest int, path ...string) error {
	if *s = strings.TrimSpace(*s); *s == "" {
		return fault.Invalid("text_missing", path...)
	}
	return String(*s, longest, path...)
}

// Name brings the spaces of a person's name in order and refuses what is none.
func Name(s *string, path ...string) error {
	*s = strings.Join(strings.Fields(*s), " ")
	if *s == "" || utf8.RuneCountInString(*s) > maxName || !utf8.ValidString(*s) || strings.ContainsFunc(*s, unicode.IsControl) {
		return fault.Invalid("name", path...).With("characters", maxName)
	}
	return nil
}

// Website refuses what is no address on the web; "" is none.
func Website(s string, path ...string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || len(s) > 500 ||
		strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
		return fault.Invalid("website", path...)
	}
	return nil
}

// Version refuses a change by a client that has not seen the last one.
func Version(now int, expected *int) error {
	if expected != nil && *expected != now {
		return fault.Refuse(fault.StaleVersion).With("currentVersion", now).At("expectedVersion")
	}
	return nil
}
