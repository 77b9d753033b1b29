package attack

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/consent"
)

// What people and attackers send stands nowhere in the log, at no level, nor in the
// numbers; a line of the log is one line.
func TestG14_NothingThatWasSentIsLogged(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	mark := logMark()
	evil := canary + "\n{\"level\":\"ERROR\",\"msg\":\"" + canary + "\"}"
	password, phone, email := canary+"-password", "+77010000001", strings.ToLower(canary)+"@example.kz"
	person := w.As("").Ask(t, register, fields("email", email, "phone", phone, "password", password, "givenName", canary, "familyName", evil, "birthDate", "1990-05-17"))
	token := w.As("").Ask(t, `mutation($in: SignInInput!) { signIn(input: $in) { token } }`, fields("email", email, "password", password)).Text("signIn", "token")
	if token == "" {
		t.Fatalf("signing in: %s", person.Body)
	}
	w.As("").Ask(t, `mutation($in: SignInInput!) { signIn(input: $in) { token } }`, fields("email", email, "password", password+"x"))
	w.As(token).Ask(t, `query `+canary+` { events(search: "`+canary+`") { totalCount } }`, nil)
	w.As(token).Ask(t, `{ `+canary+` }`, nil)
	w.As(token).Ask(t, createEvent, with(w.draftInput(w.organization), "title", map[string]any{"en": evil}))
	for _, path := range []string{"/" + canary, "/graphql?query=" + canary + "&variables=" + canary, "/setup?token=" + canary, "/cannot-come?token=" + canary, "/%0a" + canary} {
		for _, method := range []string{"GET", "POST", canary} {
			asIs(t, method, w.URL+path, func(r *http.Request) {
				for _, name := range []string{"Authorization", "Cookie", "User-Agent", "Referer", "Accept-Language", "X-Forwarded-For", "X-Request-Id", "Origin", canary} {
					r.Header.Set(name, canary)
				}
			})
		}
	}
	raw(t, w.Server, "GET / HTTP/1.1\r\nHost: "+canary+"\x01\r\n\r\n"+canary)
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	for _, init := range []string{
		`{"type":"connection_init","payload":{"authorization":"Bearer ` + canary + `"}}`, `{"type":"` + canary + `"}`, canary,
	} {
		c, _, err := dialer.Dial("ws"+strings.TrimPrefix(w.URL, "http")+"/graphql", nil)
		if err != nil {
			t.Fatal(err)
		}
		_ = c.WriteMessage(websocket.TextMessage, []byte(init))
		_, _, _ = c.ReadMessage() // closed
		_ = c.Close()
	}
	// Something that is logged, so that there is a log to look at.
	if _, err := w.App.Store().DB().Exec(`ALTER TABLE events RENAME COLUMN title_kk TO gone`); err != nil {
		t.Fatal(err)
	}
	w.As(token).Ask(t, `{ events(search: "`+canary+`") { edges { node { title } } } }`, nil)
	w.As(token).Ask(t, createEvent, with(w.draftInput(w.organization), "title", map[string]any{"en": evil}))

	log := loggedSince(mark)
	if !strings.Contains(log, "a request failed") {
		t.Error("nothing was logged")
	}
	for name, secret := range map[string]string{"what was sent": canary, "a password": password, "a phone": phone, "a token": token, "a phone's digits": "7010000001"} {
		if at := strings.Index(strings.ToLower(log), strings.ToLower(secret)); at >= 0 {
			t.Errorf("%s is in the log: %.300s", name, log[max(0, at-150):])
		}
	}
	oneLineEach(t, log)
	r, err := http.Get(w.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	numbers, err := io.ReadAll(r.Body)
	_ = r.Body.Close()
	if err != nil || strings.Contains(strings.ToLower(string(numbers)), strings.ToLower(canary)) || strings.Contains(string(numbers), "acc_") || strings.Contains(string(numbers), "vol_") {
		t.Errorf("the numbers tell who: %v", err)
	}
}

func oneLineEach(t *testing.T, log string) {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(log), "\n") {
		if !json.Valid([]byte(line)) {
			t.Errorf("not one line of JSON: %.200s", line)
		}
	}
}

