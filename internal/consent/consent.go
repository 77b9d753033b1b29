// Package consent has the texts that people agree to, by version; their words are in
// locales/ under consent.<kind>.
package consent

import "erikti/internal/lang"

// Version is that of the texts now; who agreed to an older one is asked again when a
// text changes.
const Version = "2026-11-25"

// The kinds of consent.
const (
	PersonalData = "PERSONAL_DATA"
	Photo        = "PHOTO"
	Guardian     = "GUARDIAN"
	// CreditSeat is the agreement that a student accepts with a seat.
	CreditSeat = "CREDIT_SEAT"
	// Interview is what an expert agrees to before an interview of a study.
	Interview = "EXPERT_INTERVIEW"
)

// OfAccounts are the kinds that a person with an account gives and takes back.
var OfAccounts = []string{PersonalData, Photo, CreditSeat}

// Text is what one agrees to, in a language.
func Text(l lang.Locale, kind string) string { return lang.Message(l, "consent."+kind, nil) }
