package attack

import (
	"net/http"
	"testing"

	"erikti/internal/apptest"
)

const (
	createKey      = `mutation($in: CreateApiKeyInput!) { createApiKey(input: $in) { secret apiKey { id prefix scopes } userErrors { code } } }`
	changePassword = `mutation($in: ChangePasswordInput!) { changePassword(input: $in) { token userErrors { code } } }`
)

// keyOf makes an API key of somebody.
func keyOf(t *testing.T, c *apptest.Client, scopes ...string) (key *apptest.Client, id string) {
	t.Helper()
	a := c.Do(t, createKey, fields("name", "k", "scopes", scopes))
	if a.Text("createApiKey", "secret") == "" {
		t.Fatalf("%s", a.Body)
	}
	return c.Server.As(a.Text("createApiKey", "secret")), a.Text("createApiKey", "apiKey", "id")
}

// An API key does what its scopes say and nothing else, however it asks; what it sees is
// what a visitor sees, and what its scopes say; when it is revoked its sockets close.
func TestC9_AKeyStaysWithinItsScopes(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		reads, id := keyOf(t, w.organizer, "EVENTS_READ")
		rosters, _ := keyOf(t, w.organizer, "ROSTER_READ")
		for name, c := range map[string]struct {
			key  *apptest.Client
			ask  string
			vars map[string]any
		}{
			"the viewer":            {reads, `{ viewer { volunteer { email } } }`, nil},
			"behind what is public": {reads, `{ regions { id } ... on Query { ...F } } fragment F on Query { hidden: viewer { volunteer { email } } }`, nil},
			"a key":                 {reads, createKey, fields("name", "k", "scopes", []string{"EVENTS_READ"})},
			"a sign-in":             {reads, `mutation { signIn(input: {email: "x@example.kz", password: "x"}) { token } }`, nil},
			"a new event":           {reads, createEvent, with(w.draftInput(w.organization))},
			"the end of an event":   {rosters, cancelEvent, fields("eventId", w.event, "reason", "r")},
			"a place":               {rosters, signUp, fields("shiftId", w.shift)},
			"the audit":             {rosters, `{ auditLog { totalCount } }`, nil},
		} {
			if a := c.key.Ask(t, c.ask, c.vars); a.Code() != "FORBIDDEN" || len(a.Data) > 0 {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
		// Sign-ups are seen with the scope for rosters only, through the same object.
		places := `query($id: ID!) { node(id: $id) { ... on Signup { state } } }`
		own := map[string]any{"id": w.signup}
		if a := rosters.Do(t, places, own); a.At("node") == nil {
			t.Errorf("%s", a.Body)
		}
		if a := reads.Do(t, places, own); a.At("node") != nil {
			t.Errorf("%s", a.Body)
		}
		// Over a socket it is the same, and the socket ends with the key.
		s := open(t, reads, false)
		s.subscribe("mine", `subscription { myPlaces { unreadNotices } }`, nil)
		if m := s.hear(); m.Type != "error" {
			t.Errorf("%+v", m)
		}
		w.organizer.Do(t, `mutation($in: RevokeApiKeyInput!) { revokeApiKey(input: $in) { userErrors { code } } }`, fields("apiKeyId", id))
		if code := s.code(); code != 4440 {
			t.Errorf("closed with %d", code)
		}
		if a := reads.Ask(t, `{ regions { id } }`, nil); a.Status != http.StatusUnauthorized {
			t.Errorf("%s", a.Body)
		}
	})
}

// A change of password closes the sockets of every session; that of the new one opens.
func TestC5_AChangeOfPasswordClosesSockets(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		s := apptest.Start(t, database)
		dana, other := s.Register(t, "dana"), people(t, s, 1)[0]
		a := s.As("").Do(t, `mutation { signIn(input: {email: "dana@example.kz", password: "password of dana"}) { token } }`, nil)
		sockets := []*socket{open(t, dana, false), open(t, s.As(a.Text("signIn", "token")), false)}
		elsewhere := open(t, other, false)
		a = dana.Do(t, changePassword, fields("currentPassword", "password of dana", "newPassword", "another good password"))
		if a.Text("changePassword", "token") == "" {
			t.Fatalf("%s", a.Body)
		}
		for _, one := range sockets {
			if code := one.code(); code != 4440 {
				t.Errorf("closed with %d", code)
			}
		}
		elsewhere.settle()
		open(t, s.As(a.Text("changePassword", "token")), false).settle()
	})
}
