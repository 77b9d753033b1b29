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
	"erikti/internal/civil"
	"erikti/internal/id"
)

// HourEntry is time a person worked: a line of the ledger (internal/hours). Lines are
// appended; of one that stands only its state changes, and that a counter-entry took
// it back (a trigger of both databases refuses the rest). Their sum is the total shown
// everywhere (invariant 14).
type HourEntry struct{ ent.Schema }

// Mixin of HourEntry.
func (HourEntry) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.HourEntry, random: true}, timestamps{}}
}

// Fields of HourEntry.
func (HourEntry) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("organization_id").Annotations(pii.None).Immutable(),
		field.String("event_id").Annotations(pii.None).Optional().Nillable().Immutable(),
		field.String("shift_id").Annotations(pii.None).Optional().Nillable().Immutable(),
		field.String("signup_id").Annotations(pii.Personal).Optional().Nillable().Immutable().
			Comment("The place on which the time was worked; absent for what a person declares."),
		field.String("region_id").Annotations(pii.None).Optional().Nillable().Immutable().
			Comment("Where the work was; absent when it was remote."),
		field.String("direction_id").Annotations(pii.None).Optional().Nillable().Immutable().
			Comment("The first direction of the event: one, so that the sums by direction are the total."),
		field.String("date").Annotations(pii.Personal).GoType(civil.Date("")).Immutable().Comment("In the event's zone."),
		field.Time("starts_at").Annotations(pii.Personal).Optional().Nillable().Immutable().
			Comment("When the work began; absent in a counter-entry."),
		field.Time("ends_at").Annotations(pii.Personal).Optional().Nillable().Immutable(),
		field.Int("minutes").Annotations(pii.Personal).Immutable().Comment("Below zero in a counter-entry."),
		field.Int("evidence").Annotations(pii.None).Range(0, 4).Default(0).Immutable().
			Comment("0 declared by the person, 1 by an organizer's hand, 2 one code, 3 both codes, 4 both codes and a staff device."),
		field.Enum("source").Annotations(pii.None).Values("ATTENDANCE", "DECLARED", "CORRECTION").Default("ATTENDANCE").Immutable(),
		field.Enum("state").Annotations(pii.None).Values("PENDING", "VERIFIED", "LOCKED", "REJECTED").Default("PENDING"),
		field.Bool("taken_back").Annotations(pii.None).Default(false).
			Comment("A counter-entry has taken it back, or what was recorded later stands in its place: its time may be another entry's."),
		field.String("corrects_id").Annotations(pii.None).Optional().Nillable().Unique().Immutable().
			Comment("Of a counter-entry: the entry that it takes back. One at most."),
		field.String("decided_by").Annotations(pii.Personal).Optional().Nillable().
			Comment("Who verified or rejected it: never the person themselves (invariant 15)."),
		field.Time("decided_at").Annotations(pii.None).Optional().Nillable(),
		field.String("reason_id").Annotations(pii.Personal).Optional().Nillable().
			Comment("Why it was rejected or corrected, in the words of who did."),
		field.String("description").Annotations(pii.Personal).MaxLen(500).Default("").
			Comment("What a person says they did, where they declare it."),
	}
}

// Edges of HourEntry.
func (HourEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("hour_entries").Field("volunteer_id").Unique().Required().Immutable(),
		edge.From("organization", Organization.Type).Ref("hour_entries").Field("organization_id").
			Unique().Required().Immutable(),
		edge.To("event", Event.Type).Field("event_id").Unique().Immutable(),
		edge.To("reason", Reason.Type).Field("reason_id").Unique(),
	}
}

// Indexes of HourEntry.
func (HourEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("volunteer_id", "date"),
		index.Fields("organization_id", "date"),
		index.Fields("organization_id", "state"),
		index.Fields("region_id", "date"),
		index.Fields("event_id"),
		index.Fields("signup_id"),
	}
}

// Annotations of HourEntry. That no minute of a person is there twice is held by an
// exclusion constraint on PostgreSQL and a trigger on SQLite, both written by hand.
func (HourEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{
			"hour_entry_says_something":       "minutes <> 0 AND evidence >= 0 AND evidence <= 4",
			"hour_entry_is_not_decided_alone": "decided_by IS NULL OR decided_by <> volunteer_id",
			"hour_entry_takes_back":           "corrects_id IS NULL AND minutes > 0 OR corrects_id IS NOT NULL AND minutes < 0",
		}),
	}
}

// Policy of HourEntry.
func (HourEntry) Policy() ent.Policy { return rule.Hidden() }
