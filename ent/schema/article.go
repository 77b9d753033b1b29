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

// Article is a piece of news, a guide or an announcement, of a support center or of the
// network itself.
type Article struct{ ent.Schema }

// Mixin of Article.
func (Article) Mixin() []ent.Mixin {
	return []ent.Mixin{
		identified{prefix: id.Article},
		timestamps{},
		versioned{},
		localized{name: "title"},
		localized{name: "summary", optional: true},
		localized{name: "body"},
		findable{texts: []string{"title", "summary", "body"}},
	}
}

// Fields of Article.
func (Article) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()),
		field.String("region_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()),
		field.String("campaign_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()),
		field.String("cover_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()),
		field.Enum("kind").Annotations(pii.None).Values("NEWS", "GUIDE", "ANNOUNCEMENT").Comment("What it is."),
		field.Enum("state").Annotations(pii.None).Values("DRAFT", "SCHEDULED", "PUBLISHED", "WITHDRAWN").Default("DRAFT").
			Comment("Where it stands: only a PUBLISHED one is seen by everybody."),
		field.Time("publish_at").Annotations(pii.None).Optional().Nillable().
			Comment("When the clock publishes it, while it is SCHEDULED; null otherwise."),
		field.Time("published_at").Annotations(pii.None).Optional().Nillable().
			Comment("When it was published first; null before."),
		field.Time("listed_at").Annotations(pii.None).Default(now).
			Annotations(entgql.OrderField("LISTED_AT"), entgql.Skip(entgql.SkipType, entgql.SkipWhereInput)).
			Comment("Where it stands in lists: when it was published, before that when it was made."),
	}
}

// Edges of Article.
func (Article) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("organization", Organization.Type).Field("organization_id").Unique().Immutable().
			Comment("Whose it is; null for the network itself."),
		edge.To("region", Region.Type).Field("region_id").Unique().
			Comment("The region it is about; null when it is about all of them."),
		edge.To("campaign", Campaign.Type).Field("campaign_id").Unique().
			Comment("The campaign it belongs to; null when it belongs to none, or to one that the viewer may not see."),
		edge.To("cover", Picture.Type).Field("cover_id").Unique().
			Comment("The picture above it."),
		edge.To("directions", Direction.Type).Comment("The fields of volunteering it is about."),
		edge.To("pictures", Picture.Type).Annotations(entgql.Skip()).
			Comment("Those of its cover and its bodies: they are kept as long as it is."),
	}
}

// Indexes of Article.
func (Article) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("state", "listed_at"),
		index.Fields("listed_at", "id"),
		index.Fields("publish_at").Annotations(entsql.IndexWhere("state = 'SCHEDULED'")).StorageKey("articles_to_be_published"),
		index.Fields("organization_id", "listed_at"),
		index.Fields("region_id", "listed_at"),
		index.Fields("campaign_id", "listed_at"),
	}
}

// Annotations of Article.
func (Article) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.RelayConnection(), entgql.MultiOrder(), entgql.Skip(entgql.SkipWhereInput),
		entsql.Checks(map[string]string{
			"article_published_has_its_time": "state = 'DRAFT' OR state = 'SCHEDULED' OR published_at IS NOT NULL",
			"article_scheduled_has_its_time": "state = 'SCHEDULED' AND publish_at IS NOT NULL OR state <> 'SCHEDULED' AND publish_at IS NULL",
		}),
	}
}

// Policy of Article.
func (Article) Policy() ent.Policy { return rule.Rows(rule.SeePublishedArticlesAndThoseOneEdits()) }
