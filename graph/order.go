package graph

import (
	"context"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/ent/gen"
	"erikti/internal/lang"
)

// An order by a text is one value for clients and three columns in the database,
// one a language, each with the fallback in it (ent/schema/mixin_text.go). entgql
// reads the order of nested lists from the document and its variables, so the
// column of the reader's language is written there, see Documents and Paging.

// columnOf names the order by a text in a language; others are as they are.
func columnOf(order string, l lang.Locale) string {
	if (order == "NAME" || order == "TITLE") && l != lang.KK {
		return order + "_" + strings.ToUpper(string(l))
	}
	return order
}

// orderFor writes the columns of a language into what a document says of the order
// of a list.
func orderFor(v *ast.Value, l lang.Locale) {
	if v.Kind == ast.EnumValue {
		v.Raw = columnOf(v.Raw, l)
	}
	for _, child := range v.Children {
		orderFor(child.Value, l)
	}
}

// orderVariables does the same to the variables that it says it with.
func orderVariables(v *ast.Value, variables map[string]any, l lang.Locale) {
	if v.Kind == ast.Variable && variables[v.Raw] != nil {
		variables[v.Raw] = orderValue(variables[v.Raw], l)
	}
	for _, child := range v.Children {
		orderVariables(child.Value, variables, l)
	}
}

func orderValue(v any, l lang.Locale) any {
	switch v := v.(type) {
	case string:
		return columnOf(v, l)
	case []any:
		for i := range v {
			v[i] = orderValue(v[i], l)
		}
	case map[string]any:
		for name := range v {
			v[name] = orderValue(v[name], l)
		}
	}
	return v
}

// defaultOrder says how the lists of Query are ordered when nobody does.
var defaultOrder = map[string]string{"organizations": "NAME", "events": "STARTS_AT", "centerRequests": "SUBMITTED_AT", "projects": "STARTS_ON"}

const ascending = "ASC"

func organizationOrder(ctx context.Context, orderBy []*gen.OrganizationOrder) []*gen.OrganizationOrder {
	if len(orderBy) > 0 {
		return orderBy
	}
	column := map[lang.Locale]*gen.OrganizationOrderField{
		lang.KK: gen.OrganizationOrderFieldNameSortKk,
		lang.RU: gen.OrganizationOrderFieldNameSortRu,
		lang.EN: gen.OrganizationOrderFieldNameSortEn,
	}[lang.FromContext(ctx)]
	return []*gen.OrganizationOrder{{Field: column, Direction: ascending}}
}

func eventOrder(orderBy []*gen.EventOrder) []*gen.EventOrder {
	if len(orderBy) > 0 {
		return orderBy
	}
	return []*gen.EventOrder{{Field: gen.EventOrderFieldStartsAt, Direction: ascending}}
}
