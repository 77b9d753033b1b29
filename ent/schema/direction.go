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

// Direction is a field of volunteering.
type Direction struct{ ent.Schema }

// Mixin of Direction.
func (Direction) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Direction}, localized{name: "name"}}
}

// Fields of Direction.
func (Direction) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("code").Annotations(pii.None).
			Values("SOCIAL", "EVENT", "ANIMALS", "ETHNO", "EMERGENCY", "MEDICINE", "CULTURE", "MEDIA", "ONLINE").
			Immutable().Comment("The direction's code."),
		field.Int("min_age").Annotations(pii.None).NonNegative().Default(0).Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Youngest age in full years on the day of a shift, 0 for none."),
		field.Bool("allows_minors").Annotations(pii.None).Default(true).Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Whether people under 18 may take part."),
		field.Int("position").Annotations(pii.None).Annotations(entgql.Skip()).
			Comment("Where the direction stands in a list."),
	}
}

// Edges of Direction.
func (Direction) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("organizations", Organization.Type).Ref("directions").
			Annotations(entgql.RelayConnection()).
			Comment("Organizations that work in the direction."),
		edge.From("events", Event.Type).Ref("directions").
			Annotations(entgql.RelayConnection()).
			Comment("Events of the direction."),
		edge.From("volunteers", Volunteer.Type).Ref("directions").Annotations(entgql.Skip()),
		edge.From("articles", Article.Type).Ref("directions").Annotations(entgql.Skip()),
	}
}

// Annotations of Direction.
func (Direction) Annotations() []schema.Annotation {
	return nil
}

// Policy of Direction.
func (Direction) Policy() ent.Policy { return rule.Rows(rule.SeeEverything()) }
