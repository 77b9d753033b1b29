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

// ProjectIndicator is what a project wants to reach, as a number.
type ProjectIndicator struct{ ent.Schema }

// Mixin of ProjectIndicator.
func (ProjectIndicator) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.ProjectIndicator}, timestamps{}, localized{name: "title"}}
}

// Fields of ProjectIndicator.
func (ProjectIndicator) Fields() []ent.Field {
	return []ent.Field{
		field.String("project_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.Int("number").Annotations(pii.None).Immutable().Comment("1, 2, … in the project."),
		field.Enum("source").Annotations(pii.None).Values("VERIFIED_HOURS", "PEOPLE", "EVENTS", "DECLARED").Immutable().
			Comment("Where its value comes from."),
		field.Int("target").Annotations(pii.None).Immutable().Comment("What is to be reached."),
		field.Int("declared").Annotations(pii.None).Optional().Nillable().
			Comment("What the organization says was reached; null: nothing yet. Nobody has checked it."),
		field.Time("declared_at").Annotations(pii.None).Optional().Nillable().Comment("When it last said so."),
	}
}

// Edges of ProjectIndicator.
func (ProjectIndicator) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("project", Project.Type).Ref("indicators").Field("project_id").Unique().Required().Immutable().
			Annotations(entgql.Skip()),
	}
}

// Indexes of ProjectIndicator.
func (ProjectIndicator) Indexes() []ent.Index {
	return []ent.Index{index.Fields("project_id", "number").Unique()}
}

// Annotations of ProjectIndicator.
func (ProjectIndicator) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipWhereInput, entgql.SkipOrderField),
		entsql.Checks(map[string]string{"project_indicator_counts_up": "target > 0 AND (declared IS NULL OR declared >= 0)"}),
	}
}

// Policy of ProjectIndicator.
func (ProjectIndicator) Policy() ent.Policy { return rule.Rows(rule.SeeIndicatorsOfVisibleProjects()) }
