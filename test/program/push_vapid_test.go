package program

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"
)

// signedBy checks the signature of a message as a push service does (VAPID, RFC 8292): a
// token for this very service, of the next 24 hours at most, with somebody to write to,
// signed with ES256 by the key that stands beside it. It returns that key.
func (b *browser) signedBy(t testing.TB, r *http.Request) string {
	t.Helper()
	parameters, ok := strings.CutPrefix(r.Header.Get("Authorization"), "vapid ")
	if !ok {
		t.Errorf("the scheme of %q is not that of RFC 8292", r.Header.Get("Authorization"))
		return ""
	}
	given := map[string]string{}
	for one := range strings.SplitSeq(parameters, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(one), "=")
		given[name] = value
	}
	parts := strings.Split(given["t"], ".")
	if len(parts) != 3 {
		t.Errorf("%d parts of a token", len(parts))
		return ""
	}
	var header struct{ Typ, Alg string }
	var claims struct {
		Aud, Sub string
		Exp      int64
	}
	for i, into := range []any{&header, &claims} {
		if err := json.Unmarshal(unbase64(t, parts[i]), into); err != nil {
			t.Errorf("part %d: %v", i, err)
		}
	}
	left := time.Until(time.Unix(claims.Exp, 0))
	if header.Alg != "ES256" || claims.Aud != b.URL || left <= 0 || left > 24*time.Hour || !strings.HasPrefix(claims.Sub, "mailto:") && !strings.HasPrefix(claims.Sub, "https:") {
		t.Errorf("%+v %+v for %s, %s left", header, claims, b.URL, left)
	}
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), unbase64(t, given["k"]))
	signature := unbase64(t, parts[2])
	if err != nil || len(signature) != 64 {
		t.Errorf("a signature of %d bytes by %q: %v", len(signature), given["k"], err)
		return ""
	}
	hash := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if !ecdsa.Verify(key, hash[:], new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])) {
		t.Error("the key beside the token did not sign it")
	}
	return given["k"]
}

func unbase64(t testing.TB, text string) []byte {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Errorf("%q: %v", text, err)
	}
	return raw
}
