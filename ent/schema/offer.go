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

// Offer holds one place for a person of the queue until it expires.
type Offer struct{ ent.Schema }

// Mixin of Offer.
func (Offer) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Offer}, timestamps{}}
}

// Fields of Offer.
func (Offer) Fields() []ent.Field {
	return []ent.Field{
		field.String("entry_id").Annotations(pii.Personal).Immutable().Annotations(entgql.Skip()),
		field.String("shift_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("volunteer_id").Annotations(pii.Personal).Immutable().Annotations(entgql.Skip()),
		field.Time("expires_at").Annotations(pii.None).Immutable().Comment("Until when the offer stands."),
		field.Enum("state").Annotations(pii.None).Values("PENDING", "CLAIMED", "DECLINED", "EXPIRED", "REVOKED").Default("PENDING").
			Comment("A PENDING offer holds its place."),
	}
}

// Edges of Offer.
func (Offer) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("entry", WaitlistEntry.Type).Ref("offers").Field("entry_id").Unique().Required().Immutable().
			Annotations(entgql.Skip()),
		edge.From("shift", Shift.Type).Ref("offers").Field("shift_id").Unique().Required().Immutable().
			Annotations(entgql.Skip()),
	}
}

// Indexes of Offer: at most one pending offer per person and shift (invariant 3).
func (Offer) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("shift_id", "volunteer_id").Unique().Annotations(entsql.IndexWhere("state = 'PENDING'")).
			StorageKey("offers_one_pending_per_person_and_shift"),
		index.Fields("state", "expires_at"),
		index.Fields("entry_id"),
	}
}

// Annotations of Offer.
func (Offer) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of Offer.
func (Offer) Policy() ent.Policy { return rule.Rows(rule.SeeOwnOffersAndOwnRosters()) }
