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

// Session is a signed-in device. Its token is opaque; only a hash of it is kept.
type Session struct{ ent.Schema }

// Mixin of Session.
func (Session) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Session, random: true}, timestamps{}}
}

// Fields of Session.
func (Session) Fields() []ent.Field {
	return []ent.Field{
		field.String("account_id").Annotations(pii.Personal).Immutable(),
		field.Bytes("token_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Comment("SHA-256 of a token of 256 random bits."),
		field.Time("expires_at").Annotations(pii.Personal),
		field.Time("ended_at").Annotations(pii.Personal).Optional().Nillable(),
		field.Time("last_used_at").Annotations(pii.Personal).Optional().Nillable().Comment("To some minutes."),
		field.String("device").Annotations(pii.Personal).Default("").Immutable().Comment("What the device called itself when it signed in."),
	}
}

// Edges of Session.
func (Session) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("account", Account.Type).Ref("sessions").Field("account_id").Unique().Required().Immutable(),
		edge.To("push_subscriptions", PushSubscription.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of Session.
func (Session) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("account_id"),
		index.Fields("ended_at").Annotations(entsql.IndexWhere("ended_at IS NOT NULL")),
	}
}

// Annotations of Session.
func (Session) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Session.
func (Session) Policy() ent.Policy { return rule.Rows(rule.SeeOwnSessions()) }
