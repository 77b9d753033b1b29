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
	"erikti/internal/id"
)

// Invitation lets whoever holds its link become a member of an organization, once.
type Invitation struct{ ent.Schema }

// Mixin of Invitation.
func (Invitation) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Invitation, random: true}, timestamps{}}
}

// Fields of Invitation.
func (Invitation) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Immutable(),
		field.String("role").Annotations(pii.None).Immutable().Comment("The role of the membership."),
		field.String("contact").Annotations(pii.Personal).Immutable().Sensitive().Comment("Whom it is meant for: an e-mail address, or a number as E.164."),
		field.String("invited_by").Annotations(pii.Personal).Immutable().Comment("The volunteer who invited."),
		field.Bytes("token_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Comment("SHA-256 of a token of 256 random bits."),
		field.Bytes("sent_token_hash").Annotations(pii.Sensitive).Optional().Nillable().Unique().Sensitive().Comment("The same of the token in the message to the contact, made when it was sent."),
		field.Time("expires_at").Annotations(pii.None).Immutable(),
		field.Time("used_at").Annotations(pii.None).Optional().Nillable().Comment("When it was accepted or taken back."),
	}
}

// Edges of Invitation.
func (Invitation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("organization", Organization.Type).Ref("invitations").Field("organization_id").Unique().Required().Immutable(),
		edge.To("messages", Message.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of Invitation.
func (Invitation) Indexes() []ent.Index { return []ent.Index{index.Fields("organization_id")} }

// Annotations of Invitation.
func (Invitation) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Invitation.
func (Invitation) Policy() ent.Policy { return rule.Hidden() }
