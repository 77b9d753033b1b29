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
	"erikti/internal/lang"
)

// Message writes to an address or a number about an account: to somebody who may have
// none, so it is no notice. Its text, and the secret in its link, are made when it is
// sent, and are kept nowhere.
type Message struct{ ent.Schema }

// Mixin of Message.
func (Message) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Message, random: true}, timestamps{}}
}

// Fields of Message.
func (Message) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").Annotations(pii.None).Immutable().Comment("What it is about, a code; whoever writes it knows the words."),
		field.String("contact").Annotations(pii.Personal).Immutable().Comment("An e-mail address, or a number as E.164."),
		field.String("locale").Annotations(pii.Personal).GoType(lang.Locale("")).Immutable(),
		field.String("account_id").Annotations(pii.Personal).Optional().Nillable().Immutable(),
		field.String("registration_id").Annotations(pii.Personal).Optional().Nillable().Immutable(),
		field.String("invitation_id").Annotations(pii.Personal).Optional().Nillable().Immutable(),
	}
}

// Edges of Message.
func (Message) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("account", Account.Type).Ref("messages").Field("account_id").Unique().Immutable(),
		edge.From("registration", Registration.Type).Ref("messages").Field("registration_id").Unique().Immutable(),
		edge.From("invitation", Invitation.Type).Ref("messages").Field("invitation_id").Unique().Immutable(),
		edge.To("deliveries", NoticeDelivery.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of Message.
func (Message) Indexes() []ent.Index {
	return []ent.Index{index.Fields("account_id"), index.Fields("registration_id"), index.Fields("invitation_id"), index.Fields("created_at")}
}

// Annotations of Message.
func (Message) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Message.
func (Message) Policy() ent.Policy { return rule.Hidden() }
