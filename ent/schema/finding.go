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

// Finding is what a study found, with the evidence for it.
type Finding struct{ ent.Schema }

// Mixin of Finding.
func (Finding) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Finding}, timestamps{}, localized{name: "text"}}
}

// Fields of Finding.
func (Finding) Fields() []ent.Field {
	return []ent.Field{
		field.String("study_id").Annotations(pii.None).Immutable(),
		field.Int("number").Annotations(pii.None).Immutable().Comment("1, 2, … in the study."),
		field.Ints("interviews").Annotations(pii.None).Default([]int{}).Comment("The numbers of the interviews that it rests on."),
		field.Ints("figures").Annotations(pii.None).Default([]int{}).Comment("The numbers of the figures that it rests on."),
		field.String("written_by").Annotations(pii.Personal).Optional().Nillable(),
	}
}

// Edges of Finding.
func (Finding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("study", Study.Type).Ref("findings").Field("study_id").Unique().Required().Immutable(),
	}
}

// Indexes of Finding.
func (Finding) Indexes() []ent.Index {
	return []ent.Index{index.Fields("study_id", "number").Unique(), index.Fields("written_by")}
}

// Annotations of Finding.
func (Finding) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Finding.
func (Finding) Policy() ent.Policy { return rule.Hidden() }
