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

// NoticeMute is a kind of notice that a person does not want through a channel. The
// inbox has every notice.
type NoticeMute struct{ ent.Schema }

// Mixin of NoticeMute.
func (NoticeMute) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.NoticeMute, random: true}, timestamps{}}
}

// Fields of NoticeMute.
func (NoticeMute) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("kind").Annotations(pii.Personal).Immutable().Comment("As of notices."),
		field.String("channel").Annotations(pii.Personal).Immutable().Comment("As of deliveries."),
	}
}

// Edges of NoticeMute.
func (NoticeMute) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("notice_mutes").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of NoticeMute.
func (NoticeMute) Indexes() []ent.Index {
	return []ent.Index{index.Fields("volunteer_id", "kind", "channel").Unique()}
}

// Annotations of NoticeMute.
func (NoticeMute) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of NoticeMute.
func (NoticeMute) Policy() ent.Policy { return rule.Hidden() }
