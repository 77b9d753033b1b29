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

// WaitlistEntry is a person's position in the queue for a shift.
type WaitlistEntry struct{ ent.Schema }

// Mixin of WaitlistEntry.
func (WaitlistEntry) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.WaitlistEntry}, timestamps{}, versioned{}}
}

// Fields of WaitlistEntry.
func (WaitlistEntry) Fields() []ent.Field {
	return []ent.Field{
		field.String("shift_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("volunteer_id").Annotations(pii.Personal).Immutable().Annotations(entgql.Skip()),
		field.Int64("person_no").Annotations(pii.Personal).Immutable().Annotations(entgql.Skip()),
		field.Int64("seq").Annotations(pii.None).Annotations(entgql.Skip()).
			Comment("The order of the queue, given under the shift's lock (invariant 2)."),
		field.Bool("auto_accept").Annotations(pii.None).Default(true).
			Comment("Whether a freed place is taken at once, or offered."),
		field.Enum("state").Annotations(pii.Personal).
			Values("WAITING", "PROMOTED", "OFFERED", "ACCEPTED", "DECLINED", "LAPSED", "REMOVED", "LEFT", "CLOSED").
			Default("WAITING").Annotations(entgql.Type("WaitlistState")).
			Comment("WAITING is in the queue, PROMOTED got a place."),
		field.Int("missed").Annotations(pii.Personal).NonNegative().Default(0).Annotations(entgql.Skip()).
			Comment("Offers the person let lapse."),
		field.String("blocked_by").Annotations(pii.Personal).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("The gate that kept the person from a place when one was free."),
	}
}

// Edges of WaitlistEntry.
func (WaitlistEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("shift", Shift.Type).Ref("waitlist_entries").Field("shift_id").Unique().Required().Immutable().
			Comment("The shift waited for."),
		edge.From("volunteer", Volunteer.Type).Ref("waitlist_entries").Field("volunteer_id").
			Unique().Required().Immutable().Annotations(entgql.Skip()),
		edge.To("offers", Offer.Type).Annotations(entgql.Skip()),
	}
}

// Indexes of WaitlistEntry: at most one waiting entry per person and shift
// (invariant 3), one number once per queue.
func (WaitlistEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("shift_id", "volunteer_id").Unique().
			Annotations(entsql.IndexWhere("state = 'WAITING' OR state = 'OFFERED'")).
			StorageKey("waitlist_entries_one_live_per_person_and_shift"),
		index.Fields("shift_id", "seq").Unique(),
		index.Fields("shift_id", "state", "seq"),
		index.Fields("volunteer_id", "state"),
	}
}

// Annotations of WaitlistEntry.
func (WaitlistEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of WaitlistEntry.
func (WaitlistEntry) Policy() ent.Policy { return rule.Rows(rule.SeeOwnEntriesAndOwnRosters()) }
