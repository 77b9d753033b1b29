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
	"erikti/internal/lang"
)

// Registration is what somebody registered with, until they confirm that messages to
// the contact reach them; then it becomes an account, unless the contact has one.
type Registration struct{ ent.Schema }

// Mixin of Registration.
func (Registration) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Registration, random: true}, timestamps{}}
}

// Fields of Registration.
func (Registration) Fields() []ent.Field {
	return []ent.Field{
		field.String("email").Annotations(pii.Personal).Optional().Nillable().Immutable().Comment("Lower case."),
		field.String("phone").Annotations(pii.Personal).Optional().Nillable().Immutable().Comment("E.164."),
		field.String("password_hash").Annotations(pii.Sensitive).Immutable().Sensitive().Comment("argon2id in PHC form."),
		field.String("given_name").Annotations(pii.Personal).Immutable(),
		field.String("family_name").Annotations(pii.Personal).Immutable(),
		field.String("birth_date").Annotations(pii.Personal).GoType(civil.Date("")).Optional().Immutable(),
		field.String("region_id").Annotations(pii.Personal).Optional().Nillable().Immutable(),
		field.String("locale").Annotations(pii.Personal).GoType(lang.Locale("")).Immutable(),
		field.Time("expires_at").Annotations(pii.None).Immutable(),
		field.Time("used_at").Annotations(pii.None).Optional().Nillable(),
	}
}

// Edges of Registration.
func (Registration) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("one_time_tokens", OneTimeToken.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
		edge.To("messages", Message.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of Registration.
func (Registration) Indexes() []ent.Index { return []ent.Index{index.Fields("expires_at")} }

// Annotations of Registration.
func (Registration) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Registration.
func (Registration) Policy() ent.Policy { return rule.Hidden() }
