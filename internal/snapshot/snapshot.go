// Package snapshot writes things down as they are at a moment: the bytes are kept as they
// were written, and their hash is of those bytes, so that anybody can check it.
package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Of writes something down as JSON, with the SHA-256 of its bytes in hexadecimal digits.
func Of(v any) (text, hash string, err error) {
	raw, err := json.Marshal(v)
	sum := sha256.Sum256(raw)
	return string(raw), hex.EncodeToString(sum[:]), err
}
