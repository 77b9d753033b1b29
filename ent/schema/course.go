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

// Course is what a School of Volunteers teaches. Who passes it has a qualification.
type Course struct{ ent.Schema }

// Mixin of Course.
func (Course) Mixin() []ent.Mixin {
	return []ent.Mixin{
		identified{prefix: id.Course}, timestamps{}, versioned{}, localized{name: "title"}, localized{name: "summary", optional: true},
	}
}

// Fields of Course.
func (Course) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.Int("level").Annotations(pii.None).Immutable().Range(1, 3).Comment("1 for who begins, to 3."),
		field.String("grants").Annotations(pii.None).Immutable().MaxLen(40).
			Comment("The code of the qualification that who passes it has; shifts ask for it by this code."),
		field.Int("valid_months").Annotations(pii.None).Optional().Nillable().Positive().
			Comment("For how many months the qualification holds; null: for ever."),
		field.Enum("state").Annotations(pii.None).Values("DRAFT", "OPEN", "RETIRED").Default("DRAFT").
			Comment("DRAFT is seen by its organization only; a RETIRED one gets no new cohorts."),
	}
}

// Edges of Course.
func (Course) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("organization", Organization.Type).Ref("courses").Field("organization_id").Unique().Required().Immutable().
			Comment("The support center whose school teaches it."),
		edge.To("cohorts", Cohort.Type).Annotations(entgql.RelayConnection()).
			Comment("Those who learn it together: those that the viewer may see."),
		edge.To("following", Course.Type).Annotations(entgql.Skip()).
			From("prerequisites").Comment("Courses of the same school that one passes first: their qualifications are asked for."),
	}
}

// Indexes of Course.
func (Course) Indexes() []ent.Index { return []ent.Index{index.Fields("organization_id", "state")} }

// Annotations of Course.
func (Course) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput),
		entsql.Checks(map[string]string{"course_level_of_three": "level BETWEEN 1 AND 3"}),
	}
}

// Policy of Course.
func (Course) Policy() ent.Policy {
	return rule.Rows(rule.SeeOfferedCoursesAndThoseOfOwnOrganization())
}
