package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

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
		field.String("provider").Immutable(),
		field.Bytes("state_hash").Unique().Immutable().Sensitive().Comment("SHA-256 of the state, 256 random bits."),
		field.Bytes("browser_hash").Immutable().Sensitive().Comment("SHA-256 of the secret in the cookie of the browser that began."),
		field.String("nonce").Immutable().Sensitive(),
		field.String("verifier").Immutable().Sensitive().Comment("The code verifier of PKCE that the provider gets."),
		field.String("challenge").Immutable().Comment("The page's own challenge: only who knows its verifier gets the session."),
		field.String("return_to").Immutable().Comment("A path of this site."),
		field.Time("expires_at"),
		field.Time("answered_at").Optional().Nillable().Comment("When the provider's answer came; it counts once."),
		field.Bytes("code_hash").Optional().Nillable().Unique().Sensitive().Comment("SHA-256 of the code for the page."),
		field.Time("used_at").Optional().Nillable(),
		field.String("issuer").Default(""),
		field.String("subject").Default(""),
		field.String("email").Default("").Comment("As the provider says, when it has verified it."),
		field.String("given_name").Default(""),
		field.String("family_name").Default(""),
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
