package document

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"erikti/internal/fault"
)

// Fitting is the gqlgen extension that asks Fit of each operation. It must come before
// what completes variables: an order by a text becomes that of a column, which is no
// value of the enum that clients know.
type Fitting struct{ Schema *ast.Schema }

// ExtensionName of gqlgen.
func (Fitting) ExtensionName() string { return "Fitting" }

// Validate of gqlgen.
func (Fitting) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses variables that do not fit.
func (f Fitting) MutateOperationContext(_ context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	return shown(Fit(f.Schema, oc.Operation, oc.Variables))
}

// Fit refuses variables of an operation that validation lets through, for it looks at
// what is written in the document only, and not at capitals: an input object of a @oneOf
// type that has not exactly one field, and that not null; and what is no value of its
// enum.
func Fit(schema *ast.Schema, op *ast.OperationDefinition, variables map[string]any) *fault.Failure {
	for _, v := range op.VariableDefinitions {
		if failure := fits(schema, v.Type, variables[v.Variable]); failure != nil {
			return failure
		}
	}
	return nil
}

func fits(schema *ast.Schema, t *ast.Type, value any) *fault.Failure {
	if value == nil {
		return nil
	}
	if t.Elem != nil {
		list, ok := value.([]any)
		if !ok {
			return fits(schema, t.Elem, value) // GraphQL takes one for a list of one
		}
		for _, item := range list {
			if failure := fits(schema, t.Elem, item); failure != nil {
				return failure
			}
		}
		return nil
	}
	of := schema.Types[t.NamedType]
	if of == nil {
		return nil
	}
	if name, ok := value.(string); ok && of.Kind == ast.Enum && of.EnumValues.ForName(name) == nil {
		return fault.Fail(fault.BadUserInput, "enum")
	}
	fields, ok := value.(map[string]any)
	if of.Kind != ast.InputObject || !ok {
		return nil
	}
	if of.Directives.ForName("oneOf") != nil && !exactlyOne(fields) {
		return fault.Fail(fault.BadUserInput, "one_of")
	}
	for _, f := range of.Fields {
		if failure := fits(schema, f.Type, fields[f.Name]); failure != nil {
			return failure
		}
	}
	return nil
}

func exactlyOne(fields map[string]any) bool {
	if len(fields) != 1 {
		return false
	}
	for _, v := range fields {
		if v == nil {
			return false
		}
	}
	return true
}
