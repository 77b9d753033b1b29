package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// ClaimCode is printed for a person, who proves with it, once, that a record is theirs.
type ClaimCode struct{ ent.Schema }

// Mixin of ClaimCode.
func (ClaimCode) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.ClaimCode, random: true}, timestamps{}}
}

// Fields of ClaimCode.
func (ClaimCode) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.Bytes("code_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Comment("SHA-256 of a code of 80 random bits."),
		field.String("issued_by").Annotations(pii.Personal).Immutable().Comment("The volunteer who printed it."),
		field.Time("expires_at").Annotations(pii.None).Immutable(),
		field.Time("used_at").Annotations(pii.Personal).Optional().Nillable(),
	}
}

// Edges of ClaimCode.
func (ClaimCode) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("claim_codes").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Annotations of ClaimCode.
func (ClaimCode) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of ClaimCode.
func (ClaimCode) Policy() ent.Policy { return rule.Hidden() }
