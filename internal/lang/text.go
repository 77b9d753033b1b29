package lang

// Text is one text in up to three languages; at least one is set.
type Text struct{ Kk, Ru, En string }

// In returns the text in one language, "" when it is missing.
func (t Text) In(l Locale) string {
	switch l {
	case KK:
		return t.Kk
	case RU:
		return t.Ru
	default:
		return t.En
	}
}

// For returns the text for a reader of l and the language it is in: the
// reader's, else the first that is set of kk, ru, en (invariant 23).
func (t Text) For(l Locale) (string, Locale) {
	if s := t.In(l); s != "" {
		return s, l
	}
	for _, l := range Locales {
		if s := t.In(l); s != "" {
			return s, l
		}
	}
	return "", l
}

// Empty says whether the text is set in no language.
func (t Text) Empty() bool { return t.Kk == "" && t.Ru == "" && t.En == "" }

// All returns the three texts in the order of the fallback.
func (t Text) All() []string { return []string{t.Kk, t.Ru, t.En} }
