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
)

// Study is what a support center finds out about its region.
type Study struct{ ent.Schema }

// Mixin of Study.
func (Study) Mixin() []ent.Mixin {
	return []ent.Mixin{
		identified{prefix: id.Study},
		timestamps{},
		versioned{},
		localized{name: "question"},
		localized{name: "method", optional: true},
		findable{texts: []string{"question", "method"}},
	}
}

// Fields of Study.
func (Study) Fields() []ent.Field {
	return []ent.Field{
		field.String("center_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("region_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.Enum("state").Annotations(pii.None).Values("PLANNED", "FIELDWORK", "REVIEW", "PUBLISHED").Default("PLANNED").
			Comment("Where it stands."),
		field.Text("guide").Annotations(pii.None).MaxLen(40000).Default("").
			Comment("What experts are asked, in the words of the researchers; may be empty."),
		field.String("created_by").Annotations(pii.Personal).Optional().Nillable().Immutable().Annotations(entgql.Skip()),
		field.String("submitted_by").Annotations(pii.Personal).Optional().Nillable().Annotations(entgql.Skip()),
		field.String("published_by").Annotations(pii.Personal).Optional().Nillable().Annotations(entgql.Skip()),
		field.Time("published_at").Annotations(pii.None).Optional().Nillable().
			Comment("When it was published; null before."),
		field.String("reason_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("Why it came back from the review, in the words of who read it."),
	}
}

// Edges of Study.
func (Study) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("center", Organization.Type).Field("center_id").Unique().Required().Immutable().
			Comment("The support center that carries it out."),
		edge.To("region", Region.Type).Field("region_id").Unique().Required().Immutable().
			Comment("The region that it is about."),
		edge.To("reason", Reason.Type).Field("reason_id").Unique().Annotations(entgql.Skip()),
		edge.To("interviews", Interview.Type).Annotations(entgql.Skip(), entsql.OnDelete(entsql.Cascade)),
		edge.To("findings", Finding.Type).Annotations(entgql.Skip(), entsql.OnDelete(entsql.Cascade)),
		edge.To("figures", StudyFigures.Type).Annotations(entgql.Skip(), entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of Study.
func (Study) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("center_id", "state"),
		index.Fields("region_id", "state"),
		index.Fields("state", "published_at"),
		index.Fields("created_by"),
		index.Fields("submitted_by"),
		index.Fields("published_by"),
	}
}

// Annotations of Study. Nobody publishes what they wrote: the database holds it too.
func (Study) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput),
		entsql.Checks(map[string]string{
			"study_published_by_another": "published_by IS NULL OR published_by <> created_by AND published_by <> submitted_by",
			"study_published_at_a_time":  "state <> 'PUBLISHED' OR published_at IS NOT NULL",
		}),
	}
}

// Policy of Study.
func (Study) Policy() ent.Policy { return rule.Rows(rule.SeePublishedStudiesAndThoseOfOwnCenter()) }
