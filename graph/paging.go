package graph

import (
	"context"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/ent/gen"
	"erikti/internal/fault"
	"erikti/internal/id"
)

// The size of a page of every connection.
const (
	defaultPage = 20
	largestPage = 100
)

// Paging is the gqlgen extension that bounds every connection, wherever it stands
// in a document: 20 a page when nobody says, 100 at most. entgql itself knows no
// bound, and reads what it is told from the document and its variables; so the
// default is written there.
//
// A document is completed once, before it is shared: see Documents. Variables
// belong to one request and are completed for each.
type Paging struct{}

// ExtensionName of gqlgen.
func (Paging) ExtensionName() string { return "Paging" }

// Validate of gqlgen.
func (Paging) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext checks the pages that an operation asks for.
func (Paging) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	var failure *fault.Failure
	eachConnection(oc.Doc, oc.Operation.SelectionSet, func(f *ast.Field) {
		if failure == nil {
			failure = checkPage(f, oc.Variables)
		}
	})
	if failure != nil {
		return gqlerror.WrapIfUnwrapped(failure)
	}
	return nil
}

func checkPage(f *ast.Field, variables map[string]any) *fault.Failure {
	args := f.ArgumentMap(variables)
	for name, v := range args {
		if number, ok := v.(interface{ Int64() (int64, error) }); ok {
			if n, err := number.Int64(); err == nil {
				args[name] = n
			}
		}
	}
	if args["first"] == nil && args["last"] == nil {
		fill(f, variables)
		return nil
	}
	if args["first"] != nil && args["last"] != nil {
		return fault.Fail(fault.BadUserInput, "first_and_last")
	}
	for _, name := range []string{"first", "last"} {
		if n, ok := args[name].(int64); ok && (n < 0 || n > largestPage) {
			return fault.Fail(fault.BadUserInput, "page").With("most", largestPage)
		}
	}
	for _, name := range []string{"after", "before"} {
		if args[name] != nil && !goodCursor(args[name], f) {
			return fault.Fail(fault.BadCursor, "")
		}
	}
	return nil
}

// fill gives a variable that stands for the size of a page and has no value the
// default one.
func fill(f *ast.Field, variables map[string]any) {
	if first := f.Arguments.ForName("first"); first != nil && first.Value.Kind == ast.Variable {
		variables[first.Value.Raw] = int64(defaultPage)
	}
}

// goodCursor says whether a cursor is one of the connection's own.
func goodCursor(v any, f *ast.Field) bool {
	var c gen.Cursor
	if err := c.UnmarshalGQL(v); err != nil {
		return false
	}
	return tables[id.PrefixOf(c.ID)] == tableOf[strings.TrimSuffix(f.Definition.Type.Name(), "Connection")]
}

// tableOf are the tables of the types that have connections.
var tableOf = map[string]string{
	"Organization": tables[id.Organization], "Event": tables[id.Event], "Signup": tables[id.Signup],
}

// eachConnection calls visit for the connections in a selection, through
// fragments too. The document is valid, so fragments make no circle.
func eachConnection(doc *ast.QueryDocument, selections ast.SelectionSet, visit func(*ast.Field)) {
	for _, s := range selections {
		switch s := s.(type) {
		case *ast.Field:
			if isConnection(s) {
				visit(s)
			}
			eachConnection(doc, s.SelectionSet, visit)
		case *ast.InlineFragment:
			eachConnection(doc, s.SelectionSet, visit)
		case *ast.FragmentSpread:
			if s.Definition != nil {
				eachConnection(doc, s.Definition.SelectionSet, visit)
			}
		}
	}
}

func isConnection(f *ast.Field) bool {
	return f.Definition != nil && strings.HasSuffix(f.Definition.Type.Name(), "Connection")
}

// Documents keeps parsed documents. One is completed when it is added, before
// anybody else can have it: a connection that names no size gets the default.
type Documents struct {
	graphql.Cache[*ast.QueryDocument]
}

// Add completes a document and keeps it.
func (d Documents) Add(ctx context.Context, text string, doc *ast.QueryDocument) {
	complete := func(f *ast.Field) {
		if f.Arguments.ForName("first") != nil || f.Arguments.ForName("last") != nil {
			return
		}
		f.Arguments = append(f.Arguments, &ast.Argument{
			Name:     "first",
			Value:    &ast.Value{Raw: strconv.Itoa(defaultPage), Kind: ast.IntValue, Position: f.Position},
			Position: f.Position,
		})
	}
	for _, op := range doc.Operations {
		eachConnection(doc, op.SelectionSet, complete)
	}
	d.Cache.Add(ctx, text, doc)
}
