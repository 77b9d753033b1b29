package oidc

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

const (
	// documentFor is how long a discovery document is not asked for again.
	documentFor = time.Hour
	// Patience is how long one question to a provider takes at most.
	Patience = 5 * time.Second
	// MaxAnswer bounds what is read of its answer, in bytes.
	MaxAnswer = 256 << 10
)

// Config is how this server is known to a provider.
type Config struct {
	Name         string // in addresses: small letters, digits and dashes
	Label        string // as people know it
	Issuer       string
	ClientID     string
	ClientSecret Secret // "" for a client that has none
}

// Provider is one of OpenID Connect. Many goroutines use one.
type Provider struct {
	Config
	client *http.Client
	now    func() time.Time

	mu       sync.Mutex // guards what follows
	document *document
	tried    time.Time
}

// document is what a provider says of itself.
type document struct {
	*oidc.Provider
	endpoint  oauth2.Endpoint
	saysWho   bool // it sends its name with each answer (RFC 9207)
	read      time.Time
	keys      *keys
	keySource string
}

// New makes a provider; it is asked when somebody signs in.
func New(c Config, client *http.Client, now func() time.Time) *Provider {
	return &Provider{Config: c, client: client, now: now}
}

// discover reads the discovery document, unless it was read lately; while the provider
// is away the one there is goes on.
func (p *Provider) discover(ctx context.Context) (*document, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if p.document != nil && now.Sub(p.document.read) < documentFor {
		return p.document, nil
	}
	if now.Sub(p.tried) >= pause {
		p.tried = now
		if found, err := p.readDocument(ctx); err == nil {
			found.read = now
			p.document = found
		}
	}
	if p.document == nil {
		return nil, ErrAway
	}
	return p.document, nil
}

func (p *Provider) readDocument(ctx context.Context) (*document, error) {
	found, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.Issuer)
	if err != nil {
		return nil, ErrAway
	}
	var more struct {
		Keys    string   `json:"jwks_uri"`
		Methods []string `json:"token_endpoint_auth_methods_supported"`
		SaysWho bool     `json:"authorization_response_iss_parameter_supported"`
	}
	if err := found.Claims(&more); err != nil {
		return nil, ErrAway
	}
	d := &document{Provider: found, endpoint: found.Endpoint(), saysWho: more.SaysWho, keySource: more.Keys}
	for _, address := range []string{d.endpoint.AuthURL, d.endpoint.TokenURL, more.Keys} {
		if !p.asSafe(address) {
			return nil, ErrAway
		}
	}
	// What is found out by trying would send the code twice.
	d.endpoint.AuthStyle = oauth2.AuthStyleInHeader
	if p.ClientSecret == "" || len(more.Methods) > 0 && !slices.Contains(more.Methods, "client_secret_basic") {
		d.endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	if p.document != nil && p.document.keySource == more.Keys {
		d.keys = p.document.keys
	} else {
		d.keys = &keys{address: more.Keys, client: p.client, now: p.now}
	}
	return d, nil
}

// asSafe says whether an address of a provider is reached as safely as its issuer.
func (p *Provider) asSafe(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && u.User == nil && (u.Scheme == "https" || u.Scheme == "http" && strings.HasPrefix(p.Issuer, "http:"))
}

func (p *Provider) oauth(d *document, redirect string) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.ClientID, ClientSecret: string(p.ClientSecret), Endpoint: d.endpoint, RedirectURL: redirect,
		Scopes: []string{oidc.ScopeOpenID, "email", "profile"},
	}
}

// SignIn is one sign-in: what is drawn for it at its beginning.
type SignIn struct {
	Redirect string // the address that the provider sends people back to
	State    string
	Nonce    string
	Verifier string // of PKCE
}

// Begin returns the address at the provider that a person is sent to.
func (p *Provider) Begin(ctx context.Context, s SignIn) (string, error) {
	d, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	return p.oauth(d, s.Redirect).AuthCodeURL(s.State, oidc.Nonce(s.Nonce), oauth2.S256ChallengeOption(s.Verifier)), nil
}

// Answer is what a provider sent a person back with.
type Answer struct {
	Code   string
	Issuer string // who says so, RFC 9207; "" when it does not
}

// Finish exchanges the code that a provider sent a person back with for what it says of
// them. It fails with Refused when that does not count.
func (p *Provider) Finish(ctx context.Context, a Answer, s SignIn) (*Identity, error) {
	d, err := p.discover(ctx)
	if err != nil {
		return nil, err
	}
	if a.Code == "" || a.Issuer != "" && a.Issuer != p.Issuer || a.Issuer == "" && d.saysWho {
		return nil, refuse(WhyAnswer)
	}
	token, err := p.oauth(d, s.Redirect).Exchange(oidc.ClientContext(ctx, p.client), a.Code, oauth2.VerifierOption(s.Verifier))
	var said *oauth2.RetrieveError
	switch {
	case errors.As(err, &said) && said.Response != nil && said.Response.StatusCode < http.StatusInternalServerError:
		return nil, refuse(WhyExchange)
	case err != nil: // it may hold what was sent, and stays here
		return nil, ErrAway
	}
	raw, _ := token.Extra("id_token").(string)
	if raw == "" || len(raw) > longestToken {
		return nil, refuse(WhyNoToken)
	}
	return p.verify(ctx, d, raw, s.Nonce)
}
