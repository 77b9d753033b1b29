package document

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
)

// Bounds is the gqlgen extension that refuses documents. It must come after what
// completes the size of pages.
type Bounds struct {
	// Kept says whether a document was looked at before.
	Kept    func(context.Context, string) bool
	Trusted *Trusted // nil for no document of one's own
	Prices  *Prices
	MaxCost int // 0 = off
	// Spend counts what an operation costs for who asks; nil when that is within their
	// limit.
	Spend func(ctx context.Context, cost int) *fault.Failure
}

// ExtensionName of gqlgen.
func (Bounds) ExtensionName() string { return "Bounds" }

// Validate of gqlgen.
func (Bounds) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters finds a trusted document by its hash, and measures one
// that was not seen before.
func (b Bounds) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	failure := b.Trusted.find(params)
	if failure == nil {
		failure = CheckVariables(params.Variables)
	}
	if failure == nil && !b.Kept(ctx, params.Query) {
		if failure = Check(params.Query); failure == nil {
			failure = b.Trusted.check(params.Query)
		}
	}
	return shown(failure)
}

// MutateOperationContext refuses what costs too much.
func (b Bounds) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	cost := b.Prices.Of(oc.Operation, oc.Variables)
	if cost.introspection > b.Prices.introspection {
		return shown(fault.Fail(fault.TooComplex, "introspection_cost").
			With("cost", whole(cost.introspection)).With("limit", whole(b.Prices.introspection)))
	}
	if b.MaxCost > 0 && cost.Objects() > b.MaxCost {
		return shown(fault.Fail(fault.TooComplex, "cost").
			With("cost", cost.Objects()).With("limit", b.MaxCost).With("field", cost.field))
	}
	if b.Spend == nil {
		return nil
	}
	return shown(b.Spend(ctx, cost.Objects()))
}

func shown(failure *fault.Failure) *gqlerror.Error {
	if failure == nil {
		return nil
	}
	return gqlerror.WrapIfUnwrapped(failure)
}
