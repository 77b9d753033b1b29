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

// EventRating is what a person who was there says of an event to its organizers.
type EventRating struct{ ent.Schema }

// Mixin of EventRating.
func (EventRating) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.EventRating, random: true}, timestamps{}}
}

// Fields of EventRating.
func (EventRating) Fields() []ent.Field {
	return []ent.Field{
		field.String("event_id").Annotations(pii.None).Immutable(),
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.Int("stars").Annotations(pii.Personal).Range(1, 5),
		field.Text("text").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(500).Default(""),
	}
}

// Edges of EventRating.
func (EventRating) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("event_ratings").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of EventRating.
func (EventRating) Indexes() []ent.Index {
	return []ent.Index{index.Fields("event_id", "volunteer_id").Unique(), index.Fields("volunteer_id")}
}

// Annotations of EventRating.
func (EventRating) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Checks(map[string]string{"event_rating_has_stars": "stars >= 1 AND stars <= 5"})}
}

// Policy of EventRating.
func (EventRating) Policy() ent.Policy { return rule.Hidden() }
