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

// Lesson is one meeting of a cohort.
type Lesson struct{ ent.Schema }

// Mixin of Lesson.
func (Lesson) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Lesson}, timestamps{}, localized{name: "title"}}
}

// Fields of Lesson.
func (Lesson) Fields() []ent.Field {
	return []ent.Field{
		field.String("cohort_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.Time("starts_at").Annotations(pii.None).Comment("When it begins."),
		field.Time("ends_at").Annotations(pii.None).Comment("When it ends; later than startsAt."),
	}
}

// Edges of Lesson.
func (Lesson) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("cohort", Cohort.Type).Ref("lessons").Field("cohort_id").Unique().Required().Immutable().Comment("Whose it is."),
		edge.To("attendances", LessonAttendance.Type).Annotations(entgql.Skip()),
	}
}

// Indexes of Lesson.
func (Lesson) Indexes() []ent.Index { return []ent.Index{index.Fields("cohort_id", "starts_at")} }

// Annotations of Lesson.
func (Lesson) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipWhereInput),
		entsql.Checks(map[string]string{"lesson_ends_after_its_start": "ends_at > starts_at"}),
	}
}

// Policy of Lesson.
func (Lesson) Policy() ent.Policy { return rule.Rows(rule.SeeLessonsOfVisibleCohorts()) }
