package sign

import (
	"crypto/ed25519"
	"math/big"
	"slices"
	"strings"
)

// letters are those of base58btc, which multibase writes with a z in front.
const letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// ed25519Code is the multicodec of a public key of Ed25519 (0xed as a varint).
const ed25519Code = "\xed\x01"

// longestMultibase bounds what is decoded, in letters: a signature has 88.
const longestMultibase = 128

func multibase(raw []byte) string {
	base, digit, n := big.NewInt(58), new(big.Int), new(big.Int).SetBytes(raw)
	var out []byte
	for n.Sign() > 0 {
		n.DivMod(n, base, digit)
		out = append(out, letters[digit.Int64()])
	}
	for _, b := range raw {
		if b != 0 {
			break
		}
		out = append(out, letters[0])
	}
	slices.Reverse(out)
	return "z" + string(out)
}

// fromMultibase reads bytes, nil for what is none of base58btc.
func fromMultibase(text string) []byte {
	text, ok := strings.CutPrefix(text, "z")
	if !ok || len(text) > longestMultibase {
		return nil
	}
	n, base := new(big.Int), big.NewInt(58)
	for _, letter := range text {
		digit := strings.IndexRune(letters, letter)
		if digit < 0 {
			return nil
		}
		n.Mul(n, base).Add(n, big.NewInt(int64(digit)))
	}
	zeros := len(text) - len(strings.TrimLeft(text, letters[:1]))
	return append(make([]byte, zeros), n.Bytes()...)
}

// Multikey writes a public key as Multikey does (publicKeyMultibase).
func Multikey(key ed25519.PublicKey) string {
	return multibase(append([]byte(ed25519Code), key...))
}
