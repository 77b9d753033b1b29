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

// OneTimeToken lets whoever holds it do one thing once.
type OneTimeToken struct{ ent.Schema }

// Mixin of OneTimeToken.
func (OneTimeToken) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.OneTimeToken, random: true}, timestamps{}}
}

// Fields of OneTimeToken.
func (OneTimeToken) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("purpose").Annotations(pii.None).Values("FIRST_ADMIN").Immutable(),
		field.Bytes("token_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Comment("SHA-256 of a token of 256 random bits."),
		field.Time("expires_at").Annotations(pii.None).Immutable(),
		field.Time("used_at").Annotations(pii.None).Optional().Nillable(),
	}
}

// Annotations of OneTimeToken.
func (OneTimeToken) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of OneTimeToken.
func (OneTimeToken) Policy() ent.Policy { return rule.Hidden() }
