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
	"erikti/internal/seal"
)

// PushSubscription is a browser that shows a person their notices. It belongs to the
// session of that browser: who ends the session ends it.
type PushSubscription struct{ ent.Schema }

// Mixin of PushSubscription.
func (PushSubscription) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.PushSubscription, random: true}, timestamps{}}
}

// Fields of PushSubscription.
func (PushSubscription) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("session_id").Annotations(pii.Personal).Immutable(),
		field.Text("endpoint").ValueScanner(seal.Column).Annotations(pii.Sensitive).Immutable().Sensitive().
			Comment("Where the browser's push service takes messages: whoever knows it reaches the browser."),
		field.Bytes("endpoint_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Comment("SHA-256 of the endpoint."),
		field.Text("p256dh").ValueScanner(seal.Column).Annotations(pii.Sensitive).Immutable().Sensitive().Comment("The browser's public key, base64url."),
		field.Text("auth").ValueScanner(seal.Column).Annotations(pii.Sensitive).Immutable().Sensitive().Comment("The secret shared with the browser, base64url."),
	}
}

// Edges of PushSubscription.
func (PushSubscription) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("push_subscriptions").Field("volunteer_id").Unique().Required().Immutable(),
		edge.From("session", Session.Type).Ref("push_subscriptions").Field("session_id").Unique().Required().Immutable(),
		edge.To("deliveries", NoticeDelivery.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of PushSubscription.
func (PushSubscription) Indexes() []ent.Index {
	return []ent.Index{index.Fields("volunteer_id"), index.Fields("session_id")}
}

// Annotations of PushSubscription.
func (PushSubscription) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of PushSubscription.
func (PushSubscription) Policy() ent.Policy { return rule.Hidden() }
