package oidc_test

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/oidc"
	"erikti/internal/oidctest"
	"erikti/internal/outgoing"
)

var dana = oidctest.Person{"sub": "dana", "email": "dana@example.kz", "email_verified": true, "given_name": "Dana", "family_name": "S"}

// scene is a provider and a client of it, with one clock that a test sets.
type scene struct {
	*oidctest.Issuer
	*oidc.Provider
	clock atomic.Int64
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{}
	s.clock.Store(time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC).Unix())
	now := func() time.Time { return time.Unix(s.clock.Load(), 0) }
	s.Issuer = oidctest.New(t, now)
	s.Provider = oidc.New(oidc.Config{Name: "id", Issuer: s.URL, ClientID: oidctest.ClientID, ClientSecret: oidctest.ClientSecret},
		outgoing.Client(outgoing.Options{Private: true, Patience: time.Second, MaxAnswer: oidc.MaxAnswer}), now)
	return s
}

func (s *scene) later(d time.Duration) { s.clock.Add(int64(d / time.Second)) }

// signIn is one sign-in of a person.
func (s *scene) signIn(t *testing.T, who oidctest.Person, change ...func(*oidc.Answer, *oidc.SignIn)) (*oidc.Identity, error) {
	t.Helper()
	sign := oidc.SignIn{Redirect: "https://network.example.kz/back", State: rand.Text() + rand.Text(), Nonce: rand.Text() + rand.Text(), Verifier: rand.Text() + rand.Text()}
	address, err := s.Begin(t.Context(), sign)
	if err != nil {
		return nil, err
	}
	back := s.Authorize(t, address, who)
	answer := oidc.Answer{Code: back.Get("code"), Issuer: back.Get("iss")}
	for _, f := range change {
		f(&answer, &sign)
	}
	return s.Finish(t.Context(), answer, sign)
}

func refused(t *testing.T, name string, err error, want string) {
	t.Helper()
	var no *oidc.Refused
	if !errors.As(err, &no) || no.Why != want {
		t.Errorf("%s: %v, want %s", name, err, want)
	}
}

// What a provider says is taken as it is.
func TestAPersonSignsIn(t *testing.T) {
	s := newScene(t)
	who, err := s.signIn(t, dana)
	if err != nil || *who != (oidc.Identity{s.URL, "dana", "dana@example.kz", "Dana", "S"}) {
		t.Fatal(who, err)
	}
	for name, c := range map[string]struct {
		says oidctest.Person
		want oidc.Identity
	}{
		"an address that is not verified": {oidctest.Person{"sub": "a", "email": "a@example.kz", "email_verified": false}, oidc.Identity{Subject: "a"}},
		"an address without a word of it": {oidctest.Person{"sub": "a", "email": "a@example.kz"}, oidc.Identity{Subject: "a"}},
		"a word that is no yes":           {oidctest.Person{"sub": "a", "email": "a@example.kz", "email_verified": 1}, oidc.Identity{Subject: "a"}},
		"a yes in words":                  {oidctest.Person{"sub": "a", "email": "a@example.kz", "email_verified": "true"}, oidc.Identity{Subject: "a", Email: "a@example.kz"}},
		"one name":                        {oidctest.Person{"sub": "a", "name": " Abai Qunanbaiuly "}, oidc.Identity{Subject: "a", GivenName: "Abai", FamilyName: "Qunanbaiuly"}},
	} {
		c.want.Issuer = s.URL
		if who, err := s.signIn(t, c.says); err != nil || *who != c.want {
			t.Errorf("%s: %+v, %v", name, who, err)
		}
	}
	if n := s.Asked("/keys"); n != 1 {
		t.Errorf("the keys were read %d times", n)
	}
}

