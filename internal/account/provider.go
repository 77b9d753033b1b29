package account

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"log/slog"
	"regexp"
	"time"

	"erikti/ent/gen"
	"erikti/ent/gen/predicate"
	"erikti/ent/gen/providersignin"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/oidc"
)

// ProviderPage is where sign-ins through providers begin, /sign-in/NAME; the provider
// sends people back to /sign-in/NAME/callback.
const ProviderPage = "/sign-in/"

// How long a person may take at a provider, and a page for the code that it gets.
const (
	providerFor = 10 * time.Minute
	handOverFor = 2 * time.Minute
)

// challenges are those of PKCE: SHA-256 in base64url.
var challenges = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)

// Providers returns those that people can sign in through.
func (s *Service) Providers() []*oidc.Provider { return s.opts.Providers }

// provider finds one by name.
func (s *Service) provider(name string) (*oidc.Provider, error) {
	for _, p := range s.opts.Providers {
		if p.Name == name {
			return p, nil
		}
	}
	return nil, fault.Refuse(fault.NotFound)
}

// ProviderStart is how a page begins a sign-in through a provider.
type ProviderStart struct {
	Provider  string
	Challenge string // SHA-256 in base64url of a secret that the page keeps
	ReturnTo  string // a path of this site
	Browser   string // the secret in the browser's cookie, "" for a browser without one
}

// BeginWithProvider returns the address at the provider that the browser is sent to, and
// the secret for its cookie.
func (s *Service) BeginWithProvider(ctx context.Context, start ProviderStart) (address, browser string, err error) {
	if err := s.try(ctx, ""); err != nil {
		return "", "", err
	}
	p, err := s.provider(start.Provider)
	if err != nil {
		return "", "", err
	}
	if !challenges.MatchString(start.Challenge) {
		return "", "", fault.Invalid("challenge", "challenge")
	}
	// A browser with several pages has one secret, so that all of them work.
	browser = start.Browser
	if !challenges.MatchString(browser) { // 256 bits, written alike
		browser = secret()
	}
	sign := s.signInAt(p, secret(), browser)
	if address, err = p.Begin(ctx, sign); err != nil {
		return "", "", providerAway(ctx, p, err)
	}
	err = s.store.Client.ProviderSignIn.Create().SetProvider(p.Name).
		SetStateHash(hashToken(sign.State)).SetBrowserHash(hashToken(browser)).
		SetChallenge(start.Challenge).SetReturnTo(LocalPath(start.ReturnTo)).
		SetExpiresAt(s.clock().Add(providerFor)).Exec(rule.System(ctx))
	return address, browser, err
}

// signInAt is a sign-in with what follows from the two secrets of it: its state, which the
// provider and the addresses of both ways know, and the one in the browser's cookie, which
// nobody else does. So neither the nonce nor the verifier is kept.
func (s *Service) signInAt(p *oidc.Provider, state, browser string) oidc.SignIn {
	derive := func(what string) string {
		mac := hmac.New(sha256.New, []byte(browser))
		mac.Write([]byte(what + " " + state))
		return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	}
	return oidc.SignIn{Redirect: s.callback(p), State: state, Nonce: derive("nonce"), Verifier: derive("verifier")}
}

// callback is the address that a provider sends people back to: each its own, so that
// what one of them says is not taken for another's.
func (s *Service) callback(p *oidc.Provider) string {
	return s.opts.PublicURL() + ProviderPage + p.Name + "/callback"
}

// ProviderAnswer is what a provider sent a browser back with.
type ProviderAnswer struct {
	Provider string
	State    string
	Browser  string // the secret in the browser's cookie
	oidc.Answer
}

// AnswerFromProvider takes what a provider says of a person, once for a sign-in, and
// returns a code with which the page that began gets a session: SignInWithProvider.
func (s *Service) AnswerFromProvider(ctx context.Context, a ProviderAnswer) (code string, err error) {
	p, err := s.provider(a.Provider)
	if err != nil {
		return "", err
	}
	system := rule.System(ctx)
	if len(a.State) > longestSecret || len(a.Browser) > longestSecret || len(a.Code) > longestCode {
		return "", fault.Refuse(fault.ProviderRefused)
	}
	open := []predicate.ProviderSignIn{
		providersignin.StateHash(hashToken(a.State)), providersignin.BrowserHash(hashToken(a.Browser)),
		providersignin.Provider(p.Name), providersignin.AnsweredAtIsNil(), providersignin.ExpiresAtGT(s.clock()),
	}
	row, err := s.store.Client.ProviderSignIn.Query().Where(open...).Only(system)
	if gen.IsNotFound(err) {
		return "", fault.Refuse(fault.ProviderRefused)
	}
	if err != nil {
		return "", err
	}
	// Before the provider is asked: of two answers with one state, one.
	n, err := s.store.Client.ProviderSignIn.Update().Where(open...).SetAnsweredAt(s.clock()).Save(system)
	if err != nil {
		return "", err
	}
	if n == 0 {
		return "", fault.Refuse(fault.ProviderRefused)
	}
	who, err := p.Finish(ctx, a.Answer, s.signInAt(p, a.State, a.Browser))
	if err != nil {
		return "", providerAway(ctx, p, err)
	}
	if who.Email != "" {
		if who.Email, err = normalEmail(who.Email); err != nil {
			who.Email = "" // one that nobody could be written to
		}
	}
	code = secret()
	given, family := names(who)
	return code, row.Update().SetCodeHash(hashToken(code)).SetExpiresAt(s.clock().Add(handOverFor)).
		SetIssuer(who.Issuer).SetSubject(who.Subject).SetEmail(who.Email).SetGivenName(given).SetFamilyName(family).Exec(system)
}

// longestCode bounds what a provider sends as its code, in bytes.
const longestCode = 4 << 10

// providerAway is how the page is told that a provider said no, or nothing.
func providerAway(ctx context.Context, p *oidc.Provider, err error) error {
	var no *oidc.Refused
	switch {
	case errors.As(err, &no):
		slog.WarnContext(ctx, "what a provider says does not count", "provider", p.Name, "code", no.Why)
		return fault.Refuse(fault.ProviderRefused)
	case errors.Is(err, oidc.ErrAway):
		slog.WarnContext(ctx, "a provider is away", "provider", p.Name)
		return fault.RefuseFor(fault.ProviderRefused, "away")
	}
	return err
}

// sameChallenge says whether a secret is the one of a challenge.
func sameChallenge(verifier, challenge string) bool {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:]) == challenge
}
