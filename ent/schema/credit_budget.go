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

// CreditBudget is what a university has for a fiscal year: seats, which are the places of
// a shift, and money.
type CreditBudget struct{ ent.Schema }

// Mixin of CreditBudget.
func (CreditBudget) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.CreditBudget}, timestamps{}, versioned{}}
}

// Fields of CreditBudget.
func (CreditBudget) Fields() []ent.Field {
	return []ent.Field{
		field.Int("fiscal_year").Annotations(pii.None).Immutable(),
		field.String("organization_id").Annotations(pii.None).Immutable().Comment("The university."),
		field.String("shift_id").Annotations(pii.None).Immutable().Unique().Comment("Whose places are the seats."),
		field.Int64("money").Annotations(pii.None).Comment("In tiyn."),
		field.Int64("seat_amount").Annotations(pii.None).Comment("In tiyn: what is kept for each seat, whether it is taken or not."),
		field.Int64("free_committed").Annotations(pii.None).Default(0).Comment("In tiyn: what awards take beyond what is kept for seats."),
	}
}

// Edges of CreditBudget.
func (CreditBudget) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("organization", Organization.Type).Field("organization_id").Unique().Required().Immutable(),
		edge.To("shift", Shift.Type).Field("shift_id").Unique().Required().Immutable(),
	}
}

// Indexes of CreditBudget.
func (CreditBudget) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("organization_id", "fiscal_year").Unique(),
	}
}

// Annotations of CreditBudget.
func (CreditBudget) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"credit_budget_holds": "money >= 0 AND seat_amount >= 0 AND free_committed >= 0 AND free_committed <= money"}),
	}
}

// Policy of CreditBudget.
func (CreditBudget) Policy() ent.Policy { return rule.Hidden() }
