package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/id"
)

// VolunteerPrivate is the personal part of a volunteer, seen by its person, and by organizers of shifts on which
// the person has a place.
type VolunteerPrivate struct{ ent.Schema }

// Mixin of VolunteerPrivate.
func (VolunteerPrivate) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.VolunteerPrivate, random: true}, timestamps{}}
}

// Fields of VolunteerPrivate.
func (VolunteerPrivate) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Unique().Immutable(),
		field.String("email").Annotations(pii.Personal).Optional().Nillable().Comment("Where to write to the person."),
		field.String("phone").Annotations(pii.Personal).Optional().Nillable().Comment("E.164."),
		field.Bool("birth_year_only").Annotations(pii.Personal).Default(false).
			Comment("Only the year of birth is known: birth_date is its last day, the youngest that the person can be."),
		field.String("birth_date").Annotations(pii.Personal).GoType(civil.Date("")).Optional(),
	}
}

// Edges of VolunteerPrivate.
func (VolunteerPrivate) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("private").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Annotations of VolunteerPrivate: its fields are shown as nullable fields of Volunteer.
func (VolunteerPrivate) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of VolunteerPrivate.
func (VolunteerPrivate) Policy() ent.Policy {
	return rule.Rows(rule.SeeOwnPersonalRowsAndThoseOfPlaces())
}
