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

// Qualification is something a volunteer has proved to be able to do. A shift
// may ask for some; one counts when it is valid on the shift's day.
type Qualification struct{ ent.Schema }

// Mixin of Qualification.
func (Qualification) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Qualification, random: true}, timestamps{}}
}

// Fields of Qualification.
func (Qualification) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable(),
		field.String("kind").Annotations(pii.Personal).Immutable().Comment("A code, such as FIRST_AID."),
		field.String("issued_at").Annotations(pii.Personal).GoType(civil.Date("")),
		field.String("expires_at").Annotations(pii.Personal).GoType(civil.Date("")).Optional().Comment("First day on which it is valid no more."),
	}
}

// Edges of Qualification.
func (Qualification) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("qualifications").Field("volunteer_id").Unique().Required().Immutable(),
	}
}

// Indexes of Qualification.
func (Qualification) Indexes() []ent.Index { return []ent.Index{index.Fields("volunteer_id", "kind")} }

// Annotations of Qualification.
func (Qualification) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Qualification.
func (Qualification) Policy() ent.Policy { return rule.Hidden() }
