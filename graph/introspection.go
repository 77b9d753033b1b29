package graph

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
	"erikti/internal/viewer"
)

// Introspection is the gqlgen extension that lets clients ask for the schema: all of
// them, or, when it is off, administrators of the platform.
type Introspection struct{ Off bool }

// ExtensionName of gqlgen.
func (Introspection) ExtensionName() string { return "Introspection" }

// Validate of gqlgen.
func (Introspection) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext allows or refuses to look at the schema.
func (i Introspection) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	oc.DisableIntrospection = i.Off && !viewer.From(ctx).PlatformAdmin()
	if !oc.DisableIntrospection {
		return nil
	}
	asks := false
	eachField(oc.Operation.SelectionSet, func(f *ast.Field) {
		asks = asks || strings.HasPrefix(f.Name, "__") && f.Name != "__typename"
	})
	if asks {
		return gqlerror.WrapIfUnwrapped(fault.Fail(fault.Forbidden, "introspection"))
	}
	return nil
}
