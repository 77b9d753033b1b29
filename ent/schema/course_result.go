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

// CourseResult says how a course ended for somebody of a cohort. It stands for ever: who
// failed learns again in another cohort.
type CourseResult struct{ ent.Schema }

// Mixin of CourseResult.
func (CourseResult) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.CourseResult, random: true}, timestamps{}}
}

// Fields of CourseResult.
func (CourseResult) Fields() []ent.Field {
	return []ent.Field{
		field.String("cohort_id").Annotations(pii.None).Immutable(),
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.Enum("outcome").Annotations(pii.Personal).Values("PASSED", "FAILED").Immutable(),
		field.String("recorded_by_id").Annotations(pii.Personal).Immutable().Comment("The volunteer who decided it."),
	}
}

// Edges of CourseResult.
func (CourseResult) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("cohort", Cohort.Type).Ref("results").Field("cohort_id").Unique().Required().Immutable(),
		edge.To("volunteer", Volunteer.Type).Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of CourseResult: one for each person of a cohort.
func (CourseResult) Indexes() []ent.Index {
	return []ent.Index{index.Fields("cohort_id", "volunteer_id").Unique(), index.Fields("volunteer_id")}
}

// Annotations of CourseResult.
func (CourseResult) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of CourseResult.
func (CourseResult) Policy() ent.Policy { return rule.Hidden() }
