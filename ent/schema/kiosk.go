package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// Kiosk is a device that shows the codes of one shift to whoever stands before it.
type Kiosk struct{ ent.Schema }

// Mixin of Kiosk.
func (Kiosk) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Kiosk, random: true}, timestamps{}}
}

// Fields of Kiosk.
func (Kiosk) Fields() []ent.Field {
	return []ent.Field{
		field.String("shift_id").Annotations(pii.None).Immutable(),
		field.Bytes("token_hash").Annotations(pii.Sensitive).Unique().Sensitive().Comment("SHA-256 of a token of 256 random bits."),
		field.String("opened_by").Annotations(pii.Personal).Immutable().Comment("The organizer who opened it."),
		field.Time("expires_at").Annotations(pii.None).Immutable(),
		field.Time("revoked_at").Annotations(pii.None).Optional().Nillable(),
	}
}

// Indexes of Kiosk.
func (Kiosk) Indexes() []ent.Index {
	return []ent.Index{index.Fields("shift_id")}
}

// Annotations of Kiosk.
func (Kiosk) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Kiosk.
func (Kiosk) Policy() ent.Policy { return rule.Hidden() }
