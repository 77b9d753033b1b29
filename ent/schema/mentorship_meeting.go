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

// MentorshipMeeting is a meeting of the two sides of a mentorship, with notes that both
// read and nobody else.
type MentorshipMeeting struct{ ent.Schema }

// Mixin of MentorshipMeeting.
func (MentorshipMeeting) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.MentorshipMeeting}, timestamps{}}
}

// Fields of MentorshipMeeting.
func (MentorshipMeeting) Fields() []ent.Field {
	return []ent.Field{
		field.String("mentorship_id").Annotations(pii.None).Immutable(),
		field.Time("held_at").Annotations(pii.None).Immutable(),
		field.Text("notes").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(16000).Immutable(),
		field.String("written_by").Annotations(pii.Personal).Optional().Nillable().Immutable(),
		field.Enum("side").Annotations(pii.None).Values("CENTER", "MENTEE").Immutable().Comment("Whose notes they are."),
	}
}

// Edges of MentorshipMeeting.
func (MentorshipMeeting) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("mentorship", Mentorship.Type).Ref("meetings").Field("mentorship_id").Unique().Required().Immutable(),
	}
}

// Indexes of MentorshipMeeting.
func (MentorshipMeeting) Indexes() []ent.Index {
	return []ent.Index{index.Fields("mentorship_id", "held_at"), index.Fields("written_by")}
}

// Annotations of MentorshipMeeting.
func (MentorshipMeeting) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of MentorshipMeeting.
func (MentorshipMeeting) Policy() ent.Policy { return rule.Hidden() }