// A token that is forged, in any of the known ways, or is not for this sign-in.
func TestC6_TokensThatDoNotCount(t *testing.T) {
	s := newScene(t)
	if _, err := s.signIn(t, dana); err != nil {
		t.Fatal(err)
	}
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	hs := func(secret []byte, header, claims map[string]any) string {
		header["alg"] = "HS256"
		unsigned := oidctest.Unsigned(header, claims)
		mac := hmac.New(sha256.New, secret)
		mac.Write([]byte(unsigned))
		return unsigned + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	}
	type tokens = func(header, claims map[string]any, key *rsa.PrivateKey) string
	for name, token := range map[string]tokens{
		"alg none": func(h, c map[string]any, _ *rsa.PrivateKey) string {
			h["alg"] = "none"
			return oidctest.Unsigned(h, c) + "."
		},
		"alg None with a signature": func(h, c map[string]any, k *rsa.PrivateKey) string {
			h["alg"] = "None"
			return oidctest.Sign(h, c, k)
		},
		"HS256 with the public key in PEM": func(h, c map[string]any, k *rsa.PrivateKey) string {
			der, _ := x509.MarshalPKIXPublicKey(&k.PublicKey)
			return hs(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), h, c)
		},
		"HS256 with its modulus":         func(h, c map[string]any, k *rsa.PrivateKey) string { return hs(k.N.Bytes(), h, c) },
		"HS256 with the client's secret": func(h, c map[string]any, _ *rsa.PrivateKey) string { return hs([]byte(oidctest.ClientSecret), h, c) },
		"another key":                    func(h, c map[string]any, _ *rsa.PrivateKey) string { return oidctest.Sign(h, c, other) },
		"another algorithm than it is":   func(h, c map[string]any, k *rsa.PrivateKey) string { h["alg"] = "PS256"; return oidctest.Sign(h, c, k) },
		"signed, then changed": func(h, c map[string]any, k *rsa.PrivateKey) string {
			signed := oidctest.Sign(h, c, k)
			c["sub"] = "somebody else"
			return oidctest.Unsigned(h, c) + signed[strings.LastIndex(signed, "."):]
		},
		"a key that it brings itself": func(h, c map[string]any, _ *rsa.PrivateKey) string {
			h["jwk"] = map[string]any{"kty": "RSA", "n": base64.RawURLEncoding.EncodeToString(other.N.Bytes()), "e": "AQAB"}
			return oidctest.Sign(h, c, other)
		},
		"a key that it says where to find": func(h, c map[string]any, _ *rsa.PrivateKey) string {
			h["jku"], h["x5u"] = s.URL+"/other-keys", s.URL+"/other-keys"
			return oidctest.Sign(h, c, other)
		},
		"a critical extension": func(h, c map[string]any, k *rsa.PrivateKey) string {
			h["crit"], h["exp"] = []string{"exp"}, 1
			return oidctest.Sign(h, c, k)
		},
		"no token at all": func(map[string]any, map[string]any, *rsa.PrivateKey) string { return "a.b.c" },
	} {
		s.later(time.Minute)
		s.Change(oidctest.How{Token: token})
		_, err := s.signIn(t, dana)
		refused(t, name, err, oidc.WhySignature)
	}
	for _, kid := range oidctest.Kids {
		s.later(time.Minute)
		s.Change(oidctest.How{Token: func(h, c map[string]any, _ *rsa.PrivateKey) string {
			h["kid"] = kid
			return oidctest.Sign(h, c, other)
		}})
		_, err := s.signIn(t, dana)
		refused(t, "kid "+kid, err, oidc.WhySignature)
	}
	if n := s.Asked("/other-keys"); n != 0 {
		t.Errorf("the keys of a token were asked for %d times", n)
	}
	for name, c := range map[string]struct {
		change func(map[string]any)
		want   string
	}{
		"of another provider":            {func(c map[string]any) { c["iss"] = "https://id.example" }, oidc.WhyIssuer},
		"with a slash more":              {func(c map[string]any) { c["iss"] = s.URL + "/" }, oidc.WhyIssuer},
		"of nobody":                      {func(c map[string]any) { delete(c, "iss") }, oidc.WhyIssuer},
		"for another client":             {func(c map[string]any) { c["aud"] = "another" }, oidc.WhyAudience},
		"for several, and who is unsaid": {func(c map[string]any) { c["aud"] = []string{"another", oidctest.ClientID} }, oidc.WhyAudience},
		"for several, given to another": {func(c map[string]any) {
			c["aud"], c["azp"] = []string{"another", oidctest.ClientID}, "another"
		}, oidc.WhyAudience},
		"for one, given to another": {func(c map[string]any) { c["azp"] = "another" }, oidc.WhyAudience},
		"for nobody":                {func(c map[string]any) { delete(c, "aud") }, oidc.WhyAudience},
		"without a person":          {func(c map[string]any) { delete(c, "sub") }, oidc.WhySubject},
		"with a very long person":   {func(c map[string]any) { c["sub"] = strings.Repeat("s", 256) }, oidc.WhySubject},
		"huge":                      {func(c map[string]any) { c["x"] = strings.Repeat("x", 16<<10) }, oidc.WhyNoToken},
		"without an end":            {func(c map[string]any) { delete(c, "exp") }, oidc.WhyExpired},
		"without a beginning":       {func(c map[string]any) { delete(c, "iat") }, oidc.WhyNotYet},
		"with times beyond all":     {func(c map[string]any) { c["nbf"] = 1e300 }, oidc.WhyNotYet},
	} {
		s.later(time.Minute)
		s.Change(oidctest.How{Claims: c.change})
		_, err := s.signIn(t, dana)
		refused(t, name, err, c.want)
	}
	s.Change(oidctest.How{Handler: func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/token" {
			_, _ = w.Write([]byte(strings.Repeat("x", 1<<20)))
		}
		return r.URL.Path == "/token"
	}})
	if _, err := s.signIn(t, dana); !errors.Is(err, oidc.ErrAway) {
		t.Errorf("an answer of a megabyte: %v", err)
	}
}

