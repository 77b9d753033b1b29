package account_test

import (
	"log/slog"
	"strings"
	"testing"

	"erikti/internal/account"
	"erikti/internal/oidc"
)

// What says who a person is, or opens something, stands in no log, whoever logs it.
func TestG14_SecretsAndContactsAreHiddenByType(t *testing.T) {
	const canary = "qz7Canary"
	contact := account.Contact{Email: canary + "@example.kz"}
	var out strings.Builder
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		for _, v := range []any{
			contact,
			account.Credentials{Contact: contact, Password: canary},
			account.Registration{Email: canary, Password: canary, GivenName: canary},
			account.PasswordChange{Current: canary, New: canary},
			account.ContactChange{Contact: contact, Password: canary},
			&account.Session{Token: canary},
			account.ProviderStart{Challenge: canary, Browser: canary},
			account.ProviderAnswer{State: canary, Browser: canary, Answer: oidc.Answer{Code: canary}},
		} {
			slog.New(h).With("a", v).Error("x", "b", v, slog.Group("c", "d", v))
		}
	}
	if s := out.String(); strings.Contains(s, canary) || strings.Count(s, "[hidden]") != 48 {
		t.Errorf("%s", s)
	}
}
