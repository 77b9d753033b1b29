// Package oidctest is a provider of OpenID Connect for tests, honest or not.
package oidctest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"
)

// The client that every provider here knows.
const (
	ClientID     = "erikti"
	ClientSecret = "the client's secret"
)

// Person is what a provider says of somebody.
type Person map[string]any

// Issuer is a provider. Its fields are set before it is asked, or by Change.
type Issuer struct {
	*httptest.Server

	mu    sync.Mutex // guards what follows
	key   *rsa.PrivateKey
	kid   string
	codes map[string]*grant
	now   func() time.Time
	how   How
	asked map[string]int
}

// How a provider behaves.
type How struct {
	// Claims changes what a token says.
	Claims func(claims map[string]any)
	// Token replaces a token: key signs as the provider does.
	Token func(header, claims map[string]any, key *rsa.PrivateKey) string
	// Document changes the discovery document.
	Document func(document map[string]any)
	// Handler answers in the provider's place, unless it returns false.
	Handler func(w http.ResponseWriter, r *http.Request) bool
}

type grant struct {
	nonce, challenge, redirect string
	who                        Person
	used                       bool
}

// New starts a provider whose clock is now, nil for the machine's.
func New(t testing.TB, now func() time.Time) *Issuer {
	t.Helper()
	if now == nil {
		now = time.Now
	}
	i := &Issuer{codes: map[string]*grant{}, now: now, asked: map[string]int{}}
	i.Rotate(t)
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", i.document)
	mux.HandleFunc("/keys", i.keys)
	mux.HandleFunc("/token", i.token)
	i.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i.mu.Lock()
		i.asked[r.URL.Path]++
		handler := i.how.Handler
		i.mu.Unlock()
		if handler == nil || !handler(w, r) {
			mux.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(i.Close)
	return i
}

// Change sets how it behaves.
func (i *Issuer) Change(how How) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.how = how
}

// Asked is how often a path was asked for.
func (i *Issuer) Asked(path string) int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.asked[path]
}

// Rotate makes a new key.
func (i *Issuer) Rotate(t testing.TB) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.key, i.kid = key, rand.Text()
}

// Authorize is a person who comes with the address that Begin gave, signs in and agrees:
// it returns the parameters that the provider sends them back with.
func (i *Issuer) Authorize(t testing.TB, address string, who Person) url.Values {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if q.Get("client_id") != ClientID || q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" ||
		len(q.Get("code_challenge")) != 43 || len(q.Get("state")) < 43 || len(q.Get("nonce")) < 43 || q.Get("redirect_uri") == "" {
		t.Fatalf("the provider is asked %v", q)
	}
	code := rand.Text()
	i.mu.Lock()
	defer i.mu.Unlock()
	i.codes[code] = &grant{nonce: q.Get("nonce"), challenge: q.Get("code_challenge"), redirect: q.Get("redirect_uri"), who: who}
	return url.Values{"code": {code}, "state": {q.Get("state")}, "iss": {i.URL}}
}

func (i *Issuer) document(w http.ResponseWriter, _ *http.Request) {
	d := map[string]any{
		"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys",
		"id_token_signing_alg_values_supported": []string{"RS256"}, "authorization_response_iss_parameter_supported": true,
	}
	i.mu.Lock()
	change := i.how.Document
	i.mu.Unlock()
	if change != nil {
		change(d)
	}
	answer(w, http.StatusOK, d)
}

func (i *Issuer) keys(w http.ResponseWriter, _ *http.Request) {
	i.mu.Lock()
	key, kid := i.key, i.kid
	i.mu.Unlock()
	answer(w, http.StatusOK, map[string]any{"keys": []any{
		map[string]any{"kty": "LMS", "kid": "of a kind to come"},
		map[string]any{
			"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid,
			"n": base64.RawURLEncoding.EncodeToString(key.N.Bytes()), "e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(key.E)).Bytes()),
		},
	}})
}

func (i *Issuer) token(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	i.mu.Lock()
	defer i.mu.Unlock()
	g := i.codes[r.PostFormValue("code")]
	verifier := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	secret, _ = url.QueryUnescape(secret)
	if g == nil || g.used || id != ClientID || secret != ClientSecret || r.PostFormValue("grant_type") != "authorization_code" ||
		g.redirect != r.PostFormValue("redirect_uri") || g.challenge != base64.RawURLEncoding.EncodeToString(verifier[:]) {
		answer(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant"})
		return
	}
	g.used = true
	now := i.now().Unix()
	claims := map[string]any{"iss": i.URL, "aud": ClientID, "iat": now, "exp": now + 300, "nonce": g.nonce}
	maps.Copy(claims, g.who)
	if i.how.Claims != nil {
		i.how.Claims(claims)
	}
	header := map[string]any{"alg": "RS256", "typ": "JWT", "kid": i.kid}
	token := ""
	if i.how.Token != nil {
		token = i.how.Token(header, claims, i.key)
	} else {
		token = Sign(header, claims, i.key)
	}
	answer(w, http.StatusOK, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": token})
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // a client that left needs no answer
}

// Unsigned is the part of a token that is signed.
func Unsigned(header, claims map[string]any) string {
	part := func(v any) string {
		raw, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		return base64.RawURLEncoding.EncodeToString(raw)
	}
	return part(header) + "." + part(claims)
}

// Sign makes a token that is signed with RS256, whatever its header says.
func Sign(header, claims map[string]any, key *rsa.PrivateKey) string {
	unsigned := Unsigned(header, claims)
	sum := sha256.Sum256([]byte(unsigned))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	return unsigned + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// Kids are key names that lead somewhere else, where somebody looks for a key by name.
var Kids = slices.Clip([]string{"../../../../dev/null", "/etc/passwd", "' OR 1=1 --", "http://127.0.0.1/key", "", "unknown"})
