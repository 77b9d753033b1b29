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
	"erikti/internal/seal"
)

// RosterMessage is what an organizer wrote to the people of a shift. Its text can be
// erased: notices name the message, and have no words of it.
type RosterMessage struct{ ent.Schema }

// Mixin of RosterMessage.
func (RosterMessage) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.RosterMessage, random: true}, timestamps{}}
}

// Fields of RosterMessage.
func (RosterMessage) Fields() []ent.Field {
	return []ent.Field{
		field.String("shift_id").Annotations(pii.None).Immutable(),
		field.String("written_by").Annotations(pii.Personal).Immutable().Comment("The volunteer who wrote it."),
		field.Text("text").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(4000).Comment("Empty when it was erased."),
		field.Bool("waiting").Annotations(pii.None).Immutable().Comment("Whether it went to those who wait, too."),
		field.Int("told").Annotations(pii.None).Immutable().Comment("How many people it went to."),
	}
}

// Edges of RosterMessage.
func (RosterMessage) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("shift", Shift.Type).Ref("roster_messages").Field("shift_id").Unique().Required().Immutable(),
	}
}

// Indexes of RosterMessage.
func (RosterMessage) Indexes() []ent.Index {
	return []ent.Index{index.Fields("shift_id", "created_at"), index.Fields("written_by", "created_at")}
}

// Annotations of RosterMessage.
func (RosterMessage) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of RosterMessage.
func (RosterMessage) Policy() ent.Policy { return rule.Hidden() }
