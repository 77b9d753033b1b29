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

// PlatformGrant gives a person a role on the platform itself.
type PlatformGrant struct{ ent.Schema }

// Mixin of PlatformGrant.
func (PlatformGrant) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.PlatformGrant, random: true}, timestamps{}}
}

// Fields of PlatformGrant.
func (PlatformGrant) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.Enum("role").Annotations(pii.Personal).Values("PLATFORM_ADMIN", "CREDIT_ADMIN").Immutable(),
	}
}

// Edges of PlatformGrant.
func (PlatformGrant) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("platform_grants").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of PlatformGrant.
func (PlatformGrant) Indexes() []ent.Index {
	return []ent.Index{index.Fields("volunteer_id", "role").Unique()}
}

// Annotations of PlatformGrant.
func (PlatformGrant) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of PlatformGrant.
func (PlatformGrant) Policy() ent.Policy { return rule.Hidden() }
