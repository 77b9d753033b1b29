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

// Identity is whom a provider of OpenID Connect knows an account's person as.
type Identity struct{ ent.Schema }

// Mixin of Identity.
func (Identity) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Identity, random: true}, timestamps{}}
}

// Fields of Identity.
func (Identity) Fields() []ent.Field {
	return []ent.Field{
		field.String("account_id").Annotations(pii.Personal).Immutable(),
		field.String("issuer").Annotations(pii.Personal).Immutable().Comment("The provider's address, as its tokens say it."),
		field.String("subject").Annotations(pii.Personal).Immutable().Comment("The person there."),
	}
}

// Edges of Identity.
func (Identity) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("account", Account.Type).Ref("identities").Field("account_id").Unique().Required().Immutable(),
	}
}

// Indexes of Identity.
func (Identity) Indexes() []ent.Index {
	return []ent.Index{index.Fields("issuer", "subject").Unique(), index.Fields("account_id")}
}

// Annotations of Identity.
func (Identity) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Identity.
func (Identity) Policy() ent.Policy { return rule.Hidden() }
