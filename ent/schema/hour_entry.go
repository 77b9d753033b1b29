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

// HourEntry is time a person worked. Entries are appended, never changed but in
// state, and their sum is the total shown everywhere (invariant 14).
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
		field.String("date").Annotations(pii.Personal).GoType(civil.Date("")).Immutable().Comment("In the event's zone."),
		field.Int("minutes").Annotations(pii.Personal).Immutable().Comment("Below zero in a counter-entry."),
		field.Int("evidence").Annotations(pii.None).Range(0, 4).Default(0).Immutable(),
		field.Enum("state").Annotations(pii.None).Values("PENDING", "VERIFIED", "LOCKED", "REJECTED").Default("PENDING"),
	}
}

// Edges of HourEntry.
func (HourEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("hour_entries").Field("volunteer_id").Unique().Required().Immutable(),
		edge.From("organization", Organization.Type).Ref("hour_entries").Field("organization_id").
			Unique().Required().Immutable(),
		edge.To("event", Event.Type).Field("event_id").Unique().Immutable(),
	}
}

// Indexes of HourEntry.
func (HourEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("volunteer_id", "date"),
		index.Fields("organization_id", "date"),
		index.Fields("event_id"),
	}
}

// Annotations of HourEntry.
func (HourEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"hour_entry_says_something": "minutes <> 0 AND evidence >= 0 AND evidence <= 4"}),
	}
}

// Policy of HourEntry.
func (HourEntry) Policy() ent.Policy { return rule.Hidden() }
