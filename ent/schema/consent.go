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

// Consent is a person's agreement to one version of a text.
type Consent struct{ ent.Schema }

// Mixin of Consent.
func (Consent) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Consent, random: true}, timestamps{}}
}

// Fields of Consent.
func (Consent) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("kind").Annotations(pii.Personal).Immutable().Comment("What is agreed to, a code such as PERSONAL_DATA."),
		field.String("text_version").Annotations(pii.Personal).Immutable(),
		field.String("signed_on").Annotations(pii.None).GoType(civil.Date("")).Optional().Immutable().
			Comment("The date on a paper."),
		field.String("recorded_by").Annotations(pii.Personal).Optional().Nillable().Immutable().
			Comment("The volunteer who recorded what was signed on paper."),
		field.Time("withdrawn_at").Annotations(pii.Personal).Optional().Nillable(),
	}
}

// Edges of Consent.
func (Consent) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("consents").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of Consent.
func (Consent) Indexes() []ent.Index { return []ent.Index{index.Fields("volunteer_id", "kind")} }

// Annotations of Consent.
func (Consent) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Consent.
func (Consent) Policy() ent.Policy { return rule.Hidden() }
