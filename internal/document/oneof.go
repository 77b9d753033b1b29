package document

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// OneOf says whether every input object of a @oneOf type in the variables of an
// operation has exactly one field, and that not null. Validation looks at what is
// written in the document only.
func OneOf(schema *ast.Schema, op *ast.OperationDefinition, variables map[string]any) bool {
	for _, v := range op.VariableDefinitions {
		if !one(schema, v.Type, variables[v.Variable]) {
			return false
		}
	}
	return true
}

func one(schema *ast.Schema, t *ast.Type, value any) bool {
	if value == nil {
		return true
	}
	if t.Elem != nil {
		list, ok := value.([]any)
		if !ok {
			return one(schema, t.Elem, value) // GraphQL takes one for a list of one
		}
		for _, item := range list {
			if !one(schema, t.Elem, item) {
				return false
			}
		}
		return true
	}
	of := schema.Types[t.NamedType]
	fields, ok := value.(map[string]any)
	if of == nil || of.Kind != ast.InputObject || !ok {
		return true
	}
	if of.Directives.ForName("oneOf") != nil && !exactlyOne(fields) {
		return false
	}
	for _, f := range of.Fields {
		if !one(schema, f.Type, fields[f.Name]) {
			return false
		}
	}
	return true
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
