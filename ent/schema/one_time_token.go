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

// OneTimeToken lets whoever holds it do one thing once: become the first
// administrator, set a new password, confirm a registration or a contact.
type OneTimeToken struct{ ent.Schema }

// Mixin of OneTimeToken.
func (OneTimeToken) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.OneTimeToken, random: true}, timestamps{}}
}

// Fields of OneTimeToken.
func (OneTimeToken) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("purpose").Annotations(pii.None).Values("FIRST_ADMIN", "CONFIRM_REGISTRATION", "CONFIRM_CONTACT", "RESET_PASSWORD").Immutable(),
		field.String("account_id").Annotations(pii.Personal).Optional().Nillable().Immutable().Comment("Whose contact or password it is."),
		field.String("registration_id").Annotations(pii.Personal).Optional().Nillable().Immutable().Comment("The registration that it confirms."),
		field.String("contact").Annotations(pii.Personal).Default("").Immutable().
			Comment("The address or number that the message with it went to."),
		field.Bytes("token_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Comment("SHA-256 of a token of 256 random bits."),
		field.Time("expires_at").Annotations(pii.None).Immutable(),
		field.Time("used_at").Annotations(pii.None).Optional().Nillable(),
	}
}

// Edges of OneTimeToken.
func (OneTimeToken) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("account", Account.Type).Ref("one_time_tokens").Field("account_id").Unique().Immutable(),
		edge.From("registration", Registration.Type).Ref("one_time_tokens").Field("registration_id").Unique().Immutable(),
	}
}

// Indexes of OneTimeToken.
func (OneTimeToken) Indexes() []ent.Index {
	return []ent.Index{index.Fields("account_id"), index.Fields("registration_id"), index.Fields("expires_at")}
}

// Annotations of OneTimeToken.
func (OneTimeToken) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of OneTimeToken.
func (OneTimeToken) Policy() ent.Policy { return rule.Hidden() }
