package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/right"
	"erikti/internal/viewer"
)

// Rights is the gqlgen extension that refuses an operation with a root field that the
// viewer may not ask for, by the table of rights: every operation passes it, over HTTP,
// WebSocket and event stream, before anything of it is executed. A subscription passes it
// again each time that it is executed anew, as it is when the rights of its viewer have
// changed.
type Rights struct {
	// Present shows an error as the server does.
	Present func(context.Context, error) *gqlerror.Error
}

// ExtensionName of gqlgen.
func (Rights) ExtensionName() string { return "Rights" }

// Validate of gqlgen.
func (Rights) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses an operation that comes in.
func (Rights) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	return mayNot(ctx, oc)
}

// InterceptOperation refuses a subscription whose viewer may not ask for it any more.
// Queries and mutations are executed once, by who was looked at when they came in.
func (r Rights) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	if oc.Operation.Operation == ast.Subscription {
		if err := mayNot(ctx, oc); err != nil {
			return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{r.Present(ctx, err)}})
		}
	}
	return next(ctx)
}

// mayNot is the refusal of the first field that may not be asked for. What follows one
// that signs in is asked for by who signed in: whether they may, the capability says.
func mayNot(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	root := map[ast.Operation]string{ast.Query: "Query", ast.Mutation: "Mutation", ast.Subscription: "Subscription"}[oc.Operation.Operation]
	v, signedIn := viewer.From(ctx), false
	for _, f := range graphql.CollectFields(oc, oc.Operation.SelectionSet, []string{root}) {
		if f.Name == "__typename" || f.Name == "__schema" || f.Name == "__type" {
			continue // the contract is public
		}
		name := root + "." + f.Name
		if _, known := right.Fields[name]; signedIn && known {
			continue
		}
		if err := right.Ask(v, name); err != nil {
			return gqlerror.WrapPath(ast.Path{ast.PathName(f.Alias)}, err)
		}
		signedIn = signedIn || right.Fields[name].SignsIn
	}
	return nil
}
