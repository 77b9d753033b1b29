package oidc

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
)

const (
	// keysFresh is how long keys are not asked for again, but for one that is not known.
	keysFresh = time.Hour
	// KeysFor is how long keys are used while the provider is away.
	KeysFor = 24 * time.Hour
	// pause is how long what could not be read is not asked for again, and how long a
	// signature by an unknown key does not make the keys be read again.
	pause = 10 * time.Second
	// mostKeys bounds how many keys a signature is tried with.
	mostKeys = 50
)

// ErrAway says that a provider does not answer as it should.
var ErrAway = errors.New("the provider is away")

// keys are those that a provider signs with.
type keys struct {
	address string
	client  *http.Client
	now     func() time.Time

	mu    sync.Mutex // guards what follows
	known *oidc.StaticKeySet
	read  time.Time // when they were read
	tried time.Time // when that was tried last
}

// VerifySignature of oidc.KeySet. What a token says of its key (kid, jku, jwk, x5u) is not
// looked at: it is one of the provider's own or none. Keys that are rotated are read
// again when a signature is of none that is known; while the provider is away those there
// are go on, for KeysFor.
func (k *keys) VerifySignature(ctx context.Context, jwt string) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.now()
	if now.Sub(k.read) >= keysFresh {
		k.fetch(ctx, now)
	}
	if k.known == nil || now.Sub(k.read) >= KeysFor {
		return nil, ErrAway
	}
	payload, err := k.known.VerifySignature(ctx, jwt)
	if err == nil || now.Sub(k.tried) < pause {
		return payload, err
	}
	k.fetch(ctx, now)
	return k.known.VerifySignature(ctx, jwt)
}

// fetch reads the keys, unless that was tried just now; what fails leaves those there are.
func (k *keys) fetch(ctx context.Context, now time.Time) {
	if now.Sub(k.tried) < pause {
		return
	}
	k.tried = now
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, k.address, nil)
	if err != nil {
		return
	}
	answer, err := k.client.Do(r)
	if err != nil {
		return
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end, or given up
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if answer.StatusCode != http.StatusOK || json.NewDecoder(answer.Body).Decode(&set) != nil {
		return
	}
	found := &oidc.StaticKeySet{}
	for _, raw := range set.Keys[:min(len(set.Keys), mostKeys)] {
		var key jose.JSONWebKey // of a kind that is not known: another one may do
		if json.Unmarshal(raw, &key) == nil && key.Valid() && key.IsPublic() && (key.Use == "" || key.Use == "sig") {
			found.PublicKeys = append(found.PublicKeys, key.Key)
		}
	}
	if len(found.PublicKeys) > 0 {
		k.known, k.read = found, now
	}
}

// watched keeps why a signature did not count, which the verifier does not wrap.
type watched struct {
	*keys
	err error
}

// VerifySignature of oidc.KeySet.
func (w *watched) VerifySignature(ctx context.Context, jwt string) (payload []byte, err error) {
	payload, w.err = w.keys.VerifySignature(ctx, jwt)
	return payload, w.err
}
