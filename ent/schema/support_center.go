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

// SupportCenter is a mandate: an organization is the support center of a region
// for a time.
type SupportCenter struct{ ent.Schema }

// Mixin of SupportCenter.
func (SupportCenter) Mixin() []ent.Mixin { return []ent.Mixin{identified{prefix: id.SupportCenter}} }

// Fields of SupportCenter.
func (SupportCenter) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("region_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("valid_from").Annotations(pii.None).GoType(civil.Date("")).Annotations(entgql.Type("Date")).
			Comment("First day of the mandate."),
		field.String("valid_to").Annotations(pii.None).GoType(civil.Date("")).Optional().Annotations(entgql.Type("Date")).
			Comment("First day after the mandate."),
	}
}

// Edges of SupportCenter.
func (SupportCenter) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("organization", Organization.Type).Ref("support_centers").Field("organization_id").
			Unique().Required().Immutable().Comment("Who holds the mandate."),
		edge.From("region", Region.Type).Ref("support_centers").Field("region_id").
			Unique().Required().Immutable().Comment("The region it is for."),
	}
}

// Indexes of SupportCenter: a region has one center at a time, an open mandate is
// the one of today.
func (SupportCenter) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("region_id", "valid_from").Unique(),
		index.Fields("organization_id"),
	}
}

// Annotations of SupportCenter.
func (SupportCenter) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of SupportCenter.
func (SupportCenter) Policy() ent.Policy { return rule.Rows(rule.SeeMandatesOfVisibleOrganizations()) }
