package check

import (
	"net/mail"
	"regexp"
	"strings"

	"erikti/internal/fault"
)

var (
	e164        = regexp.MustCompile(`^\+[1-9][0-9]{7,14}$`)
	phoneFiller = strings.NewReplacer(" ", "", "-", "", "(", "", ")", "", "\u00a0", "")
)

// Email lowers an address and refuses what is not one.
func Email(s string, path ...string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > 254 || !strings.Contains(s, "@") {
		return "", fault.Invalid("email", path...)
	}
	return s, nil
}

// Phone writes a number as E.164; 8 7xx, as one dials in Kazakhstan, is +7 7xx.
func Phone(s string, path ...string) (string, error) {
	s = phoneFiller.Replace(strings.TrimSpace(s))
	if strings.HasPrefix(s, "87") && len(s) == 11 {
		s = "+7" + s[1:]
	}
	if !e164.MatchString(s) {
		return "", fault.Invalid("phone", path...)
	}
	return s, nil
}

// Contact is one of an e-mail address and a number.
func Contact(email, phone string) (string, error) {
	switch {
	case email != "" && phone == "":
		return Email(email, "email")
	case phone != "" && email == "":
		return Phone(phone, "phone")
	}
	return "", fault.Invalid("contact", "email")
}
