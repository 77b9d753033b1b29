package sign

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"maps"
	"strings"
	"time"
)

// What is wrong with a document.
var (
	// ErrUnsigned says that there is no proof of the kind that is made here.
	ErrUnsigned = errors.New("sign: the document has no proof")
	// ErrUnknownKey says that the proof names a key that this installation never had.
	ErrUnknownKey = errors.New("sign: the key is not known")
	// ErrDistrusted says that the document is as a key signed it that was lost since:
	// whoever found the key may have made it.
	ErrDistrusted = errors.New("sign: the key is not trusted any more")
	// ErrAltered says that the document is not what was signed.
	ErrAltered = errors.New("sign: the document is not what was signed")
)

const (
	proofType = "DataIntegrityProof"
	suite     = "eddsa-rdfc-2022"
	purpose   = "assertionMethod"
)

// Key signs.
type Key struct {
	ID      string
	Private ed25519.PrivateKey
}

// method names a key of an issuer.
func method(issuer, keyID string) string { return issuer + "#" + keyID }

// Sign adds a proof to a credential: Data Integrity, eddsa-rdfc-2022. The document holds
// what JSON holds (texts, float64, bool, []any, map[string]any), with the contexts above.
func Sign(doc map[string]any, issuer string, key Key, at time.Time) (map[string]any, error) {
	proof := map[string]any{
		"type": proofType, "cryptosuite": suite, "proofPurpose": purpose,
		"created": at.UTC().Format(time.RFC3339), "verificationMethod": method(issuer, key.ID),
	}
	signed, err := hashes(doc, proof)
	if err != nil {
		return nil, err
	}
	proof["proofValue"] = multibase(ed25519.Sign(key.Private, signed))
	doc = maps.Clone(doc)
	doc["proof"] = proof
	return doc, nil
}

// Check says whether a document is as a key of the issuer signed it: nil, ErrUnsigned,
// ErrUnknownKey, ErrAltered or ErrDistrusted. Public finds the issuer's key by its id, nil
// when there is none. What the document says of its own validity it does not look at.
func Check(doc map[string]any, issuer string, public func(keyID string) (*Public, error)) error {
	given, ok := doc["proof"].(map[string]any)
	if !ok || given["type"] != proofType {
		return ErrUnsigned
	}
	named, _ := given["verificationMethod"].(string)
	by, keyID, _ := strings.Cut(named, "#")
	if by != issuer {
		return ErrUnknownKey
	}
	key, err := public(keyID)
	switch {
	case err != nil:
		return err
	case key == nil:
		return ErrUnknownKey
	case given["cryptosuite"] != suite || given["proofPurpose"] != purpose || !by58(given["proofValue"]) || !ours(doc):
		return ErrAltered
	}
	unsigned, proof := maps.Clone(doc), maps.Clone(given)
	delete(unsigned, "proof")
	delete(proof, "proofValue")
	signed, err := hashes(unsigned, proof)
	if err != nil {
		return err
	}
	value, _ := given["proofValue"].(string)
	switch {
	case !ed25519.Verify(key.Key, signed, fromMultibase(value)):
		return ErrAltered
	case key.DistrustedAt != nil:
		return ErrDistrusted
	}
	return nil
}

func by58(value any) bool {
	text, _ := value.(string)
	return len(fromMultibase(text)) == ed25519.SignatureSize
}

// ours says whether a document's terms are those of the contexts that are used here,
// everywhere in it: a context of somebody else gives its words another meaning under the
// same signature.
func ours(doc map[string]any) bool {
	contexts, _ := doc["@context"].([]any)
	switch {
	case len(contexts) == 1 && contexts[0] == Credentials:
	case len(contexts) == 2 && contexts[0] == Credentials && contexts[1] == OpenBadges:
	default:
		return false
	}
	return plain(doc, true, deepest)
}

// deepest is how deep a document may be: a passport is six deep.
const deepest = 16

// plain says whether there is no keyword of JSON-LD below the head of a document, and no
// node named by the document itself.
func plain(value any, head bool, depth int) bool {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			text, _ := inner.(string)
			if strings.HasPrefix(name, "@") && !(head && name == "@context") || strings.HasPrefix(text, "_:") && name == "id" ||
				depth == 0 || !plain(inner, false, depth-1) {
				return false
			}
		}
	case []any:
		for _, inner := range v {
			if depth == 0 || !plain(inner, false, depth-1) {
				return false
			}
		}
	}
	return true
}

// hashes are what is signed: the hash of the proof's own options, then that of the
// document.
func hashes(doc, proof map[string]any) ([]byte, error) {
	options := maps.Clone(proof)
	options["@context"] = doc["@context"]
	first, err := canonical(options)
	if err != nil {
		return nil, err
	}
	second, err := canonical(doc)
	if err != nil {
		return nil, err
	}
	return bytes.Join([][]byte{first[:], second[:]}, nil), nil
}
