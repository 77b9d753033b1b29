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

// MentorshipGoal is one of up to three that the two sides of a mentorship chose.
type MentorshipGoal struct{ ent.Schema }

// Mixin of MentorshipGoal.
func (MentorshipGoal) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.MentorshipGoal}, timestamps{}}
}

// Fields of MentorshipGoal.
func (MentorshipGoal) Fields() []ent.Field {
	return []ent.Field{
		field.String("mentorship_id").Annotations(pii.None).Immutable(),
		field.Int("number").Annotations(pii.None).Immutable().Comment("1 to 3."),
		field.String("title").Annotations(pii.None).MaxLen(800).Immutable(),
		field.Int("progress").Annotations(pii.None).Default(0).Comment("In per cent: 100 is reached."),
	}
}

// Edges of MentorshipGoal.
func (MentorshipGoal) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("mentorship", Mentorship.Type).Ref("goals").Field("mentorship_id").Unique().Required().Immutable(),
	}
}

// Indexes of MentorshipGoal.
func (MentorshipGoal) Indexes() []ent.Index {
	return []ent.Index{index.Fields("mentorship_id", "number").Unique()}
}

// Annotations of MentorshipGoal.
func (MentorshipGoal) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{
			"mentorship_has_three_goals_at_most": "number BETWEEN 1 AND 3",
			"mentorship_goal_in_per_cent":        "progress BETWEEN 0 AND 100",
		}),
	}
}

// Policy of MentorshipGoal.
func (MentorshipGoal) Policy() ent.Policy { return rule.Hidden() }
