package attack

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/account"
	"erikti/ent/gen/auditentry"
	"erikti/ent/gen/providersignin"
	"erikti/ent/rule"
	"erikti/internal/apptest"
	"erikti/internal/oidctest"
)

// providers writes the list of some providers, and returns the options for it.
func providers(t *testing.T, issuers ...*oidctest.Issuer) []string {
	t.Helper()
	dir := t.TempDir()
	var list []map[string]string
	for i, issuer := range issuers {
		list = append(list, map[string]string{
			"name": "id" + string(rune('0'+i)), "label": "ID", "issuer": issuer.URL, "clientId": oidctest.ClientID, "clientSecretFile": "secret",
		})
	}
	raw, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"providers.json": string(raw), "secret": oidctest.ClientSecret + "\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return []string{"OIDC_PROVIDERS_FILE=" + filepath.Join(dir, "providers.json"), "OIDC_PRIVATE=on"}
}

// browser is one with a page that signs in through a provider.
type browser struct {
	t        *testing.T
	s        *apptest.Server
	cookie   *http.Cookie
	verifier string
}

func (s *scene) browser() *browser {
	return &browser{t: s.t, s: s.Server, verifier: rand.Text() + rand.Text()}
}

func (b *browser) challenge() string {
	sum := sha256.Sum256([]byte(b.verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// get asks for an address with the browser's cookie, and returns where it is sent.
func (b *browser) get(path string) (status int, location *url.URL) {
	b.t.Helper()
	response := asIs(b.t, "GET", b.s.URL+path, func(r *http.Request) {
		if b.cookie != nil {
			r.AddCookie(b.cookie)
		}
	})
	for _, c := range response.Cookies() {
		b.cookie = c
	}
	location, err := url.Parse(response.Header.Get("Location"))
	if err != nil {
		b.t.Fatal(err)
	}
	return response.StatusCode, location
}

// begin returns the provider's address that the browser is sent to.
func (b *browser) begin(provider, returnTo string) string {
	b.t.Helper()
	status, to := b.get("/sign-in/" + provider + "?" + url.Values{"challenge": {b.challenge()}, "returnTo": {returnTo}}.Encode())
	if status != http.StatusSeeOther {
		b.t.Fatalf("beginning: %d", status)
	}
	return to.String()
}

// back is the browser sent back with parameters; it returns what the page finds in its
// address: a code, or why there is none.
func (b *browser) back(provider string, with url.Values) (code, refused string) {
	b.t.Helper()
	status, to := b.get("/sign-in/" + provider + "/callback?" + with.Encode())
	said, err := url.ParseQuery(to.Fragment)
	if status != http.StatusSeeOther || err != nil || to.Path != "/sign-in" || to.RawQuery != "" || to.Host != "" {
		b.t.Errorf("back: %d to %s, %v", status, to, err)
	}
	return said.Get("code"), said.Get("refused")
}

const signInWithProvider = `mutation($in: SignInWithProviderInput!) { signInWithProvider(input: $in) { token returnTo viewer { volunteer { givenName familyName email } } userErrors { code message nextStep } } }`

func (b *browser) session(code string) *apptest.Answer {
	b.t.Helper()
	return b.s.As("").Ask(b.t, signInWithProvider, apptest.Input("code", code, "verifier", b.verifier))
}

// signIn is all of it; refused is the code of a refusal.
func (b *browser) signIn(issuer *oidctest.Issuer, who oidctest.Person) (token, refused, next string) {
	b.t.Helper()
	code, no := b.back("id0", issuer.Authorize(b.t, b.begin("id0", "/me"), who))
	if code == "" {
		return "", no, ""
	}
	a := b.session(code)
	if a.Text("signInWithProvider", "token") == "" {
		return "", a.Text("signInWithProvider", "userErrors", 0, "code"), a.Text("signInWithProvider", "userErrors", 0, "nextStep")
	}
	return a.Text("signInWithProvider", "token"), "", ""
}

type scene struct {
	t *testing.T
	*apptest.Server
	issuer, second *oidctest.Issuer
}

func eachScene(t *testing.T, test func(*testing.T, *scene), environ ...string) {
	t.Parallel()
	apptest.EachDatabase(t, func(t *testing.T, databaseURL string) {
		s := &scene{t: t, issuer: oidctest.New(t, nil), second: oidctest.New(t, nil)}
		s.Server = apptest.Start(t, databaseURL, append(providers(t, s.issuer, s.second), environ...)...)
		test(t, s)
	})
}

func person2(sub, email string) oidctest.Person {
	return oidctest.Person{"sub": sub, "email": email, "email_verified": true, "given_name": "Dana", "family_name": "S"}
}

// A person whom nobody knows gets an account, and the same one when they come again; the
// page gets its session by a code and goes on where it began.
func TestAPersonSignsInThroughAProvider(t *testing.T) {
	eachScene(t, func(t *testing.T, s *scene) {
		b := s.browser()
		code, _ := b.back("id0", s.issuer.Authorize(t, b.begin("id0", "/events?page=2"), person2("d", "Dana@Example.kz")))
		if c := b.cookie; c == nil || !strings.HasPrefix(c.Name, "__Host-") || !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("the cookie is %v", c)
		}
		a := b.session(code)
		me := a.At("signInWithProvider", "viewer", "volunteer").(map[string]any)
		if a.Text("signInWithProvider", "returnTo") != "/events?page=2" || me["givenName"] != "Dana" || me["email"] != "dana@example.kz" {
			t.Fatalf("%s", a.Body)
		}
		// From another browser, when the address there is another one by now: it is the
		// person that counts.
		token, no, _ := s.browser().signIn(s.issuer, person2("d", "other@example.kz"))
		if got := s.As(token).Do(t, `{ viewer { volunteer { email } sessions { id } } }`, nil); no != "" || got.Text("viewer", "volunteer", "email") != "dana@example.kz" {
			t.Errorf("again: %s, %s", no, got.Body)
		}
		// The person is told of as they are at the provider; somebody else there is somebody
		// else here, also with another's number at another provider.
		db := rows(s.Server)
		if n := db.Account.Query().CountX(systemContext); n != 1 {
			t.Errorf("%d accounts", n)
		}
		b = s.browser()
		code, _ = b.back("id1", s.second.Authorize(t, b.begin("id1", "/"), person2("d", "second@example.kz")))
		if a := b.session(code); a.Text("signInWithProvider", "viewer", "volunteer", "email") != "second@example.kz" {
			t.Errorf("the same number at another provider: %s", a.Body)
		}
		// What was said on the way is gone, and no secret was kept.
		for _, row := range db.ProviderSignIn.Query().AllX(systemContext) {
			if row.Subject+row.Email+row.GivenName+row.FamilyName != "" {
				t.Errorf("left: %+v", row)
			}
		}
		if n := db.AuditEntry.Query().Where(auditentry.Action("PROVIDER_LINKED")).CountX(systemContext); n != 2 {
			t.Errorf("%d entries of the audit", n)
		}
	})
}

// Each piece that binds a sign-in to its browser, its page, its provider and its time.
func TestC7_SignInsThatAreNotOnesOwn(t *testing.T) {
	eachScene(t, func(t *testing.T, s *scene) {
		who := person2("victim", "victim@example.kz")
		begun := func() (*browser, url.Values) {
			b := s.browser()
			return b, s.issuer.Authorize(t, b.begin("id0", "/"), who)
		}
		refusedBack := func(name string, b *browser, provider string, with url.Values) {
			t.Helper()
			if code, no := b.back(provider, with); code != "" || no != "provider" {
				t.Errorf("%s: code %q, %q", name, code, no)
			}
		}
		b, with := begun()
		with.Set("state", rand.Text()+rand.Text())
		refusedBack("another state", b, "id0", with)
		b, with = begun()
		with.Del("state")
		refusedBack("no state", b, "id0", with)
		b, with = begun()
		b.cookie = nil
		refusedBack("a browser without the cookie", b, "id0", with)
		_, with = begun()
		other, _ := begun()
		refusedBack("another browser", other, "id0", with)
		b, with = begun()
		refusedBack("another provider's address", b, "id1", with)
		b, with = begun()
		with.Set("iss", s.second.URL)
		refusedBack("another provider's name", b, "id0", with)
		b, with = begun()
		with.Del("iss")
		refusedBack("no provider's name, from one that says it", b, "id0", with)
		b, with = begun()
		refusedBack("the person said no", b, "id0", url.Values{"error": {"access_denied"}, "state": with["state"], "iss": with["iss"]})
		b, _ = begun()
		_, others := begun()
		state := url.Values{"code": others["code"], "iss": others["iss"]}
		q, _ := url.Parse(b.begin("id0", "/"))
		state.Set("state", q.Query().Get("state"))
		refusedBack("a code of another's sign-in", b, "id0", state)
		b, with = begun()
		rows(s.Server).ProviderSignIn.Update().SetExpiresAt(time.Now().UTC().Add(-time.Second)).ExecX(systemContext)
		refusedBack("too late", b, "id0", with)

		b, with = begun()
		code, _ := b.back("id0", with)
		refusedBack("the same answer again", b, "id0", with)
		noSession := func(name, code, verifier string) {
			t.Helper()
			thief := s.browser()
			thief.verifier = verifier
			refused(t, thief.session(code), "signInWithProvider", "PROVIDER_REFUSED")
		}
		noSession("a page that did not begin", code, rand.Text()+rand.Text())
		noSession("no secret", code, "")
		noSession("the challenge for the secret", code, b.challenge())
		noSession("another code", rand.Text()+rand.Text(), b.verifier)
		if a := b.session(code); a.Text("signInWithProvider", "token") == "" {
			t.Fatalf("the page that began: %s", a.Body)
		}
		noSession("the code again", code, b.verifier)
		b, with = begun()
		code, _ = b.back("id0", with)
		rows(s.Server).ProviderSignIn.Update().Where(providersignin.UsedAtIsNil()).SetExpiresAt(time.Now().UTC().Add(-time.Second)).ExecX(systemContext)
		noSession("a code that is too old", code, b.verifier)
		for _, path := range []string{"/sign-in/none?challenge=" + b.challenge(), "/sign-in/none/callback?code=a&state=b"} {
			if status, _ := b.get(path); status != http.StatusNotFound {
				t.Errorf("%s: %d", path, status)
			}
		}
		if response := asIs(t, "POST", s.URL+"/sign-in/id0", nil); response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET" {
			t.Errorf("POST: %d", response.StatusCode)
		}
	})
}

// Only an address that the provider has verified, and that was confirmed here, leads to an
// account that there is.
func TestC7_AddressesThatProveNothing(t *testing.T) {
	eachScene(t, func(t *testing.T, s *scene) {
		s.Register(t, "dana")
		db := rows(s.Server)
		owner := db.Account.Query().OnlyX(systemContext)
		for name, c := range map[string]struct{ change func(oidctest.Person) }{
			"not verified there":     {func(p oidctest.Person) { p["email_verified"] = false }},
			"not said":               {func(p oidctest.Person) { delete(p, "email_verified") }},
			"no address":             {func(p oidctest.Person) { delete(p, "email") }},
			"no address in the text": {func(p oidctest.Person) { p["email"] = "dana" }},
		} {
			who := person2("evil", *owner.Email)
			c.change(who)
			token, no, next := s.browser().signIn(s.issuer, who)
			if token != "" || no != "PROVIDER_REFUSED" || !strings.Contains(next, "create an account here") {
				t.Errorf("%s: %q %s %s", name, token, no, next)
			}
		}
		// Whoever made the account may not be whom the address belongs to.
		token, no, next := s.browser().signIn(s.issuer, person2("dana", *owner.Email))
		if token != "" || no != "PROVIDER_REFUSED" || !strings.Contains(next, "confirm the address") {
			t.Errorf("not confirmed here: %q %s %s", token, no, next)
		}
		if n := db.Identity.Query().CountX(systemContext); n != 0 {
			t.Errorf("%d links", n)
		}
		db.Account.UpdateOne(owner).SetEmailVerifiedAt(time.Now().UTC()).ExecX(systemContext)
		token, no, _ = s.browser().signIn(s.issuer, person2("dana", strings.ToUpper(*owner.Email)))
		if got := s.As(token).Do(t, `{ viewer { volunteer { email } } }`, nil).Text("viewer", "volunteer", "email"); no != "" || got != *owner.Email {
			t.Errorf("confirmed on both sides: %s, %s", no, got)
		}
		if got := db.Identity.Query().OnlyX(systemContext); got.Subject != "dana" || got.AccountID != owner.ID {
			t.Errorf("%+v", got)
		}
		// Two first sign-ins of one person at once make one account.
		var pages []*browser
		var codes []string
		for range 4 {
			b := s.browser()
			code, _ := b.back("id0", s.issuer.Authorize(t, b.begin("id0", "/"), person2("twice", "twice@example.kz")))
			pages, codes = append(pages, b), append(codes, code)
		}
		answers := make(chan *apptest.Answer)
		for i := range pages {
			go func() { answers <- pages[i].session(codes[i]) }()
		}
		for range pages {
			if a := <-answers; a.Text("signInWithProvider", "token") == "" {
				t.Errorf("%s", a.Body)
			}
		}
		if n := db.Account.Query().Where(account.Email("twice@example.kz")).CountX(systemContext); n != 1 {
			t.Errorf("%d accounts", n)
		}
	})
}

// Where a page goes on after a provider is on this site, whatever it was told.
func TestA11_WhereAPageGoesOnAfterAProvider(t *testing.T) {
	t.Parallel()
	issuer := oidctest.New(t, nil)
	s := &scene{t: t, Server: apptest.Start(t, apptest.SQLite(t), providers(t, issuer)...)}
	for path, want := range map[string]string{
		"/me": "/me", "/events?region=KZ-55&free=1": "/events?region=KZ-55&free=1", "/": "/", "": "/",
		"https://evil.example": "/", "//evil.example": "/", "///evil.example": "/", "/\\evil.example": "/", "\\\\evil.example": "/", "/%5cevil.example": "/",
		"http:evil.example": "/", "https:/evil.example": "/", "javascript:alert(1)": "/", "JaVaScRiPt:alert(1)": "/", "data:text/html,x": "/", " //evil.example": "/",
		"/\t/evil.example": "/", "/\n/evil.example": "/", "\t//evil.example": "/", "/%2f/evil.example": "/", "/..//evil.example": "/", "/./\\evil.example": "/",
		"/.//evil.example": "/", "/a/..//evil.example": "/", "@evil.example": "/", "evil.example": "/", "/me#//evil.example": "/", "/\u2215evil.example": "/",
		"/\r\nLocation: https://evil.example": "/", "/%0d%0aLocation:%20https://evil.example": "/", "//evil%E3%80%82example": "/", "/\x00/evil.example": "/",
		"/" + strings.Repeat("a", 600): "/", "ftp://evil.example": "/", "/%09/evil.example": "/", "//user:pass@evil.example": "/", "/%2e%2e//evil.example": "/",
	} {
		b := s.browser()
		code, _ := b.back("id0", issuer.Authorize(t, b.begin("id0", path), person2("d", "dana@example.kz")))
		if got := b.session(code).Text("signInWithProvider", "returnTo"); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
	// The provider's address comes from the provider, and where it sends people back to from
	// the options.
	b := s.browser()
	response := asIs(t, "GET", s.URL+"/sign-in/id0?challenge="+b.challenge(), func(r *http.Request) {
		r.Host = "evil.example"
		r.Header.Set("X-Forwarded-Host", "evil.example")
	})
	if to := response.Header.Get("Location"); !strings.HasPrefix(to, issuer.URL+"/authorize?") || strings.Contains(to, "evil") {
		t.Errorf("to %s", to)
	}
}

// A provider in a private network is not reached, and the page is told that it is away.
func TestG12_ProvidersOfAPrivateNetwork(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() //nolint:errcheck // nothing was written
	var reached atomic.Int32
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			reached.Add(1)
			_ = c.Close()
		}
	}()
	file := filepath.Join(t.TempDir(), "providers.json")
	list := `[{"name": "id0", "label": "ID", "clientId": "c", "issuer": "https://` + listener.Addr().String() + `"}]`
	if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	for private, want := range map[string]bool{"off": false, "on": true} {
		reached.Store(0)
		b := (&scene{t: t, Server: apptest.Start(t, apptest.SQLite(t), "OIDC_PROVIDERS_FILE="+file, "OIDC_PRIVATE="+private)}).browser()
		if status, to := b.get("/sign-in/id0?challenge=" + b.challenge()); status != http.StatusSeeOther || to.String() != "/sign-in#refused=away" {
			t.Errorf("%d to %s", status, to)
		}
		if got := reached.Load() > 0; got != want {
			t.Errorf("OIDC_PRIVATE=%s: reached: %t", private, got)
		}
	}
}

var systemContext = rule.System(context.Background())

func rows(s *apptest.Server) *gen.Client { return s.App.Store().Client }

func refused(t *testing.T, a *apptest.Answer, field, code string) {
	t.Helper()
	if got := a.Text(field, "userErrors", 0, "code"); got != code || a.At(field, "token") != nil {
		t.Errorf("%s: %s, want %s", field, a.Body, code)
	}
}
