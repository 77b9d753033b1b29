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

// Certificate says that somebody passed a course. It has expired by its date; revoked
// it is for ever.
type Certificate struct{ ent.Schema }

// Mixin of Certificate.
func (Certificate) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Certificate, random: true}, timestamps{}}
}

// Fields of Certificate.
func (Certificate) Fields() []ent.Field {
	return []ent.Field{
		field.String("serial").Annotations(pii.Personal).Unique().Immutable().Comment("The number of its credential, among the passports."),
		field.String("course_id").Annotations(pii.None).Immutable(),
		field.String("cohort_id").Annotations(pii.None).Immutable(),
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("qualification_id").Annotations(pii.None).Optional().Nillable().Comment("What it granted; null when that was erased."),
		field.String("issued_on").Annotations(pii.Personal).GoType(civil.Date("")).Immutable(),
		field.String("expires_on").Annotations(pii.Personal).GoType(civil.Date("")).Optional().Immutable().Comment("First day on which it is valid no more."),
		field.Enum("state").Annotations(pii.Personal).Values("ISSUED", "REVOKED").Default("ISSUED").Comment("Whether it has expired follows from its date."),
		field.Time("revoked_at").Annotations(pii.Personal).Optional().Nillable(),
		field.String("reason_id").Annotations(pii.None).Optional().Nillable().Comment("Why it was revoked."),
	}
}

// Edges of Certificate.
func (Certificate) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("course", Course.Type).Field("course_id").Unique().Required().Immutable(),
		edge.To("cohort", Cohort.Type).Field("cohort_id").Unique().Required().Immutable(),
		edge.To("volunteer", Volunteer.Type).Field("volunteer_id").Unique().Required().Immutable(),
		edge.To("qualification", Qualification.Type).Field("qualification_id").Unique(),
		edge.To("reason", Reason.Type).Field("reason_id").Unique(),
	}
}

// Indexes of Certificate: one for each person of a cohort.
func (Certificate) Indexes() []ent.Index {
	return []ent.Index{index.Fields("cohort_id", "volunteer_id").Unique(), index.Fields("volunteer_id"), index.Fields("course_id")}
}

// Annotations of Certificate.
func (Certificate) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{
			"certificate_revoked_with_all": "state = 'REVOKED' AND revoked_at IS NOT NULL OR state <> 'REVOKED' AND revoked_at IS NULL",
		}),
	}
}

// Policy of Certificate.
func (Certificate) Policy() ent.Policy { return rule.Hidden() }
