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
	"erikti/internal/id"
)

// UniversityDomain is a domain of mail addresses that belongs to a university: who shows
// that mail there reaches them studies there.
type UniversityDomain struct{ ent.Schema }

// Mixin of UniversityDomain.
func (UniversityDomain) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.UniversityDomain}, timestamps{}}
}

// Fields of UniversityDomain.
func (UniversityDomain) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Immutable(),
		field.String("domain").Annotations(pii.None).Immutable().Unique().Comment("Lower case."),
	}
}

// Edges of UniversityDomain.
func (UniversityDomain) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("organization", Organization.Type).Field("organization_id").Unique().Required().Immutable(),
	}
}

// Indexes of UniversityDomain.
func (UniversityDomain) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("organization_id"),
	}
}

// Annotations of UniversityDomain.
func (UniversityDomain) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
	}
}

// Policy of UniversityDomain.
func (UniversityDomain) Policy() ent.Policy { return rule.Hidden() }
