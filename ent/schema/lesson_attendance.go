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

// LessonAttendance says whether somebody was at a lesson.
type LessonAttendance struct{ ent.Schema }

// Mixin of LessonAttendance.
func (LessonAttendance) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.LessonAttendance, random: true}, timestamps{}}
}

// Fields of LessonAttendance.
func (LessonAttendance) Fields() []ent.Field {
	return []ent.Field{
		field.String("lesson_id").Annotations(pii.None).Immutable(),
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.Bool("present").Annotations(pii.Personal),
		field.String("marked_by_id").Annotations(pii.Personal).Comment("The volunteer who said so last."),
	}
}

// Edges of LessonAttendance.
func (LessonAttendance) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("lesson", Lesson.Type).Ref("attendances").Field("lesson_id").Unique().Required().Immutable(),
		edge.To("volunteer", Volunteer.Type).Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of LessonAttendance.
func (LessonAttendance) Indexes() []ent.Index {
	return []ent.Index{index.Fields("lesson_id", "volunteer_id").Unique(), index.Fields("volunteer_id")}
}

// Annotations of LessonAttendance.
func (LessonAttendance) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of LessonAttendance.
func (LessonAttendance) Policy() ent.Policy { return rule.Hidden() }
