// Package lang speaks the reader's language: locales, texts that exist in
// several of them, and the messages of the catalogue in locales/.
package lang

import (
	"context"
	"errors"
	"io"
	"strconv"

	"golang.org/x/text/language"
)

// Locale is a language of the product.
type Locale string

// The three languages, in the order of the fallback (invariant 23).
const (
	KK Locale = "kk"
	RU Locale = "ru"
	EN Locale = "en"
)

// Locales lists the languages in the order of the fallback.
var Locales = []Locale{KK, RU, EN}

var matcher = language.NewMatcher([]language.Tag{language.Kazakh, language.Russian, language.English})

// Values lists the locales for ent.
func (Locale) Values() []string { return []string{string(KK), string(RU), string(EN)} }

// Valid says whether l is a language of the product.
func (l Locale) Valid() bool { return l == KK || l == RU || l == EN }

// MarshalGQL writes the locale as a GraphQL enum value.
func (l Locale) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(l))) }

// UnmarshalGQL reads a locale that a client sent.
func (l *Locale) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok || !Locale(s).Valid() {
		return errors.New("a locale is kk, ru or en")
	}
	*l = Locale(s)
	return nil
}

// Match picks the reader's language from an Accept-Language header or a single
// tag. Without a usable wish it is English.
func Match(wish string) Locale {
	tags, _, err := language.ParseAcceptLanguage(wish)
	if err != nil || len(tags) == 0 {
		return EN
	}
	_, i, confidence := matcher.Match(tags...)
	if confidence == language.No {
		return EN
	}
	return Locales[i]
}

type contextKey struct{}

// WithLocale returns a context whose reader wants l.
func WithLocale(ctx context.Context, l Locale) context.Context {
	return context.WithValue(ctx, contextKey{}, l)
}

// FromContext returns the reader's language, English when nobody said.
func FromContext(ctx context.Context) Locale {
	if l, ok := ctx.Value(contextKey{}).(Locale); ok {
		return l
	}
	return EN
}
