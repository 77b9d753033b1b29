package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
)

// PlaceLogLine is one line of the log of a shift's places: append-only, ids and
// codes only, chained by hash (internal/place says how).
type PlaceLogLine struct{ ent.Schema }

// Fields of PlaceLogLine.
func (PlaceLogLine) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Annotations(pii.None),
		field.String("shift_id").Annotations(pii.None).Immutable(),
		field.Int64("number").Annotations(pii.None).Positive().Immutable().Comment("1 is the first line of the shift."),
		field.Time("at").Annotations(pii.None).Immutable(),
		field.String("kind").Annotations(pii.None).Immutable().Comment("What happened, see internal/place."),
		field.Int64("person_no").Annotations(pii.Personal).Optional().Nillable().Immutable().Comment("Whom it concerns."),
		field.String("actor").Annotations(pii.None).Immutable().Comment("VOLUNTEER, ORGANIZER or SYSTEM."),
		field.Int64("actor_no").Annotations(pii.Personal).Optional().Nillable().Immutable().Comment("The organizer's person number."),
		field.String("detail").Annotations(pii.None).Immutable().Comment("Codes, ids and numbers, as JSON."),
		field.Int("capacity").Annotations(pii.None).Immutable().Comment("Places after this line, as the three that follow."),
		field.Int("confirmed").Annotations(pii.None).Immutable(),
		field.Int("held").Annotations(pii.None).Immutable(),
		field.Int("waitlisted").Annotations(pii.None).Immutable(),
		field.Bytes("hash").Annotations(pii.None).Immutable().Comment("SHA-256 over the hash of the line before and all of this one."),
	}
}

// Indexes of PlaceLogLine.
func (PlaceLogLine) Indexes() []ent.Index {
	return []ent.Index{index.Fields("shift_id", "number").Unique()}
}

// Annotations of PlaceLogLine.
func (PlaceLogLine) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of PlaceLogLine.
func (PlaceLogLine) Policy() ent.Policy { return rule.Hidden() }
