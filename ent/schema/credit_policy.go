package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/credit/tier"
	"erikti/internal/id"
)

// CreditPolicy is a version of the rules of student credit in a fiscal year, from a day
// on (invariant 18: never backwards).
type CreditPolicy struct{ ent.Schema }

// Mixin of CreditPolicy.
func (CreditPolicy) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.CreditPolicy}, timestamps{}}
}

// Fields of CreditPolicy.
func (CreditPolicy) Fields() []ent.Field {
	return []ent.Field{
		field.Int("fiscal_year").Annotations(pii.None).Immutable(),
		field.Int("number").Annotations(pii.None).Immutable().Comment("The version: 1, 2, … in the year."),
		field.String("applies_from").Annotations(pii.None).GoType(civil.Date("")).Immutable(),
		field.JSON("tiers", []tier.Tier{}).Annotations(pii.None).Immutable(),
		field.Int("cap_minutes").Annotations(pii.None).Immutable().Comment("Per student and fiscal year."),
		field.Int("cap_credits").Annotations(pii.None).Immutable(),
		field.Int("min_evidence").Annotations(pii.None).Range(0, 4).Immutable(),
		field.Strings("directions").Annotations(pii.None).Immutable().Comment("Codes."),
		field.Int("claim_days").Annotations(pii.None).Immutable().Comment("How long after the work it may be claimed."),
		field.Int("seat_days").Annotations(pii.None).Immutable().Comment("How long a seat is kept without a verified hour."),
		field.Int("confirm_days").Annotations(pii.None).Immutable().Comment("How long a university has."),
		field.Int("approve_days").Annotations(pii.None).Immutable().Comment("How long the programme has."),
		field.Int("pay_days").Annotations(pii.None).Immutable().Comment("How long the payer has."),
		field.String("set_by_id").Annotations(pii.Personal).Optional().Nillable().Immutable(),
	}
}

// Indexes of CreditPolicy.
func (CreditPolicy) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("fiscal_year", "applies_from").Unique(),
		index.Fields("fiscal_year", "number").Unique(),
	}
}

// Annotations of CreditPolicy.
func (CreditPolicy) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"credit_policy_caps": "cap_minutes > 0 AND cap_credits > 0"}),
	}
}

// Policy of CreditPolicy.
func (CreditPolicy) Policy() ent.Policy { return rule.Hidden() }
