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

// CreditAward is what a student gets for hours of work: credits, and money.
type CreditAward struct{ ent.Schema }

// Mixin of CreditAward.
func (CreditAward) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.CreditAward}, timestamps{}, versioned{}}
}

// Fields of CreditAward.
func (CreditAward) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("enrollment_id").Annotations(pii.Personal).Immutable(),
		field.String("organization_id").Annotations(pii.None).Immutable().Comment("The university."),
		field.Int("fiscal_year").Annotations(pii.None).Immutable(),
		field.String("policy_id").Annotations(pii.None).Immutable().Comment("The rules on the day on which the hours were complete."),
		field.Int("minutes").Annotations(pii.Personal).Immutable(),
		field.Int("credits").Annotations(pii.Personal).Immutable(),
		field.Int64("amount").Annotations(pii.Personal).Immutable().Comment("In tiyn, whole tenge."),
		field.Bool("with_seat").Annotations(pii.Personal).Default(false).Immutable(),
		field.Bool("reserved").Annotations(pii.None).Default(false).Comment("Whether money of the budget is kept for it."),
		field.Int64("from_seat").Annotations(pii.None).Default(0).Comment("In tiyn: of what is kept for the seat."),
		field.Int64("from_free").Annotations(pii.None).Default(0).Comment("In tiyn: of the rest of the budget."),
		field.Enum("state").Annotations(pii.Personal).Values("ELIGIBLE", "CLAIMED", "UNIVERSITY_CONFIRMED", "APPROVED", "PAID", "CLOSED", "REJECTED", "REVERSED").Default("ELIGIBLE"),
		field.Time("due_by").Annotations(pii.None).Optional().Nillable().Comment("When the stage is to be over; absent when nothing is due."),
		field.Int("escalated").Annotations(pii.None).Default(0).Comment("How many levels were told that the stage is overdue."),
		field.Time("confirmed_at").Annotations(pii.None).Optional().Nillable(),
		field.Time("approved_at").Annotations(pii.None).Optional().Nillable(),
		field.Time("paid_at").Annotations(pii.None).Optional().Nillable(),
		field.String("reason_id").Annotations(pii.Personal).Optional().Nillable().Comment("Why it was rejected or reversed, in the words of who did."),
		field.String("offset_discipline").Annotations(pii.Personal).MaxLen(200).Default("").Comment("The discipline for which the university counts the credits."),
		field.Int("offset_credits").Annotations(pii.Personal).Default(0),
	}
}

// Edges of CreditAward.
func (CreditAward) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("volunteer", Volunteer.Type).Field("volunteer_id").Unique().Required().Immutable(),
		edge.To("enrollment", Enrollment.Type).Field("enrollment_id").Unique().Required().Immutable(),
		edge.To("organization", Organization.Type).Field("organization_id").Unique().Required().Immutable(),
		edge.To("policy", CreditPolicy.Type).Field("policy_id").Unique().Required().Immutable(),
		edge.To("reason", Reason.Type).Field("reason_id").Unique(),
		edge.To("steps", CreditStep.Type),
		edge.To("allocations", CreditAllocation.Type),
	}
}

// Indexes of CreditAward.
func (CreditAward) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("volunteer_id", "fiscal_year"),
		index.Fields("organization_id", "fiscal_year", "state"),
		index.Fields("fiscal_year"),
		index.Fields("due_by"),
	}
}

// Annotations of CreditAward.
func (CreditAward) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"credit_award_in_whole_tenge": "amount >= 0 AND amount % 100 = 0 AND minutes > 0", "credit_award_reserves_its_amount": "from_seat >= 0 AND from_free >= 0 AND from_seat + from_free <= amount"}),
	}
}

// Policy of CreditAward.
func (CreditAward) Policy() ent.Policy { return rule.Hidden() }
