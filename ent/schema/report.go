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

// Report says that something is wrong with a published event. Anybody makes one; the
// support center of the event's region looks at it.
type Report struct{ ent.Schema }

// Mixin of Report.
func (Report) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Report}, timestamps{}}
}

// Fields of Report.
func (Report) Fields() []ent.Field {
	return []ent.Field{
		field.String("event_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("region_id").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("Whose support center looks at it: the region of the event, of a remote one that of its organization; absent: the platform."),
		field.String("volunteer_id").Annotations(pii.Personal).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("Who reported, when signed in. It is told to nobody."),
		field.Enum("kind").Annotations(pii.None).Values("DANGEROUS", "MISLEADING", "MONEY", "OFFENSIVE", "OTHER").Immutable().
			Comment("What is wrong."),
		field.Text("text").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(4000).Default("").Annotations(entgql.Skip()).
			Comment("In the words of who reported."),
		field.Enum("state").Annotations(pii.None).Values("OPEN", "RESOLVED").Default("OPEN").
			Comment("Whether somebody still has to look at it."),
		field.Time("resolved_at").Annotations(pii.None).Optional().Nillable().Comment("When it was resolved."),
		field.String("resolved_by").Annotations(pii.Personal).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("The volunteer who resolved it."),
		field.Text("note").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(4000).Default("").Annotations(entgql.Skip()).
			Comment("What was found and done, in the words of who resolved it."),
	}
}

// Edges of Report.
func (Report) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("event", Event.Type).Field("event_id").Unique().Required().Immutable().
			Annotations(entsql.OnDelete(entsql.Cascade)).Comment("The event; null when the viewer may not see it."),
	}
}

// Indexes of Report.
func (Report) Indexes() []ent.Index {
	return []ent.Index{index.Fields("state", "region_id"), index.Fields("event_id"), index.Fields("volunteer_id")}
}

// Annotations of Report.
func (Report) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of Report.
func (Report) Policy() ent.Policy { return rule.Rows(rule.SeeReportsOfOwnRegions()) }
