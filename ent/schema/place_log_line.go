package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/rule"
)

// PlaceLogLine is one line of the log of a shift's places: append-only, ids and
// codes only, chained by hash (internal/place says how).
type PlaceLogLine struct{ ent.Schema }

// Fields of PlaceLogLine.
func (PlaceLogLine) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id"),
		field.String("shift_id").Immutable(),
		field.Int64("number").Positive().Immutable().Comment("1 is the first line of the shift."),
		field.Time("at").Immutable(),
		field.String("kind").Immutable().Comment("What happened, see internal/place."),
		field.Int64("person_no").Optional().Nillable().Immutable().Comment("Whom it concerns."),
		field.String("actor").Immutable().Comment("VOLUNTEER, ORGANIZER or SYSTEM."),
		field.Int64("actor_no").Optional().Nillable().Immutable().Comment("The organizer's person number."),
		field.String("detail").Immutable().Comment("Codes, ids and numbers, as JSON."),
		field.Int("capacity").Immutable().Comment("Places after this line, as the three that follow."),
		field.Int("confirmed").Immutable(),
		field.Int("held").Immutable(),
		field.Int("waitlisted").Immutable(),
		field.Bytes("hash").Immutable().Comment("SHA-256 over the hash of the line before and all of this one."),
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
