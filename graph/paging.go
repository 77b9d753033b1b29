package graph

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
	"erikti/internal/lang"
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

// MutateOperationContext completes and checks the pages that an operation asks for.
func (Paging) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	var failure *fault.Failure
	// All are completed before the first is checked: one variable can stand in
	// several places.
	order := func(f *ast.Field, variables map[string]any) *fault.Failure {
		if by := f.Arguments.ForName("orderBy"); by != nil {
			orderVariables(by.Value, variables, lang.FromContext(ctx))
		}
		return nil
	}
	for _, look := range []func(*ast.Field, map[string]any) *fault.Failure{order, fill, checkPage} {
		eachConnection(oc.Operation.SelectionSet, func(f *ast.Field) {
			if failure == nil {
				failure = look(f, oc.Variables)
			}
		})
	}
	if failure != nil {
		return gqlerror.WrapIfUnwrapped(failure)
	}
	return nil
}

// fill gives a variable that stands for the size of a page the default one when
// nothing else says the size. What is no variable was completed by Documents.
func fill(f *ast.Field, variables map[string]any) *fault.Failure {
	args := f.ArgumentMap(variables)
	if args["first"] != nil || args["last"] != nil {
		return nil
	}
	first, last := f.Arguments.ForName("first"), f.Arguments.ForName("last")
	switch {
	case first != nil && last != nil && first.Value.Raw == last.Value.Raw:
		return fault.Fail(fault.BadUserInput, "first_and_last")
	case first != nil:
		variables[first.Value.Raw] = int64(defaultPage)
	case last != nil:
		variables[last.Value.Raw] = int64(defaultPage)
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
	if args["first"] != nil && args["last"] != nil {
		return fault.Fail(fault.BadUserInput, "first_and_last")
	}
	for _, name := range []string{"first", "last"} {
		if n, ok := args[name].(int64); ok && (n < 0 || n > largestPage) {
			return fault.Fail(fault.BadUserInput, "page").With("most", largestPage)
		}
	}
	for _, name := range []string{"after", "before"} {
		if args[name] != nil && !goodCursor(args[name], f, args["orderBy"]) {
			return fault.Fail(fault.BadCursor, "")
		}
	}
	return nil
}

// eachConnection calls visit for the connections in a selection.
func eachConnection(selections ast.SelectionSet, visit func(*ast.Field)) {
	eachField(selections, func(f *ast.Field) {
		if isConnection(f) {
			visit(f)
		}
	})
}

// eachField calls visit for the fields in a selection, through fragments too, each
// fragment once: fragments that spread others twice make a document exponential.
func eachField(selections ast.SelectionSet, visit func(*ast.Field)) {
	seen := map[*ast.FragmentDefinition]bool{}
	var walk func(ast.SelectionSet)
	walk = func(selections ast.SelectionSet) {
		for _, s := range selections {
			switch s := s.(type) {
			case *ast.Field:
				visit(s)
				walk(s.SelectionSet)
			case *ast.InlineFragment:
				walk(s.SelectionSet)
			case *ast.FragmentSpread:
				if s.Definition != nil && !seen[s.Definition] {
					seen[s.Definition] = true
					walk(s.Definition.SelectionSet)
				}
			}
		}
	}
	walk(selections)
}

func isConnection(f *ast.Field) bool {
	return f.Definition != nil && strings.HasSuffix(f.Definition.Type.Name(), "Connection")
}

// Documents keeps parsed documents, one for each language that asked. One is
// completed when it is added, before anybody else can have it: a connection that
// names no size gets the default, and orders by a text those of the language.
type Documents struct {
	graphql.Cache[*ast.QueryDocument] // bounded in bytes
}

// Get returns a document that was kept for the reader's language.
func (d Documents) Get(ctx context.Context, text string) (*ast.QueryDocument, bool) {
	return d.Cache.Get(ctx, string(lang.FromContext(ctx))+text)
}

// Add completes a document and keeps it.
func (d Documents) Add(ctx context.Context, text string, doc *ast.QueryDocument) {
	reader := lang.FromContext(ctx)
	complete := func(f *ast.Field) {
		if by := f.Arguments.ForName("orderBy"); by != nil {
			orderFor(by.Value, reader)
		}
		// A size that is null is none.
		f.Arguments = slices.DeleteFunc(f.Arguments, func(a *ast.Argument) bool {
			return (a.Name == "first" || a.Name == "last") && a.Value.Kind == ast.NullValue
		})
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
		eachConnection(op.SelectionSet, complete)
	}
	d.Cache.Add(ctx, string(reader)+text, doc)
}
