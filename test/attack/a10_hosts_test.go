package attack

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/consent"
)

// forged is a transport that makes every request say it was for another host, in every
// way that a server may believe.
type forged struct{ http.RoundTripper }

// RoundTrip of http.RoundTripper.
func (f forged) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Host = "evil.example"
	for _, name := range []string{"X-Forwarded-Host", "X-Forwarded-Server", "X-Original-Host", "X-Host", "X-HTTP-Host-Override"} {
		r.Header.Set(name, "evil.example")
	}
	r.Header.Set("Forwarded", "host=evil.example;proto=https")
	r.Header.Set("X-Forwarded-Proto", "https")
	return f.RoundTripper.RoundTrip(r)
}

// Whatever host a request says it is for: the links in messages and answers and the
// places that answers redirect to are those of the configuration, or of the address that
// the server listens on.
func TestA10_ForgedHosts(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		said := make(chan string, 100)
		gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var m struct{ Text string }
			if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
				w.WriteHeader(http.StatusBadRequest)
				return
			}
			said <- m.Text
		}))
		t.Cleanup(gateway.Close)
		for _, public := range []string{"", "https://volunteers.example"} {
			s := apptest.Start(t, database, "PUBLIC_URL="+public, "SMS_WEBHOOK_URL="+gateway.URL, "SMS_WEBHOOK_PRIVATE=on", "TRUSTED_PROXIES=127.0.0.0/8")
			own := s.URL
			if public != "" {
				own = public
			}
			client := &http.Client{Transport: forged{http.DefaultTransport}}
			as := func(token string) *apptest.Client { return &apptest.Client{Server: s, Token: token, HTTP: client} }
			heard := func() string {
				t.Helper()
				select {
				case text := <-said:
					return text
				case <-time.After(patience):
					t.Fatal("no message")
					return ""
				}
			}
			link := func(about, text string) string {
				t.Helper()
				at := strings.Index(text, "http")
				if at < 0 || !strings.HasPrefix(text[at:], own+"/") || strings.Contains(text, "evil") {
					t.Fatalf("%s: %q", about, text)
				}
				return strings.Fields(text[at:])[0]
			}
			phone := map[string]string{"": "+77010000001", "https://volunteers.example": "+77010000002"}[public]

			as("").Do(t, `mutation($in: RegisterInput!) { register(input: $in) { confirmationSent userErrors { code } } }`, apptest.Input(
				"phone", phone, "password", "a password of some length", "givenName", "Dana", "familyName", "S", "birthDate", "1990-05-17"))
			_, token, _ := strings.Cut(link("confirming", heard()), "?token=")
			a := as("").Do(t, `mutation($in: ConfirmContactInput!) { confirmContact(input: $in) { token userErrors { code } } }`, apptest.Input("token", token))
			if a.Text("confirmContact", "token") == "" {
				t.Fatalf("confirming: %s", a.Body)
			}
			as("").Do(t, `mutation($in: RequestPasswordResetInput!) { requestPasswordReset(input: $in) { userErrors { code } } }`, apptest.Input("phone", phone))
			link("a new password", heard())

			leader, org := s.Leader(t)
			a = as(leader.Token).Do(t, `mutation($in: InviteMemberInput!) { inviteMember(input: $in) { inviteUrl userErrors { code } } }`,
				apptest.Input("organizationId", org, "email", "somebody@example.kz", "role", "MEMBER"))
			link("an invitation", a.Text("inviteMember", "inviteUrl"))
			event, shift := as(leader.Token).Shift(t, org, 3, 5)
			as(leader.Token).Do(t, `mutation($in: UpdateShiftInput!) { updateShift(input: $in) { userErrors { code } } }`, apptest.Input("shiftId", shift, "guestSignup", true))
			a = as("").Do(t, `mutation($in: SignUpAsGuestInput!) { signUpAsGuest(input: $in) { manageUrl userErrors { code path } } }`, apptest.Input(
				"shiftId", shift, "givenName", "Guest", "familyName", "G", "phone", phone, "birthDate", "1990-05-17", "consentVersion", consent.Version))
			link("a guest's place", a.Text("signUpAsGuest", "manageUrl"))

			client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
			for _, route := range append(routes, "/events/"+event+".ics", "/events/"+event, "/shifts/"+shift+".ics", "/join?token=x", "/confirm?token=x", "/guest?place=x") {
				r, err := client.Get(s.URL + route)
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(r.Body)
				_ = r.Body.Close()
				if err != nil {
					t.Fatal(err)
				}
				evil := bytes.Contains(body, []byte("evil.example")) && route != "//evil.example/"
				for name, values := range r.Header {
					// The policy of a page lets it open sockets where the browser has it from.
					evil = evil || name != "Content-Security-Policy" && strings.Contains(strings.Join(values, " "), "evil.example") && route != "//evil.example/"
				}
				if to := r.Header.Get("Location"); evil || to != "" && !strings.HasPrefix(to, "/") && !strings.HasPrefix(to, own+"/") {
					t.Errorf("%s: %d %v: %.300s", route, r.StatusCode, r.Header, body)
				}
			}
			s.Stop()
		}
	})
}
