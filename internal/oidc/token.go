package oidc

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

const (
	// Leeway is how far the provider's clock may be from this one.
	Leeway = 5 * time.Minute
	// longestToken bounds an ID token, in bytes.
	longestToken = 16 << 10
	// longestSubject bounds what a provider calls a person, in bytes (OpenID Connect Core
	// 1.0, 2: 255 ASCII characters).
	longestSubject = 255
)

// algorithms are those of public keys: a token signed with a shared secret, or not at
// all, is none.
var algorithms = []string{oidc.RS256, oidc.RS384, oidc.RS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.EdDSA}

// Identity is what a provider says of a person.
type Identity struct {
	Issuer, Subject       string
	Email                 string // "" unless the provider has verified it
	GivenName, FamilyName string
}

// claims are those of an ID token that matter here.
type claims struct {
	Nonce      string   `json:"nonce"`
	Party      string   `json:"azp"`
	Expires    *float64 `json:"exp"` // seconds
	NotBefore  *float64 `json:"nbf"`
	IssuedAt   *float64 `json:"iat"`
	Email      string   `json:"email"`
	Verified   any      `json:"email_verified"` // some write "true"
	Name       string   `json:"name"`
	GivenName  string   `json:"given_name"`
	FamilyName string   `json:"family_name"`
}

// verify checks an ID token and returns what it says of a person.
func (p *Provider) verify(ctx context.Context, d *document, raw, nonce string) (*Identity, error) {
	// Who it is of and for, and its times, are looked at below, each with its reason.
	signed := &watched{keys: d.keys}
	verified, err := oidc.NewVerifier(p.Issuer, signed, &oidc.Config{
		SupportedSigningAlgs: algorithms, SkipExpiryCheck: true, SkipIssuerCheck: true, SkipClientIDCheck: true,
	}).Verify(ctx, raw)
	switch {
	case errors.Is(signed.err, ErrAway):
		return nil, ErrAway
	case err != nil:
		return nil, refuse(WhySignature)
	}
	var payload json.RawMessage
	var c claims
	if verified.Claims(&payload) != nil || json.Unmarshal(payload, &c) != nil {
		return nil, refuse(WhyNoToken)
	}
	if err := p.check(&c, verified, nonce); err != nil {
		return nil, err
	}
	return c.identity(p.Issuer, verified.Subject), nil
}

func (p *Provider) check(c *claims, t *oidc.IDToken, nonce string) error {
	now := p.now()
	switch {
	case t.Issuer != p.Issuer:
		return refuse(WhyIssuer)
	case !slices.Contains(t.Audience, p.ClientID), c.Party != "" && c.Party != p.ClientID, len(t.Audience) > 1 && c.Party == "":
		return refuse(WhyAudience)
	case t.Subject == "", len(t.Subject) > longestSubject:
		return refuse(WhySubject)
	case nonce == "", subtle.ConstantTimeCompare([]byte(c.Nonce), []byte(nonce)) != 1:
		return refuse(WhyNonce)
	case c.Expires == nil, !now.Before(at(c.Expires).Add(Leeway)):
		return refuse(WhyExpired)
	case c.IssuedAt == nil, now.Before(at(c.IssuedAt).Add(-Leeway)), c.NotBefore != nil && now.Before(at(c.NotBefore).Add(-Leeway)):
		return refuse(WhyNotYet)
	}
	return nil
}

// at is the time that a claim says; one beyond some thousands of years is the last or first.
func at(seconds *float64) time.Time {
	return time.Unix(int64(max(0, min(*seconds, 1<<38))), 0)
}

func (c *claims) identity(issuer, subject string) *Identity {
	i := &Identity{Issuer: issuer, Subject: subject, GivenName: c.GivenName, FamilyName: c.FamilyName}
	if c.Verified == true || c.Verified == "true" {
		i.Email = c.Email
	}
	if i.GivenName == "" {
		first, rest, _ := strings.Cut(strings.TrimSpace(c.Name), " ")
		i.GivenName = first
		if i.FamilyName == "" {
			i.FamilyName = strings.TrimSpace(rest)
		}
	}
	return i
}
