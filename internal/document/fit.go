package document

import (
	"github.com/vektah/gqlparser/v2/ast"

	"erikti/internal/fault"
)

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
