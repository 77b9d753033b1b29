package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/civil"
	"erikti/internal/id"
)

// Region is a region of Kazakhstan, or a city that is one.
type Region struct{ ent.Schema }

// Mixin of Region.
func (Region) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Region}, localized{name: "name"}, localized{name: "short_name"}}
}

// Fields of Region.
func (Region) Fields() []ent.Field {
	return []ent.Field{
		field.String("iso").Annotations(pii.None).Unique().Immutable().Comment("ISO 3166-2 code, such as KZ-55."),
		field.String("kato").Annotations(pii.None).Unique().Comment("Code of the national classifier of administrative units."),
		field.Enum("kind").Annotations(pii.None).Values("OBLYS", "CITY").
			Comment("OBLYS, or CITY: a city of republican significance."),
		field.String("time_zone").Annotations(pii.None).Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("IANA zone of the region."),
		field.String("valid_from").Annotations(pii.None).GoType(civil.Date("")).Optional().
			Annotations(entgql.Type("Date"), entgql.Skip(entgql.SkipWhereInput)).
			Comment("First day of the region; absent when it is older than the records."),
		field.String("valid_to").Annotations(pii.None).GoType(civil.Date("")).Optional().
			Annotations(entgql.Type("Date"), entgql.Skip(entgql.SkipWhereInput)).
			Comment("First day on which the region was no more."),
		field.Float("longitude").Annotations(pii.None).Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Of the administrative center, degrees east."),
		field.Float("latitude").Annotations(pii.None).Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Of the administrative center, degrees north."),
	}
}

// Edges of Region.
func (Region) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("districts", District.Type).Annotations(entgql.Skip()),
		edge.To("support_centers", SupportCenter.Type).
			Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Mandates of support centers for the region."),
		edge.From("organizations", Organization.Type).Ref("regions").
			Annotations(entgql.RelayConnection()).
			Comment("Organizations that work in the region."),
		edge.To("events", Event.Type).
			Annotations(entgql.RelayConnection()).
			Comment("Events in the region."),
	}
}

// Annotations of Region.
func (Region) Annotations() []schema.Annotation {
	return nil
}

// Policy of Region.
func (Region) Policy() ent.Policy { return rule.Rows(rule.SeeEverything()) }
