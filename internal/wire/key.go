package wire

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"erikti/internal/lang"
)

// sharedDirective marks what anyone may see, so that it is executed once for all.
const sharedDirective = "shared"

// audience is who a shared operation is executed as. It stands in the key: what is
// shared among others one day is no group of visitors.
const audience = "visitor"

// groupKey names everything that an answer depends on.
type groupKey [sha256.Size]byte

// shared says whether an operation is one subscription that is marked.
func shared(oc *graphql.OperationContext) bool {
	if oc.Operation.Operation != ast.Subscription {
		return false
	}
	fields := graphql.CollectFields(oc, oc.Operation.SelectionSet, nil)
	return len(fields) == 1 && fields[0].Definition != nil &&
		fields[0].Definition.Directives.ForName(sharedDirective) != nil
}

// key names the group of an operation. Each part comes with its length, so that no
// two lists of parts read alike.
func (e *Engine) key(oc *graphql.OperationContext, locale lang.Locale) (groupKey, error) {
	variables, err := json.Marshal(oc.Variables) // coerced; keys in order
	if err != nil {
		return groupKey{}, err
	}
	h := sha256.New()
	for _, part := range [][]byte{
		e.version[:], []byte(oc.RawQuery), []byte(oc.OperationName), variables, []byte(locale), []byte(audience),
	} {
		_, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		_, _ = h.Write(part)
	}
	return groupKey(h.Sum(nil)), nil
}