// Of people without an account, of guardians and of invited members nothing is logged
// either, also where the database refuses what is written, and a channel what is sent.
func TestG14_PeopleWithoutAnAccountAreNotLogged(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database, "SMTP_URL=smtp://127.0.0.1:1", "MAIL_FROM=network@erikti.example", "SMS_WEBHOOK_URL=http://127.0.0.1:1/", "SMS_WEBHOOK_PRIVATE=on"))
		w.App.Store().Client.Shift.UpdateOneID(w.shift).SetGuestSignup(true).ExecX(rule.System(t.Context()))
		mark := logMark()
		evil, links := canary+"\n\"<b>"+canary, []string{}
		asked := func() {
			t.Helper()
			for i, phone := range []string{"+77010000001", "8 701 000 00 01"} {
				email := strings.ToLower(canary) + string(rune('a'+i)) + "@example.kz"
				for _, in := range []map[string]any{fields("phone", phone), fields("email", email), fields("email", evil), fields("phone", canary)} {
					in := in["in"].(map[string]any)
					guest := w.As("").Ask(t, `mutation($in: SignUpAsGuestInput!) { signUpAsGuest(input: $in) { manageUrl userErrors { code } } }`, with(in,
						"shiftId", w.shift, "givenName", canary, "familyName", evil, "birthDate", "1990-05-17", "consentVersion", consent.Version))
					if _, token, ok := strings.Cut(guest.Text("signUpAsGuest", "manageUrl"), "place="); ok {
						links = append(links, token)
						w.As("").Ask(t, `query($t: String!) { guestPlace(token: $t) { position } }`, map[string]any{"t": token})
						asIs(t, "GET", w.URL+"/guest?place="+token, nil)
					}
					w.As("").Ask(t, `query($t: String!) { guestPlace(token: $t) { position } }`, map[string]any{"t": canary})
				}
				w.organizer.Ask(t, `mutation($in: AddPersonInput!) { addPerson(input: $in) { volunteer { id } userErrors { code } } }`, fields(
					"organizationId", w.organization, "givenName", canary, "familyName", evil, "birthYear", 1950, "phone", phone, "consentSignedOn", "2026-01-01"))
				for _, to := range []map[string]any{fields("email", email), fields("phone", phone)} {
					to := to["in"].(map[string]any)
					w.volunteer.Ask(t, `mutation($in: NameGuardianInput!) { nameGuardian(input: $in) { sent userErrors { code } } }`, with(to, "guardianName", evil))
					delete(to, "guardianName")
					w.organizer.Ask(t, `mutation($in: InviteMemberInput!) { inviteMember(input: $in) { userErrors { code } } }`, with(to, "organizationId", w.organization, "role", "EDITOR"))
				}
				w.As("").Ask(t, `mutation($in: ClaimRecordInput!) { claimRecord(input: $in) { userErrors { code } } }`, fields("code", canary, "email", email, "password", canary+evil))
			}
		}
		asked()
		if len(links) < 2 {
			t.Errorf("%d guests", len(links))
		}
		for _, change := range []string{`ALTER TABLE signups RENAME COLUMN takes_time TO gone`, `ALTER TABLE memberships RENAME COLUMN role TO gone`, `ALTER TABLE guardian_consents RENAME COLUMN status TO gone`} {
			if _, err := w.App.Store().DB().Exec(change); err != nil {
				t.Fatal(err)
			}
		}
		asked()
		log := loggedSince(mark)
		if !strings.Contains(log, "a request failed") {
			t.Error("nothing was logged")
		}
		for _, secret := range append(links, canary, "7010000001", "701 000") {
			if at := strings.Index(strings.ToLower(log), strings.ToLower(secret)); at >= 0 {
				t.Errorf("%q is in the log: %.300s", secret, log[max(0, at-150):])
			}
		}
		oneLineEach(t, log)
	})
}
