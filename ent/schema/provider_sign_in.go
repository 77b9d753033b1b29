package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// ProviderSignIn is a sign-in through a provider of OpenID Connect that is on its way:
// first to the provider, then, with what the provider said, back to the page.
type ProviderSignIn struct{ ent.Schema }

// Mixin of ProviderSignIn.
func (ProviderSignIn) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.ProviderSignIn, random: true}, timestamps{}}
}

// Fields of ProviderSignIn.
func (ProviderSignIn) Fields() []ent.Field {
	return []ent.Field{
		field.String("provider").Annotations(pii.None).Immutable(),
		field.Bytes("state_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Comment("SHA-256 of the state, 256 random bits."),
		field.Bytes("browser_hash").Annotations(pii.Sensitive).Immutable().Sensitive().Comment("SHA-256 of the secret in the cookie of the browser that began."),
		field.String("challenge").Annotations(pii.None).Immutable().Comment("The page's own challenge: only who knows its verifier gets the session."),
		field.String("return_to").Annotations(pii.None).Immutable().Comment("A path of this site."),
		field.Time("expires_at").Annotations(pii.None),
		field.Time("answered_at").Annotations(pii.None).Optional().Nillable().Comment("When the provider's answer came; it counts once."),
		field.Bytes("code_hash").Annotations(pii.Sensitive).Optional().Nillable().Unique().Sensitive().Comment("SHA-256 of the code for the page."),
		field.Time("used_at").Annotations(pii.None).Optional().Nillable(),
		field.String("issuer").Annotations(pii.None).Default(""),
		field.String("subject").Annotations(pii.Personal).Default(""),
		field.String("email").Annotations(pii.Personal).Default("").Comment("As the provider says, when it has verified it."),
		field.String("given_name").Annotations(pii.Personal).Default(""),
		field.String("family_name").Annotations(pii.Personal).Default(""),
	}
}

// Indexes of ProviderSignIn.
func (ProviderSignIn) Indexes() []ent.Index { return []ent.Index{index.Fields("expires_at")} }

// Annotations of ProviderSignIn.
func (ProviderSignIn) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of ProviderSignIn.
func (ProviderSignIn) Policy() ent.Policy { return rule.Hidden() }
