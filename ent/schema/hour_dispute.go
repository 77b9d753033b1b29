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
	"erikti/internal/seal"
)

// HourDispute is what a person says is not right in what was recorded of them on a
// shift, and what the organizers answered.
type HourDispute struct{ ent.Schema }

// Mixin of HourDispute.
func (HourDispute) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.HourDispute, random: true}, timestamps{}}
}

// Fields of HourDispute.
func (HourDispute) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("organization_id").Annotations(pii.None).Immutable(),
		field.String("signup_id").Annotations(pii.Personal).Immutable(),
		field.Text("text").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(1000).Comment("What is not right, in the person's words."),
		field.Enum("state").Annotations(pii.Personal).Values("OPEN", "UPHELD", "DECLINED").Default("OPEN"),
		field.Text("answer").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(1000).Default("").Comment("What the organizers say."),
		field.String("answered_by").Annotations(pii.Personal).Optional().Nillable(),
		field.Time("answered_at").Annotations(pii.None).Optional().Nillable(),
	}
}

// Edges of HourDispute.
func (HourDispute) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("hour_disputes").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of HourDispute.
func (HourDispute) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("signup_id").Unique().Annotations(entsql.IndexWhere("state = 'OPEN'")).StorageKey("hour_disputes_one_open_per_signup"),
		index.Fields("organization_id", "state"), index.Fields("volunteer_id"),
	}
}

// Annotations of HourDispute.
func (HourDispute) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll), entsql.Checks(map[string]string{"hour_dispute_is_not_answered_alone": "answered_by IS NULL OR answered_by <> volunteer_id"})}
}

// Policy of HourDispute.
func (HourDispute) Policy() ent.Policy { return rule.Hidden() }