// The clocks of a provider and of this server may be five minutes apart, and not more.
func TestC11_ClocksThatDiffer(t *testing.T) {
	s := newScene(t)
	leeway := int64(oidc.Leeway / time.Second)
	if leeway != 300 {
		t.Fatalf("the leeway is %d s", leeway)
	}
	for name, c := range map[string]struct {
		claim string
		ahead int64 // of the clock here, in seconds
		want  string
	}{
		"ended within the leeway":        {"exp", -leeway + 1, ""},
		"ended before":                   {"exp", -leeway, oidc.WhyExpired},
		"made within the leeway":         {"iat", leeway, ""},
		"made later":                     {"iat", leeway + 1, oidc.WhyNotYet},
		"not to be used within it":       {"nbf", leeway, ""},
		"not to be used until after it":  {"nbf", leeway + 1, oidc.WhyNotYet},
		"made long ago and still counts": {"iat", -86400, ""},
	} {
		s.Change(oidctest.How{Claims: func(claims map[string]any) { claims[c.claim] = s.clock.Load() + c.ahead }})
		switch _, err := s.signIn(t, dana); {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want != "":
			refused(t, name, err, c.want)
		}
	}
}

// Keys that change are read again; while the provider's keys cannot be read those there
// are count for a day, then nobody signs in.
func TestC6_KeysThatChangeAndGo(t *testing.T) {
	s := newScene(t)
	if _, err := s.signIn(t, dana); err != nil {
		t.Fatal(err)
	}
	s.later(time.Minute)
	s.Rotate(t)
	if _, err := s.signIn(t, dana); err != nil {
		t.Errorf("after the keys changed: %v", err)
	}
	if n := s.Asked("/keys"); n != 2 {
		t.Errorf("the keys were read %d times, want 2", n)
	}
	// Who sends tokens of unknown keys makes nobody read keys all the time.
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	forged := func(h, c map[string]any, _ *rsa.PrivateKey) string { return oidctest.Sign(h, c, other) }
	s.Change(oidctest.How{Token: forged})
	for range 20 {
		_, err := s.signIn(t, dana)
		refused(t, "forged", err, oidc.WhySignature)
	}
	if n := s.Asked("/keys"); n > 3 {
		t.Errorf("the keys were read %d times", n)
	}
	for name, handler := range map[string]func(http.ResponseWriter){
		"an error":  func(w http.ResponseWriter) { w.WriteHeader(http.StatusInternalServerError) },
		"no keys":   func(w http.ResponseWriter) { _, _ = w.Write([]byte(`{"keys":[]}`)) },
		"no JSON":   func(w http.ResponseWriter) { _, _ = w.Write([]byte(`<html>`)) },
		"too large": func(w http.ResponseWriter) { _, _ = w.Write([]byte(`{"keys":["` + strings.Repeat("x", 1<<20) + `"]}`)) },
		"a redirect": func(w http.ResponseWriter) {
			w.Header().Set("Location", s.URL+"/elsewhere")
			w.WriteHeader(http.StatusFound)
		},
	} {
		s.Change(oidctest.How{})
		s.later(2 * time.Hour)
		if _, err := s.signIn(t, dana); err != nil {
			t.Fatalf("%s: before: %v", name, err)
		}
		s.Change(oidctest.How{Handler: func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/keys" {
				handler(w)
			}
			return r.URL.Path == "/keys"
		}})
		s.later(oidc.KeysFor - time.Second)
		if _, err := s.signIn(t, dana); err != nil {
			t.Errorf("%s: within a day: %v", name, err)
		}
		s.later(time.Second)
		if _, err := s.signIn(t, dana); !errors.Is(err, oidc.ErrAway) {
			t.Errorf("%s: after a day: %v", name, err)
		}
	}
	if n := s.Asked("/elsewhere"); n != 0 {
		t.Errorf("a redirect was followed %d times", n)
	}
}

