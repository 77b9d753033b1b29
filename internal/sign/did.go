package sign

import (
	"encoding/base64"
	"net/url"
	"strings"
	"time"
)

// Issuer is who issues at a public address: did:web of its host, with its port and path
// where there are some.
func Issuer(publicURL string) string {
	u, err := url.Parse(publicURL)
	if err != nil {
		return ""
	}
	did := "did:web:" + strings.ReplaceAll(u.Host, ":", "%3A")
	for _, part := range strings.Split(strings.Trim(u.Path, "/"), "/") {
		if part != "" {
			did += ":" + part
		}
	}
	return did
}

// Document is the issuer's: its keys, with those that sign no more, because what they
// signed counts. Of one that is distrusted it says since when (`revoked`, Controlled
// Identifiers 1.0), and that it makes no assertions.
func Document(issuer string, keys []Public) map[string]any {
	methods, names := []any{}, []any{}
	for _, k := range keys {
		of := map[string]any{
			"id": method(issuer, k.ID), "type": "Multikey", "controller": issuer, "publicKeyMultibase": Multikey(k.Key),
		}
		if k.DistrustedAt != nil {
			of["revoked"] = k.DistrustedAt.UTC().Format(time.RFC3339)
		} else {
			names = append(names, method(issuer, k.ID))
		}
		methods = append(methods, of)
	}
	return map[string]any{
		"@context": []any{"https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"},
		"id":       issuer, "verificationMethod": methods, "assertionMethod": names,
	}
}

// KeySet are the keys that are trusted as JSON Web Keys (RFC 8037), which have no word for
// one that is not.
func KeySet(keys []Public) map[string]any {
	all := []any{}
	for _, k := range keys {
		if k.DistrustedAt != nil {
			continue
		}
		all = append(all, map[string]any{
			"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": k.ID, "x": base64.RawURLEncoding.EncodeToString(k.Key),
		})
	}
	return map[string]any{"keys": all}
}
