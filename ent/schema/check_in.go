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

// CheckIn says that a person came or went.
type CheckIn struct{ ent.Schema }

// Mixin of CheckIn.
func (CheckIn) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.CheckIn, random: true}, timestamps{}}
}

// Fields of CheckIn.
func (CheckIn) Fields() []ent.Field {
	return []ent.Field{
		field.String("signup_id").Annotations(pii.Personal).Immutable(),
		field.Enum("kind").Annotations(pii.Personal).Values("IN", "OUT").Immutable(),
		field.Time("at").Annotations(pii.Personal).Immutable().
			Comment("When it was: by the code where there is one, else by the device, never later than it was received."),
		field.Enum("method").Annotations(pii.None).Values("CODE", "SCAN", "HAND").Immutable(),
		field.String("client_event_id").Annotations(pii.None).Immutable().MaxLen(64).
			Comment("Given by the client, so that a replay is harmless (invariant 16)."),
		field.Bool("offline").Annotations(pii.None).Default(false).Immutable().Comment("It was sent later than it was."),
		field.String("recorded_by").Annotations(pii.Personal).Immutable().Comment("The volunteer who recorded it."),
	}
}

// Edges of CheckIn.
func (CheckIn) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("signup", Signup.Type).Ref("check_ins").Field("signup_id").Unique().Required().Immutable(),
	}
}

// Indexes of CheckIn.
func (CheckIn) Indexes() []ent.Index {
	return []ent.Index{index.Fields("signup_id", "at"), index.Fields("recorded_by", "client_event_id").Unique()}
}

// Annotations of CheckIn.
func (CheckIn) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of CheckIn.
func (CheckIn) Policy() ent.Policy { return rule.Hidden() }
