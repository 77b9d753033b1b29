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

// CreditPayout is the money of an award on its way, or taken back. An award has one of each
// at most.
type CreditPayout struct{ ent.Schema }

// Mixin of CreditPayout.
func (CreditPayout) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.CreditPayout}, timestamps{}}
}

// Fields of CreditPayout.
func (CreditPayout) Fields() []ent.Field {
	return []ent.Field{
		field.String("award_id").Annotations(pii.None).Immutable(),
		field.String("file_id").Annotations(pii.None).Optional().Nillable().Comment("The file in which it was last sent."),
		field.Enum("kind").Annotations(pii.None).Values("PAYMENT", "REVERSAL").Immutable(),
		field.Int64("amount").Annotations(pii.None).Immutable().Comment("In tiyn; below zero in a REVERSAL."),
		field.Enum("state").Annotations(pii.None).Values("SENT", "CONFIRMED", "FAILED").Default("SENT"),
		field.Time("confirmed_at").Annotations(pii.None).Optional().Nillable(),
	}
}

// Edges of CreditPayout.
func (CreditPayout) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("award", CreditAward.Type).Field("award_id").Unique().Required().Immutable(),
		edge.To("file", PayoutFile.Type).Field("file_id").Unique(),
	}
}

// Indexes of CreditPayout.
func (CreditPayout) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("award_id", "kind").Unique().StorageKey("credit_payouts_one_of_a_kind_per_award"),
		index.Fields("file_id"),
	}
}

// Annotations of CreditPayout.
func (CreditPayout) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"credit_payout_has_a_sign": "kind = 'PAYMENT' AND amount > 0 OR kind = 'REVERSAL' AND amount < 0"}),
	}
}

// Policy of CreditPayout.
func (CreditPayout) Policy() ent.Policy { return rule.Hidden() }
