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

// Enrollment is a person's place among the students of a university, as the university
// confirms it.
type Enrollment struct{ ent.Schema }

// Mixin of Enrollment.
func (Enrollment) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Enrollment, random: true}, timestamps{}, versioned{}}
}

// Fields of Enrollment.
func (Enrollment) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("organization_id").Annotations(pii.None).Immutable().Comment("The university."),
		field.String("student_no").Annotations(pii.Personal).MaxLen(40).Comment("As the university writes it."),
		field.Bool("full_time").Annotations(pii.Personal).Default(true),
		field.Enum("state").Annotations(pii.Personal).Values("REQUESTED", "CONFIRMED", "DECLINED", "ENDED").Default("REQUESTED"),
		field.Enum("via").Annotations(pii.None).Values("OFFICER", "FILE", "EMAIL").Optional().Nillable().Comment("How it was confirmed."),
		field.String("verified_by_id").Annotations(pii.Personal).Optional().Nillable().Comment("The officer who confirmed or declined it."),
		field.Time("verified_at").Annotations(pii.None).Optional().Nillable(),
		field.String("valid_from").Annotations(pii.None).GoType(civil.Date("")).Optional(),
		field.String("valid_to").Annotations(pii.None).GoType(civil.Date("")).Optional().Comment("First day after it."),
	}
}

// Edges of Enrollment.
func (Enrollment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("volunteer", Volunteer.Type).Field("volunteer_id").Unique().Required().Immutable(),
		edge.To("organization", Organization.Type).Field("organization_id").Unique().Required().Immutable(),
	}
}

// Indexes of Enrollment.
func (Enrollment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("volunteer_id", "organization_id").Unique().Annotations(entsql.IndexWhere("state = 'REQUESTED' OR state = 'CONFIRMED'")).
			StorageKey("enrollments_one_live_per_person_and_university"),
		index.Fields("organization_id", "student_no").Unique().Annotations(entsql.IndexWhere("state = 'CONFIRMED'")).
			StorageKey("enrollments_one_person_per_student_number"),
		index.Fields("organization_id", "state"),
	}
}

// Annotations of Enrollment.
func (Enrollment) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
	}
}

// Policy of Enrollment.
func (Enrollment) Policy() ent.Policy { return rule.Hidden() }
