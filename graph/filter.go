package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
)

// The size of a filter: SQLite takes expressions 1,000 deep and 32,766 values, and
// a chain of conditions is as deep as it is long.
const (
	mostConditions = 500
	mostValues     = 5_000
)

// Filters is the gqlgen extension that bounds every filter (where), before the
// database has to refuse it.
type Filters struct{}

// ExtensionName of gqlgen.
func (Filters) ExtensionName() string { return "Filters" }

// Validate of gqlgen.
func (Filters) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext measures the filters of an operation.
func (Filters) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	tooLarge := false
	eachField(oc.Operation.SelectionSet, func(f *ast.Field) {
		if tooLarge || f.Arguments.ForName("where") == nil {
			return
		}
		var size filterSize
		size.add(f.ArgumentMap(oc.Variables)["where"])
		tooLarge = size.conditions > mostConditions || size.values > mostValues
	})
	if tooLarge {
		return gqlerror.WrapIfUnwrapped(fault.Fail(fault.TooComplex, ""))
	}
	return nil
}

type filterSize struct{ conditions, values int }

func (s *filterSize) add(filter any) {
	switch filter := filter.(type) {
	case map[string]any:
		s.conditions += len(filter)
		for _, part := range filter {
			s.add(part)
		}
	case []any:
		for _, part := range filter {
			s.add(part)
		}
	default:
		s.values++
	}
}
