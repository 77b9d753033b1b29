package wire_test

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

const sdl = `
directive @shared on FIELD_DEFINITION
scalar JSON
input Filter { names: [String!] }
type Query { echo(text: String!): JSON! waits: JSON! panics: JSON! }
type Mutation { touch(id: ID!): JSON! }
type Subscription {
  "one object: its version, and who asks in which language"
  object(id: ID!, note: String = "none"): JSON! @shared
  "a set of so many objects: the whole, then what changed"
  set(size: Int!, filter: Filter): JSON! @shared
  "as object, for its viewer alone"
  mine(id: ID!): JSON!
  "panics at the first change"
  panics: JSON! @shared
  "ends with NOT_FOUND at the first change"
  vanishes: JSON! @shared
}`

// executable is the schema without generated code.
type executable struct {
	schema *ast.Schema
	w      *world
}

func (e executable) Schema() *ast.Schema { return e.schema }

func (executable) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (e executable) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	f := graphql.CollectFields(oc, oc.Operation.SelectionSet, nil)[0]
	args := f.ArgumentMap(oc.Variables)
	answer := func(v any) *graphql.Response {
		raw, err := json.Marshal(map[string]any{f.Alias: v})
		if err != nil {
			panic(err)
		}
		return &graphql.Response{Data: raw}
	}
	viewer := who(ctx).name
	switch f.Name {
	case "echo":
		e.w.echoed.Add(1)
		return graphql.OneShot(answer(args["text"]))
	case "waits":
		<-ctx.Done()
		graphql.AddError(ctx, ctx.Err())
		return nil
	case "panics":
		if oc.Operation.Operation == ast.Query {
			panic("a query that panics")
		}
	case "touch":
		return graphql.OneShot(answer(e.w.change(fmt.Sprint(args["id"]))))
	}
	states, err := e.w.follow(ctx, f.Name, viewer, args)
	if err != nil {
		graphql.AddError(ctx, err)
		return nil
	}
	return func(ctx context.Context) *graphql.Response {
		select {
		case v, more := <-states:
			if !more {
				return nil
			}
			return answer(v)
		case <-ctx.Done():
			return nil
		}
	}
}
