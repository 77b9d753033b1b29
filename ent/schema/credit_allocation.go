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

// CreditAllocation gives minutes of an entry of hours to an award; what is taken back is an
// allocation below zero (invariant 17).
type CreditAllocation struct{ ent.Schema }

// Mixin of CreditAllocation.
func (CreditAllocation) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.CreditAllocation, random: true}, timestamps{}}
}

// Fields of CreditAllocation.
func (CreditAllocation) Fields() []ent.Field {
	return []ent.Field{
		field.String("award_id").Annotations(pii.None).Immutable(),
		field.String("hour_entry_id").Annotations(pii.None).Immutable(),
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.Int("minutes").Annotations(pii.Personal).Immutable().Comment("Below zero where an award gives them back."),
	}
}

// Edges of CreditAllocation.
func (CreditAllocation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("award", CreditAward.Type).Ref("allocations").Field("award_id").Unique().Required().Immutable(),
		edge.To("hour_entry", HourEntry.Type).Field("hour_entry_id").Unique().Required().Immutable(),
	}
}

// Indexes of CreditAllocation.
func (CreditAllocation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("award_id", "hour_entry_id").Unique().Annotations(entsql.IndexWhere("minutes > 0")).StorageKey("credit_allocations_once_per_award"),
		index.Fields("award_id", "hour_entry_id", "minutes").Unique(),
		index.Fields("hour_entry_id"),
		index.Fields("volunteer_id"),
	}
}

// Annotations of CreditAllocation.
func (CreditAllocation) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"credit_allocation_of_something": "minutes <> 0"}),
	}
}

// Policy of CreditAllocation.
func (CreditAllocation) Policy() ent.Policy { return rule.Hidden() }
