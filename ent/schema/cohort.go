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

// Cohort are those who learn a course together. Its places and its queue are those of
// the one shift of its COURSE event.
type Cohort struct{ ent.Schema }

// Mixin of Cohort.
func (Cohort) Mixin() []ent.Mixin { return []ent.Mixin{identified{prefix: id.Cohort}, timestamps{}} }

// Fields of Cohort.
func (Cohort) Fields() []ent.Field {
	return []ent.Field{
		field.String("course_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("event_id").Annotations(pii.None).Unique().Immutable().Annotations(entgql.Skip()),
		field.String("shift_id").Annotations(pii.None).Unique().Immutable().Annotations(entgql.Skip()),
	}
}

// Edges of Cohort.
func (Cohort) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("course", Course.Type).Ref("cohorts").Field("course_id").Unique().Required().Immutable().
			Comment("What they learn."),
		edge.From("event", Event.Type).Ref("cohort").Field("event_id").Unique().Required().Immutable().
			Comment("Where and when: it is published, changed and cancelled as every event."),
		edge.To("shift", Shift.Type).Field("shift_id").Unique().Required().Immutable().
			Comment("Its places and its queue: one takes a place with signUpForShift."),
		edge.To("lessons", Lesson.Type).Comment("In order of time."),
		edge.To("results", CourseResult.Type).Annotations(entgql.Skip()),
	}
}

// Annotations of Cohort.
func (Cohort) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of Cohort.
func (Cohort) Policy() ent.Policy { return rule.Rows(rule.SeeCohortsOfVisibleCoursesAndEvents()) }
