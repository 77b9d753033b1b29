package graph

import (
	"context"

	"erikti/ent/gen"
	"erikti/internal/lang"
)

// An order by a text is one value for clients and three columns in the database,
// one a language, each with the fallback in it (ent/schema/mixin_text.go).

func organizationOrder(ctx context.Context, orderBy []*gen.OrganizationOrder) []*gen.OrganizationOrder {
	if len(orderBy) == 0 {
		orderBy = []*gen.OrganizationOrder{{Field: gen.OrganizationOrderFieldNameSortKk, Direction: ascending}}
	}
	for _, o := range orderBy {
		if o.Field.String() == "NAME" {
			o.Field = map[lang.Locale]*gen.OrganizationOrderField{
				lang.KK: gen.OrganizationOrderFieldNameSortKk,
				lang.RU: gen.OrganizationOrderFieldNameSortRu,
				lang.EN: gen.OrganizationOrderFieldNameSortEn,
			}[lang.FromContext(ctx)]
		}
	}
	return orderBy
}

func eventOrder(ctx context.Context, orderBy []*gen.EventOrder) []*gen.EventOrder {
	if len(orderBy) == 0 {
		orderBy = []*gen.EventOrder{{Field: gen.EventOrderFieldStartsAt, Direction: ascending}}
	}
	for _, o := range orderBy {
		if o.Field.String() == "TITLE" {
			o.Field = map[lang.Locale]*gen.EventOrderField{
				lang.KK: gen.EventOrderFieldTitleSortKk,
				lang.RU: gen.EventOrderFieldTitleSortRu,
				lang.EN: gen.EventOrderFieldTitleSortEn,
			}[lang.FromContext(ctx)]
		}
	}
	return orderBy
}

const ascending = "ASC"

// defaultOrder says how the lists of Query are ordered when nobody does.
var defaultOrder = map[string]string{"organizations": "NAME", "events": "STARTS_AT"}
