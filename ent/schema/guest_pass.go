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

// GuestPass lets whoever holds its secret see and change the place of a guest, who has
// no account.
type GuestPass struct{ ent.Schema }

// Mixin of GuestPass.
func (GuestPass) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.GuestPass, random: true}, timestamps{}}
}

// Fields of GuestPass.
func (GuestPass) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Unique().Immutable(),
		field.Bytes("token_hash").Annotations(pii.Sensitive).Unique().Sensitive().Comment("SHA-256 of a token of 256 random bits."),
		field.String("shift_id").Annotations(pii.None).Immutable().Comment("The shift that the guest signed up for."),
	}
}

// Edges of GuestPass.
func (GuestPass) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("guest_pass").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Annotations of GuestPass.
func (GuestPass) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of GuestPass.
func (GuestPass) Policy() ent.Policy { return rule.Hidden() }
