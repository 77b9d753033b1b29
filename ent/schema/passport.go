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
	"erikti/internal/id"
)

// Passport is a signed credential: of what a person did, with what they chose to show, or
// a certificate that a School of Volunteers issued.
type Passport struct{ ent.Schema }

// Mixin of Passport.
func (Passport) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Passport, random: true}, timestamps{}}
}

// Fields of Passport.
func (Passport) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.Enum("kind").Annotations(pii.None).Values("PASSPORT", "CERTIFICATE").Default("PASSPORT").Immutable().Comment("Who issued it: its holder, or a school."),
		field.String("number").Annotations(pii.Personal).Unique().Immutable().Comment("In its address: 128 random bits."),
		field.Int("status_index").Annotations(pii.None).Unique().Immutable().NonNegative().Comment("Its bit in the list of what is revoked."),
		field.String("key_id").Annotations(pii.None).Comment("The key that signed it last."),
		field.Text("credential").Annotations(pii.Personal).Comment("What was signed, as the holder got it; empty when it was erased."),
		field.Time("expires_at").Annotations(pii.None).Optional().Nillable().Immutable().Comment("Null: it has no end."),
		field.Time("revoked_at").Annotations(pii.Personal).Optional().Nillable(),
	}
}

// Edges of Passport.
func (Passport) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("passports").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of Passport.
func (Passport) Indexes() []ent.Index {
	return []ent.Index{index.Fields("volunteer_id")}
}

// Annotations of Passport.
func (Passport) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Passport.
func (Passport) Policy() ent.Policy { return rule.Hidden() }
