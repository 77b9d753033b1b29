package sign

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"strconv"
	"time"
)

// ListLength is how many credentials share a list of what was revoked. That many are the
// least that the standard allows: a reader of the list tells nobody which one they look
// at.
const ListLength = 131_072

// Entry says in a credential where its bit stands: of the list at an address, whose
// credentials are numbered from 0.
func Entry(list string, bit int) map[string]any {
	return map[string]any{
		"id": list + "#" + strconv.Itoa(bit), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
		"statusListIndex": strconv.Itoa(bit), "statusListCredential": list,
	}
}

// StatusList is the credential, not yet signed, that says which bits of a list are set.
func StatusList(list, issuer string, set []int, at time.Time) (map[string]any, error) {
	raw := make([]byte, ListLength/8)
	for _, bit := range set {
		if bit >= 0 && bit < ListLength {
			raw[bit/8] |= 0x80 >> (bit % 8) // the first one is the left-most
		}
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return map[string]any{
		"@context": []any{Credentials}, "id": list, "type": []any{"VerifiableCredential", "BitstringStatusListCredential"},
		"issuer": issuer, "validFrom": at.UTC().Format(time.RFC3339),
		"credentialSubject": map[string]any{
			"id": list + "#list", "type": "BitstringStatusList", "statusPurpose": "revocation",
			"encodedList": "u" + base64.RawURLEncoding.EncodeToString(packed.Bytes()),
		},
	}, nil
}
