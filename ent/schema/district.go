package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/id"
)

// District is a district, or a city of regional significance, in a region for a
// time: one that moved to another region has a row for each.
type District struct{ ent.Schema }

// Mixin of District.
func (District) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.District}, localized{name: "name"}}
}

// Fields of District.
func (District) Fields() []ent.Field {
	return []ent.Field{
		field.String("kato").Annotations(pii.None).Comment("Code of the national classifier of administrative units."),
		field.String("region_id").Annotations(pii.None).Annotations(entgql.Skip()),
		field.String("valid_from").Annotations(pii.None).GoType(civil.Date("")).Optional().Annotations(entgql.Type("Date")).
			Comment("First day in this region; absent when it is older than the records."),
		field.String("valid_to").Annotations(pii.None).GoType(civil.Date("")).Optional().Annotations(entgql.Type("Date")).
			Comment("First day on which it was in this region no more."),
	}
}

// Edges of District.
func (District) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("region", Region.Type).Ref("districts").Field("region_id").Unique().Required().
			Comment("The region it was in during that time."),
	}
}

// Indexes of District.
func (District) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("kato", "region_id").Unique(),
		index.Fields("region_id"),
	}
}

// Annotations of District.
func (District) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of District.
func (District) Policy() ent.Policy { return rule.Rows(rule.SeeEverything()) }
