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

// Follow is a person's wish to be told of the new events of an organization.
type Follow struct{ ent.Schema }

// Mixin of Follow.
func (Follow) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Follow, random: true}, timestamps{}}
}

// Fields of Follow.
func (Follow) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("organization_id").Annotations(pii.None).Immutable(),
	}
}

// Edges of Follow.
func (Follow) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("follows").Field("volunteer_id").Unique().Required().Immutable(),
		edge.From("organization", Organization.Type).Ref("follows").Field("organization_id").Unique().Required().Immutable(),
	}
}

// Indexes of Follow.
func (Follow) Indexes() []ent.Index {
	return []ent.Index{index.Fields("volunteer_id", "organization_id").Unique(), index.Fields("organization_id")}
}

// Annotations of Follow.
func (Follow) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Follow.
func (Follow) Policy() ent.Policy { return rule.Hidden() }
