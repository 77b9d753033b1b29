package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// PayoutFile is a list of payouts that was made for the payer.
type PayoutFile struct{ ent.Schema }

// Mixin of PayoutFile.
func (PayoutFile) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.PayoutFile}, timestamps{}}
}

// Fields of PayoutFile.
func (PayoutFile) Fields() []ent.Field {
	return []ent.Field{
		field.Int("fiscal_year").Annotations(pii.None).Immutable(),
		field.Int("payouts").Annotations(pii.None).Immutable(),
		field.Int64("total").Annotations(pii.None).Immutable().Comment("In tiyn."),
		field.String("made_by_id").Annotations(pii.Personal).Immutable(),
	}
}

// Indexes of PayoutFile.
func (PayoutFile) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("fiscal_year"),
	}
}

// Annotations of PayoutFile.
func (PayoutFile) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
	}
}

// Policy of PayoutFile.
func (PayoutFile) Policy() ent.Policy { return rule.Hidden() }
