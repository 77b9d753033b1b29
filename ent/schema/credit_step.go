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

// CreditStep is a change of where an award stands: who did it, and when. Steps are
// appended.
type CreditStep struct{ ent.Schema }

// Mixin of CreditStep.
func (CreditStep) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.CreditStep}, timestamps{}}
}

// Fields of CreditStep.
func (CreditStep) Fields() []ent.Field {
	return []ent.Field{
		field.String("award_id").Annotations(pii.None).Immutable(),
		field.Int("number").Annotations(pii.None).Immutable(),
		field.String("from_state").Annotations(pii.None).Immutable(),
		field.String("to_state").Annotations(pii.None).Immutable(),
		field.String("actor_id").Annotations(pii.Personal).Optional().Nillable().Immutable().Comment("Who did it; absent: the clock, or a file of confirmations."),
		field.Enum("actor").Annotations(pii.None).Values("STUDENT", "UNIVERSITY", "PROGRAM", "SYSTEM").Immutable(),
	}
}

// Edges of CreditStep.
func (CreditStep) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("award", CreditAward.Type).Ref("steps").Field("award_id").Unique().Required().Immutable(),
	}
}

// Indexes of CreditStep.
func (CreditStep) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("award_id", "number").Unique(),
	}
}

// Annotations of CreditStep.
func (CreditStep) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
	}
}

// Policy of CreditStep.
func (CreditStep) Policy() ent.Policy { return rule.Hidden() }
