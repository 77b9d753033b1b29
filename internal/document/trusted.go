package document

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"

	"erikti/internal/fault"
)

// Trusted are documents that were known when the program was built. A client may
// send the hash of one instead of the document: nobody can register another one. A
// nil Trusted knows none.
type Trusted struct {
	only  bool
	texts map[string]string            // by the hash of the text, in hexadecimal
	asked map[[sha256.Size]byte]string // what is asked: its hash by that of the canonical text
}

// NewTrusted reads JSON lists of documents; an empty one has none. Only: nothing else
// is executed.
func NewTrusted(only bool, lists ...[]byte) (*Trusted, error) {
	t := &Trusted{only: only, texts: map[string]string{}, asked: map[[sha256.Size]byte]string{}}
	var texts []string
	for _, list := range lists {
		var some []string
		if len(list) == 0 {
			continue
		}
		if err := json.Unmarshal(list, &some); err != nil {
			return nil, fmt.Errorf("reading the trusted documents: %w", err)
		}
		texts = append(texts, some...)
	}
	for i, text := range texts {
		canonical, ok := canonical(text)
		if !ok {
			return nil, fmt.Errorf("trusted document %d is no GraphQL", i)
		}
		t.texts[hashOf(text)] = text
		t.asked[canonical] = hashOf(text)
	}
	return t, nil
}

// Len is how many there are.
func (t *Trusted) Len() int { return len(t.texts) }

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// find puts the document that a request names by its hash into the request. A hash
// of another document than the one beside it is refused.
func (t *Trusted) find(params *graphql.RawParams) *fault.Failure {
	persisted, _ := params.Extensions["persistedQuery"].(map[string]any)
	hash, ok := persisted["sha256Hash"].(string)
	if !ok {
		return nil
	}
	hash = strings.ToLower(hash)
	if params.Query != "" && hashOf(params.Query) != hash {
		return fault.Fail(fault.BadRequest, "document_hash")
	}
	if params.Query != "" {
		return nil
	}
	if t == nil || t.texts[hash] == "" {
		return fault.Fail(fault.BadRequest, "document_unknown")
	}
	params.Query = t.texts[hash]
	return nil
}

// check refuses what is not trusted, when nothing else is executed.
func (t *Trusted) check(text string) *fault.Failure {
	if t == nil || !t.only {
		return nil
	}
	if sum, ok := canonical(text); ok && t.asked[sum] != "" {
		return nil
	}
	return fault.Fail(fault.Forbidden, "document_untrusted")
}

// canonical is a hash of what a document asks for: without its white space, the order
// of its parts, and the __typename that clients add for their caches.
func canonical(text string) ([sha256.Size]byte, bool) {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, MostTokens)
	if err != nil {
		return [sha256.Size]byte{}, false
	}
	for _, op := range doc.Operations {
		op.SelectionSet = withoutTypename(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		f.SelectionSet = withoutTypename(f.SelectionSet)
	}
	slices.SortStableFunc(doc.Operations, func(a, b *ast.OperationDefinition) int { return strings.Compare(a.Name, b.Name) })
	slices.SortStableFunc(doc.Fragments, func(a, b *ast.FragmentDefinition) int { return strings.Compare(a.Name, b.Name) })
	var b strings.Builder
	formatter.NewFormatter(&b, formatter.WithIndent(" ")).FormatQueryDocument(doc)
	return sha256.Sum256([]byte(b.String())), true
}

func withoutTypename(set ast.SelectionSet) ast.SelectionSet {
	kept := set[:0]
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if s.Name == "__typename" && s.Alias == s.Name && len(s.Directives) == 0 {
				continue
			}
			s.SelectionSet = withoutTypename(s.SelectionSet)
		case *ast.InlineFragment:
			s.SelectionSet = withoutTypename(s.SelectionSet)
		}
		kept = append(kept, s)
	}
	return kept
}
