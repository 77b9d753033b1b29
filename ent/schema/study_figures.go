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

// StudyFigures are figures of the network as they were fixed for a study.
type StudyFigures struct{ ent.Schema }

// Mixin of StudyFigures.
func (StudyFigures) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.StudyFigures}, timestamps{}}
}

// Fields of StudyFigures.
func (StudyFigures) Fields() []ent.Field {
	return []ent.Field{
		field.String("study_id").Annotations(pii.None).Immutable(),
		field.Int("number").Annotations(pii.None).Immutable().Comment("1, 2, … in the study: what findings point at."),
		field.String("month_from").Annotations(pii.None).Immutable().Comment("2026-01."),
		field.String("month_to").Annotations(pii.None).Immutable(),
		field.Text("snapshot").Annotations(pii.None).Immutable().Comment("JSON, as it was written."),
		field.String("snapshot_hash").Annotations(pii.None).Immutable().Comment("SHA-256 of the snapshot, in hexadecimal digits."),
		field.Time("taken_at").Annotations(pii.None).Immutable(),
	}
}

// Edges of StudyFigures.
func (StudyFigures) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("study", Study.Type).Ref("figures").Field("study_id").Unique().Required().Immutable(),
	}
}

// Indexes of StudyFigures.
func (StudyFigures) Indexes() []ent.Index {
	return []ent.Index{index.Fields("study_id", "number").Unique()}
}

// Annotations of StudyFigures.
func (StudyFigures) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of StudyFigures.
func (StudyFigures) Policy() ent.Policy { return rule.Hidden() }
