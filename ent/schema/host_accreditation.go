package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/id"
)

// HostAccreditation says that work at an organization counts for student credit, on days
// of a fiscal year.
type HostAccreditation struct{ ent.Schema }

// Mixin of HostAccreditation.
func (HostAccreditation) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.HostAccreditation}, timestamps{}}
}

// Fields of HostAccreditation.
func (HostAccreditation) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Immutable(),
		field.Int("fiscal_year").Annotations(pii.None).Immutable(),
		field.String("valid_from").Annotations(pii.None).GoType(civil.Date("")).Immutable(),
		field.String("valid_to").Annotations(pii.None).GoType(civil.Date("")).Optional().Comment("First day after it."),
	}
}

// Edges of HostAccreditation.
func (HostAccreditation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("organization", Organization.Type).Field("organization_id").Unique().Required().Immutable(),
	}
}

// Indexes of HostAccreditation.
func (HostAccreditation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("organization_id", "fiscal_year").Unique().Annotations(entsql.IndexWhere("valid_to IS NULL OR valid_to = ''")).
			StorageKey("host_accreditations_one_open_per_year"),
	}
}

// Annotations of HostAccreditation.
func (HostAccreditation) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
	}
}

// Policy of HostAccreditation.
func (HostAccreditation) Policy() ent.Policy { return rule.Hidden() }
