package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// Account is how a volunteer signs in: by e-mail or phone and a password.
type Account struct{ ent.Schema }

// Mixin of Account.
func (Account) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Account, random: true}, timestamps{}}
}

// Fields of Account.
func (Account) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Unique().Immutable(),
		field.String("email").Annotations(pii.Personal).Optional().Nillable().Unique().Comment("Lower case."),
		field.String("phone").Annotations(pii.Personal).Optional().Nillable().Unique().Comment("E.164."),
		field.Time("email_verified_at").Annotations(pii.Personal).Optional().Nillable().
			Comment("When the person showed that mail to the address reaches them; absent: never."),
		field.Time("phone_verified_at").Annotations(pii.Personal).Optional().Nillable().
			Comment("The same for messages to the phone."),
		field.String("password_hash").Annotations(pii.Sensitive).Optional().Nillable().Sensitive().
			Comment("argon2id in PHC form; absent when the account has no password."),
		field.Bool("demo").Annotations(pii.None).Default(false).Immutable().
			Comment("A demo account answers on loopback only, see internal/demo."),
	}
}

// Edges of Account.
func (Account) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("account").Field("volunteer_id").Unique().Required().Immutable(),
		edge.To("sessions", Session.Type),
		edge.To("api_keys", APIKey.Type),
		edge.To("identities", Identity.Type),
		edge.To("one_time_tokens", OneTimeToken.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
		edge.To("messages", Message.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Annotations of Account.
func (Account) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"account_has_a_contact": "email IS NOT NULL OR phone IS NOT NULL"}),
	}
}

// Policy of Account.
func (Account) Policy() ent.Policy { return rule.Hidden() }