// What is not of this sign-in, or comes twice.
func TestC7_AnswersThatAreNotOfThisSignIn(t *testing.T) {
	s := newScene(t)
	used := ""
	for name, c := range map[string]struct {
		change func(*oidc.Answer, *oidc.SignIn)
		want   string
	}{
		"another nonce":           {func(_ *oidc.Answer, s *oidc.SignIn) { s.Nonce = rand.Text() }, oidc.WhyNonce},
		"no nonce":                {func(_ *oidc.Answer, s *oidc.SignIn) { s.Nonce = "" }, oidc.WhyNonce},
		"another verifier":        {func(_ *oidc.Answer, s *oidc.SignIn) { s.Verifier = rand.Text() + rand.Text() }, oidc.WhyExchange},
		"no verifier":             {func(_ *oidc.Answer, s *oidc.SignIn) { s.Verifier = "" }, oidc.WhyExchange},
		"another address":         {func(_ *oidc.Answer, s *oidc.SignIn) { s.Redirect = "https://evil.example/" }, oidc.WhyExchange},
		"no code":                 {func(a *oidc.Answer, _ *oidc.SignIn) { a.Code = "" }, oidc.WhyAnswer},
		"another's answer":        {func(a *oidc.Answer, _ *oidc.SignIn) { a.Issuer = "https://id.example" }, oidc.WhyAnswer},
		"an answer of nobody":     {func(a *oidc.Answer, _ *oidc.SignIn) { a.Issuer = "" }, oidc.WhyAnswer},
		"as it should be (first)": {func(a *oidc.Answer, _ *oidc.SignIn) { used = a.Code }, ""},
	} {
		switch _, err := s.signIn(t, dana, c.change); {
		case c.want != "":
			refused(t, name, err, c.want)
		case err != nil:
			t.Error(name, err)
		}
	}
	_, err := s.signIn(t, dana, func(a *oidc.Answer, _ *oidc.SignIn) { a.Code = used })
	refused(t, "the code again", err, oidc.WhyExchange)
	// A provider without a nonce in its tokens is none.
	s.Change(oidctest.How{Claims: func(c map[string]any) { delete(c, "nonce") }})
	_, err = s.signIn(t, dana)
	refused(t, "a token without a nonce", err, oidc.WhyNonce)
}

// A provider in a private network is not reached, nor is one that sends elsewhere, takes
// long, says much, or names addresses that are less safe than its own.
func TestG12_ProvidersThatLeadElsewhere(t *testing.T) {
	s := newScene(t)
	guarded := oidc.New(s.Config, outgoing.Client(outgoing.Options{Patience: time.Second, MaxAnswer: oidc.MaxAnswer}), time.Now)
	sign := oidc.SignIn{Redirect: "https://network.example.kz/back", State: "s", Nonce: "n", Verifier: "v"}
	if _, err := guarded.Begin(t.Context(), sign); !errors.Is(err, oidc.ErrAway) || s.Asked("/.well-known/openid-configuration") != 0 {
		t.Errorf("a private network: %v", err)
	}
	for name, how := range map[string]oidctest.How{
		"a redirect": {Handler: func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, s.URL+"/inside", http.StatusFound)
			return true
		}},
		"another issuer":        {Document: func(d map[string]any) { d["issuer"] = "https://id.example" }},
		"keys in a file":        {Document: func(d map[string]any) { d["jwks_uri"] = "file:///etc/passwd" }},
		"no keys":               {Document: func(d map[string]any) { delete(d, "jwks_uri") }},
		"a page that is script": {Document: func(d map[string]any) { d["authorization_endpoint"] = "javascript:alert(1)" }},
		"a password in it":      {Document: func(d map[string]any) { d["token_endpoint"] = "https://u:p@id.example/token" }},
		"too much":              {Document: func(d map[string]any) { d["x"] = strings.Repeat("x", 1<<20) }},
		"no JSON": {Handler: func(w http.ResponseWriter, _ *http.Request) bool {
			_, _ = w.Write([]byte("hello"))
			return true
		}},
		"silence": {Handler: func(_ http.ResponseWriter, r *http.Request) bool {
			<-r.Context().Done()
			return true
		}},
	} {
		fresh := newScene(t)
		fresh.Issuer, fresh.Provider = s.Issuer, oidc.New(s.Config, outgoing.Client(outgoing.Options{Private: true, Patience: time.Second, MaxAnswer: oidc.MaxAnswer}), time.Now)
		s.Change(how)
		if _, err := fresh.Begin(t.Context(), sign); !errors.Is(err, oidc.ErrAway) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s.Asked("/inside") != 0 {
		t.Error("a redirect was followed")
	}
}

// The client's secret is not printed by anything that prints.
func TestG14_TheClientsSecretIsNotShown(t *testing.T) {
	shown(t, oidc.Config{Name: "id", ClientSecret: "s3cret"})
}
