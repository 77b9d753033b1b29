package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// SigningKey signs what others can check without asking (package sign).
type SigningKey struct{ ent.Schema }

// Mixin of SigningKey.
func (SigningKey) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.SigningKey, random: true}, timestamps{}}
}

// Fields of SigningKey.
func (SigningKey) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("public_key").Annotations(pii.None).Immutable().Comment("Ed25519, 32 bytes."),
		field.Bytes("private_key").Annotations(pii.Sensitive).Immutable().Sensitive().Comment("The seed, 32 bytes."),
		field.Time("retired_at").Annotations(pii.None).Optional().Nillable().Comment("Since when it signs nothing new."),
	}
}

// Annotations of SigningKey.
func (SigningKey) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of SigningKey.
func (SigningKey) Policy() ent.Policy { return rule.Hidden() }
