// Package seal keeps what is written about people unreadable in the database and its
// copies: texts are encrypted and authenticated (AES-256-GCM) where they are written, and
// opened where they are read, by columns that say so in ent/schema.
//
// A sealed text is sealed:1:KEY:base64(nonce, ciphertext, tag): the key's name says which
// one opens it, so keys can change while a server runs. A ring of keys is the process's:
// Use sets it once, before the database is opened. Without one texts are written as they
// are, and those that are sealed cannot be read.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
)

const (
	prefix = "sealed:"
	sealed = prefix + "1:"
	// asTyped is before what is not sealed and looks as if it were.
	asTyped = prefix + "0::"
)

// ErrKey says that a text was sealed with a key that is not in the ring, or was changed.
var ErrKey = errors.New("seal: no key opens a text")

// Ring is some keys: the first one seals, all of them open.
type Ring struct {
	first string
	keys  map[string]cipher.AEAD
}

var current atomic.Pointer[Ring]

// Use sets the ring of this process, nil for none.
func Use(r *Ring) { current.Store(r) }

// First is the name of the key that seals, "" for none.
func (r *Ring) First() string {
	if r == nil {
		return ""
	}
	return r.first
}

// Key is one of a ring: 32 bytes.
type Key struct {
	Name  string
	Bytes []byte
}

// NewKey draws a key.
func NewKey() Key {
	k := Key{Name: strings.ToLower(rand.Text()[:8]), Bytes: make([]byte, 32)}
	_, _ = rand.Read(k.Bytes) // never fails
	return k
}

// NewRing makes a ring; the first key seals.
func NewRing(keys ...Key) (*Ring, error) {
	r := &Ring{keys: map[string]cipher.AEAD{}}
	for _, k := range keys {
		if len(k.Bytes) != 32 || k.Name == "" || strings.ContainsAny(k.Name, ": \t\n") || r.keys[k.Name] != nil {
			return nil, errors.New("seal: a key needs a name of its own, and 32 bytes")
		}
		block, err := aes.NewCipher(k.Bytes)
		if err != nil {
			return nil, err
		}
		if r.keys[k.Name], err = cipher.NewGCM(block); err != nil {
			return nil, err
		}
		if r.first == "" {
			r.first = k.Name
		}
	}
	if r.first == "" {
		return nil, errors.New("seal: a ring needs a key")
	}
	return r, nil
}

// Seal returns a text as it is kept, with the ring of the process.
func Seal(text string) string { return current.Load().Seal(text) }

// Open returns what a kept text says, with the ring of the process.
func Open(kept string) (string, error) { return current.Load().Open(kept) }

// Seal returns a text as it is kept. The empty text says nothing and stays empty.
func (r *Ring) Seal(text string) string {
	switch {
	case text == "":
		return ""
	case r == nil && strings.HasPrefix(text, prefix):
		return asTyped + text
	case r == nil:
		return text
	}
	aead := r.keys[r.first]
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(text)+aead.Overhead())
	_, _ = rand.Read(nonce) // never fails
	return sealed + r.first + ":" + base64.RawStdEncoding.EncodeToString(aead.Seal(nonce, nonce, []byte(text), []byte(r.first)))
}

// Open returns what a kept text says. What is not sealed is what it says.
func (r *Ring) Open(kept string) (string, error) {
	if text, as := strings.CutPrefix(kept, asTyped); as {
		return text, nil
	}
	rest, is := strings.CutPrefix(kept, sealed)
	if !is {
		return kept, nil
	}
	name, coded, _ := strings.Cut(rest, ":")
	if r == nil || r.keys[name] == nil {
		return "", fmt.Errorf("%w: the ring lacks the one that it was sealed with", ErrKey)
	}
	raw, err := base64.RawStdEncoding.DecodeString(coded)
	aead := r.keys[name]
	if err != nil || len(raw) < aead.NonceSize() {
		return "", ErrKey
	}
	text, err := aead.Open(nil, raw[:aead.NonceSize()], raw[aead.NonceSize():], []byte(name))
	if err != nil {
		return "", ErrKey
	}
	return string(text), nil
}

// Current says whether a kept text is sealed with the key that seals now.
func (r *Ring) Current(kept string) bool {
	return kept == "" || r != nil && strings.HasPrefix(kept, sealed+r.first+":")
}
