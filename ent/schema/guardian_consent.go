package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/id"
)

// GuardianConsent lets a child under 14 take part.
type GuardianConsent struct{ ent.Schema }

// Mixin of GuardianConsent.
func (GuardianConsent) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.GuardianConsent, random: true}, timestamps{}}
}

// Fields of GuardianConsent.
func (GuardianConsent) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.Enum("status").Annotations(pii.None).Values("REQUESTED", "GIVEN", "REVOKED").Default("GIVEN").
			Comment("Only one that is GIVEN lets the child take part."),
		field.Enum("method").Annotations(pii.None).Values("LINK", "PAPER").Default("PAPER").Immutable(),
		field.String("guardian_name").Annotations(pii.Personal).Sensitive(),
		field.String("contact").Annotations(pii.Personal).Optional().Immutable().Sensitive().
			Comment("Where the guardian is asked: an e-mail address, or a number as E.164."),
		field.String("event_id").Annotations(pii.None).Optional().Nillable().Immutable().
			Comment("The event that it is for; absent: all."),
		field.String("text_version").Annotations(pii.None).Optional().Comment("The version of the text that was read."),
		field.String("recorded_by").Annotations(pii.Personal).Optional().Nillable().Immutable().
			Comment("The volunteer who recorded what was signed on paper."),
		field.String("organization_id").Annotations(pii.None).Optional().Nillable().Immutable().
			Comment("The organization that keeps the paper."),
		field.String("valid_from").Annotations(pii.Personal).GoType(civil.Date("")).Optional(),
		field.String("valid_to").Annotations(pii.Personal).GoType(civil.Date("")).Optional().Comment("First day on which it is valid no more."),
	}
}

// Edges of GuardianConsent.
func (GuardianConsent) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("guardian_consents").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of GuardianConsent.
func (GuardianConsent) Indexes() []ent.Index { return []ent.Index{index.Fields("volunteer_id")} }

// Annotations of GuardianConsent.
func (GuardianConsent) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of GuardianConsent.
func (GuardianConsent) Policy() ent.Policy { return rule.Hidden() }
