package program

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"erikti/ent/gen/session"
	"erikti/internal/apptest"
)

const (
	register = `mutation($in: RegisterInput!) { register(input: $in) { token expiresAt confirmationSent viewer { volunteer { givenName email phone birthDate locale region { id } } } userErrors { code message path nextStep } } }`
	signIn   = `mutation($in: SignInInput!) { signIn(input: $in) { token expiresAt viewer { volunteer { givenName } } userErrors { code message path nextStep } } }`
)

func newcomer() fields {
	return fields{"email": "Dana@Example.kz", "phone": "8 701 123-45-67", "password": "a good password", "givenName": " Dana  Maria ", "familyName": "S"}
}

func TestRegisterAndSignIn(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		region := rows(s).Region.Query().FirstIDX(system)
		visitor := &apptest.Client{Server: s, Locale: "ru"}
		a := visitor.Do(t, register, newcomer().but("birthDate", "2001-02-28", "regionId", region))
		granted(t, a, "register")
		for field, want := range map[string]any{
			"givenName": "Dana Maria", "email": "dana@example.kz", "phone": "+77011234567", "birthDate": "2001-02-28", "locale": "ru",
		} {
			if got := a.At("register", "viewer", "volunteer", field); got != want {
				t.Errorf("%s is %v, want %v", field, got, want)
			}
		}
		if !strings.HasPrefix(a.Text("register", "token"), "ers_") || a.At("register", "confirmationSent") != false {
			t.Errorf("%s", a.Body)
		}
		for _, by := range []map[string]any{
			{"email": " DANA@example.kz"}, {"phone": "+77011234567"}, {"phone": "8(701)1234567"},
		} {
			by["password"] = "a good password"
			a := visitor.Do(t, signIn, map[string]any{"in": by})
			granted(t, a, "signIn")
			if got := s.As(a.Text("signIn", "token")).Do(t, `{ viewer { volunteer { givenName } } }`, nil).Text("viewer", "volunteer", "givenName"); got != "Dana Maria" {
				t.Errorf("signed in as %q", got)
			}
		}
		// A wrong password, an unknown address and a number of nobody are told alike.
		var first string
		for _, by := range []map[string]any{
			{"email": "dana@example.kz", "password": "another password"},
			{"email": "nobody@example.kz", "password": "a good password"},
			{"phone": "+77770000000", "password": "a good password"},
			{"email": "dana@example.kz", "password": ""},
			{"email": "dana@example.kz", "password": strings.Repeat("a", 2000)},
		} {
			a := visitor.Ask(t, signIn, map[string]any{"in": by})
			refused(t, a, "signIn", "WRONG_CREDENTIALS")
			if first == "" {
				first = data(t, a)
			}
			if data(t, a) != first {
				t.Errorf("told apart:\n%s\n%s", first, a.Body)
			}
		}
		for _, by := range []map[string]any{{"password": "p"}, {"email": "a@b.kz", "phone": "+77011234567", "password": "p"}, {"email": "x", "password": "p"}, {"phone": "12", "password": "p"}} {
			refused(t, visitor.Ask(t, signIn, map[string]any{"in": by}), "signIn", "INVALID_INPUT")
		}
	})
}

func TestRegisterIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		visitor := s.As("")
		granted(t, visitor.Do(t, register, newcomer().but()), "register")
		fresh := fields(newcomer().but("email", "other@example.kz", "phone", "+77011234568")["in"].(map[string]any))
		for name, c := range map[string]struct {
			input      map[string]any
			code, path string
		}{
			"a known address":       {newcomer().but("phone", absent), "EMAIL_TAKEN", "email"},
			"a known number":        {newcomer().but("email", absent), "PHONE_TAKEN", "phone"},
			"no contact":            {fresh.but("email", absent, "phone", absent), "INVALID_INPUT", "email"},
			"no address":            {fresh.but("email", "a b@example.kz"), "INVALID_INPUT", "email"},
			"an address with words": {fresh.but("email", "Dana <dana2@example.kz>"), "INVALID_INPUT", "email"},
			"no number":             {fresh.but("phone", "911"), "INVALID_INPUT", "phone"},
			"a short password":      {fresh.but("password", "пароль7"), "INVALID_INPUT", "password"},
			"a monstrous password":  {fresh.but("password", strings.Repeat("a", 1025)), "INVALID_INPUT", "password"},
			"no name":               {fresh.but("givenName", " "), "INVALID_INPUT", "givenName"},
			"a long name":           {fresh.but("familyName", strings.Repeat("ә", 101)), "INVALID_INPUT", "familyName"},
			"an unreadable name":    {fresh.but("givenName", "a\u0007"), "INVALID_INPUT", "givenName"},
			"born tomorrow":         {fresh.but("birthDate", time.Now().AddDate(0, 0, 2).Format(time.DateOnly)), "INVALID_INPUT", "birthDate"},
			"born long ago":         {fresh.but("birthDate", "1850-01-01"), "INVALID_INPUT", "birthDate"},
			"no such region":        {fresh.but("regionId", "reg_x"), "NOT_FOUND", "regionId"},
		} {
			a := visitor.Ask(t, register, c.input)
			refused(t, a, "register", c.code)
			if a.Text("register", "userErrors", 0, "path", 0) != c.path || a.At("register", "token") != nil {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
		if n := rows(s).Volunteer.Query().CountX(system); n != 1 {
			t.Errorf("refusals wrote people: %d", n)
		}
		granted(t, visitor.Do(t, register, fresh.but("password", "мой пароль 78")), "register")
	})
}

