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

// NoticeDelivery is what is made of a notice, or of a message, on its way through one
// channel.
type NoticeDelivery struct{ ent.Schema }

// Mixin of NoticeDelivery.
func (NoticeDelivery) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.NoticeDelivery}, timestamps{}}
}

// Fields of NoticeDelivery.
func (NoticeDelivery) Fields() []ent.Field {
	return []ent.Field{
		field.String("notice_id").Annotations(pii.Personal).Optional().Nillable().Immutable(),
		field.String("message_id").Annotations(pii.Personal).Optional().Nillable().Immutable(),
		field.String("subscription_id").Annotations(pii.Personal).Optional().Nillable().Immutable().Comment("The browser that it goes to, of PUSH."),
		field.Enum("channel").Annotations(pii.None).Values("MAIL", "SMS", "PUSH").Immutable(),
		field.Enum("state").Annotations(pii.None).Values("QUEUED", "SENT", "FAILED").Default("QUEUED"),
		field.Int("attempts").Annotations(pii.None).NonNegative().Default(0),
		field.Time("next_attempt_at").Annotations(pii.None).Comment("Before that it is not tried (again)."),
		field.String("failure").Annotations(pii.None).Default("").Comment("A code that says why the last attempt failed."),
	}
}

// Edges of NoticeDelivery.
func (NoticeDelivery) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("notice", Notice.Type).Ref("deliveries").Field("notice_id").Unique().Immutable(),
		edge.From("subscription", PushSubscription.Type).Ref("deliveries").Field("subscription_id").Unique().Immutable(),
		edge.From("message", Message.Type).Ref("deliveries").Field("message_id").Unique().Immutable(),
	}
}

// Indexes of NoticeDelivery: a notice goes through a channel once, by PUSH once to each
// browser.
func (NoticeDelivery) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("notice_id", "channel").Unique().Annotations(entsql.IndexWhere("subscription_id IS NULL")).
			StorageKey("notice_deliveries_once_through_a_channel"),
		index.Fields("notice_id", "subscription_id").Unique(),
		index.Fields("subscription_id"),
		index.Fields("message_id", "channel").Unique(),
		index.Fields("next_attempt_at").Annotations(entsql.IndexWhere("state = 'QUEUED'")),
	}
}

// Annotations of NoticeDelivery.
func (NoticeDelivery) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"notice_delivery_is_of_one_thing": "notice_id IS NULL AND message_id IS NOT NULL OR notice_id IS NOT NULL AND message_id IS NULL"}),
	}
}

// Policy of NoticeDelivery.
func (NoticeDelivery) Policy() ent.Policy { return rule.Hidden() }
