package sign

import (
	"embed"
	"encoding/json"

	"github.com/piprate/json-gold/ld"
)

// The contexts of what is signed, in their order.
const (
	Credentials = "https://www.w3.org/ns/credentials/v2"
	OpenBadges  = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
)

// The files say what the terms that are used here mean: facts of the two specifications
// (Verifiable Credentials Data Model 2.0, appendix B; Open Badges 3.0, appendix A), and
// nothing else of their contexts. A term that is not here cannot be signed, and what has
// one is not accepted; what others read in the whole contexts is the same.
//
//go:embed terms/*.json
var termFiles embed.FS

var termsOf = map[string]string{
	Credentials: "terms/credentials-v2.json",
	OpenBadges:  "terms/open-badges-3.0.3.json",
}

// terms hands json-gold the contexts. It reads nothing from anywhere.
type terms struct{}

// LoadDocument reads the terms of a context; there are two.
func (terms) LoadDocument(address string) (*ld.RemoteDocument, error) {
	name, known := termsOf[address]
	if !known {
		return nil, ErrAltered
	}
	raw, err := termFiles.ReadFile(name)
	if err != nil {
		return nil, err
	}
	doc := &ld.RemoteDocument{DocumentURL: address}
	return doc, json.Unmarshal(raw, &doc.Document)
}