// A session that ended is UNAUTHENTICATED, with 401, whichever way it ended.
func TestSessions(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		ended := func(c *apptest.Client) {
			t.Helper()
			a := c.Ask(t, `{ viewer { volunteer { id } } }`, nil)
			if a.Status != http.StatusUnauthorized || a.Code() != "UNAUTHENTICATED" {
				t.Errorf("%d: %s", a.Status, a.Body)
			}
		}
		dana := s.Register(t, "dana")
		again := func() *apptest.Client {
			a := s.As("").Do(t, signIn, apptest.Input("email", "dana@example.kz", "password", "password of dana"))
			return s.As(a.Text("signIn", "token"))
		}
		second, third := again(), again()
		signOut := `mutation($in: SignOutInput) { signOut(input: $in) { signedOut } }`
		if a := dana.Do(t, signOut, nil); a.At("signOut", "signedOut") != true {
			t.Errorf("%s", a.Body)
		}
		ended(dana)
		me(t, second)
		if a := second.Do(t, signOut, apptest.Input("everywhere", true)); a.At("signOut", "signedOut") != true {
			t.Errorf("%s", a.Body)
		}
		ended(second)
		ended(third)
		if a := s.As("").Do(t, signOut, nil); a.At("signOut", "signedOut") != false {
			t.Errorf("a visitor signed out: %s", a.Body)
		}
		old := again()
		me(t, old)
		rows(s).Session.Update().Where(session.EndedAtIsNil()).SetExpiresAt(time.Now().Add(-time.Second)).ExecX(system)
		ended(old)
		for _, token := range []string{"nothing", "ers_nothing", strings.Repeat("a", 300), "ers_" + strings.Repeat("a", 300)} {
			ended(s.As(token))
		}
		// The token is not in the database.
		for _, row := range rows(s).Session.Query().AllX(system) {
			if strings.Contains(old.Token, string(row.TokenHash)) || len(row.TokenHash) != 32 {
				t.Error("a session's token is kept")
			}
		}
	})
}

// Who signs in or out within a document is somebody else for the rest of it.
func TestSigningInWithinADocument(t *testing.T) {
	each(t, func(t *testing.T, s *apptest.Server) {
		s.Register(t, "dana")
		a := s.As("").Do(t, `mutation($in: SignInInput!) { signIn(input: $in) { viewer { volunteer { email } places { ... on Signup { id } } } } signOut { signedOut } again: signOut { signedOut } }`,
			apptest.Input("email", "dana@example.kz", "password", "password of dana"))
		if a.Text("signIn", "viewer", "volunteer", "email") != "dana@example.kz" || a.At("signOut", "signedOut") != true || a.At("again", "signedOut") != false {
			t.Errorf("%s", a.Body)
		}
	})
}

// Attempts are counted one by one, not by request, for an account and an address.
func TestAttemptsAreLimited(t *testing.T) {
	t.Parallel()
	s := apptest.Start(t, apptest.SQLite(t), "SIGN_INS_PER_ACCOUNT=3", "ATTEMPTS_PER_ADDRESS=5")
	s.Register(t, "dana") // the first attempt of this address
	document := `mutation($in: SignInInput!) { `
	for i := range 4 {
		document += string(rune('a'+i)) + `: signIn(input: $in) { userErrors { code } } `
	}
	a := s.As("").Do(t, document+"}", apptest.Input("email", "dana@example.kz", "password", "wrong password"))
	for i, want := range []string{"WRONG_CREDENTIALS", "WRONG_CREDENTIALS", "WRONG_CREDENTIALS", "RATE_LIMITED"} {
		if got := codes(a, string(rune('a'+i))); len(got) != 1 || got[0] != want {
			t.Errorf("attempt %d: %v, want %s", i, got, want)
		}
	}
	// The address has used its five.
	refused(t, s.As("").Ask(t, signIn, apptest.Input("email", "other@example.kz", "password", "wrong password")), "signIn", "RATE_LIMITED")
	refused(t, s.As("").Ask(t, register, newcomer().but()), "register", "RATE_LIMITED")
}
