package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// CalendarFeed is the address at which the calendar of a person reads their places:
// whoever knows it reads them, until the person ends it or makes another one.
type CalendarFeed struct{ ent.Schema }

// Mixin of CalendarFeed.
func (CalendarFeed) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.CalendarFeed, random: true}, timestamps{}}
}

// Fields of CalendarFeed.
func (CalendarFeed) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Unique().Immutable(),
		field.Bytes("token_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Comment("SHA-256 of a token of 256 random bits."),
	}
}

// Edges of CalendarFeed.
func (CalendarFeed) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("calendar_feed").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Annotations of CalendarFeed.
func (CalendarFeed) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of CalendarFeed.
func (CalendarFeed) Policy() ent.Policy { return rule.Hidden() }
