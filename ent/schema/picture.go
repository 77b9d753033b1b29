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

// Picture is one that an editor uploaded: its files stand in the folder of pictures,
// drawn anew by the server, under its identifier. Who knows that sees it.
type Picture struct{ ent.Schema }

// Mixin of Picture.
func (Picture) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Picture, random: true}, timestamps{}}
}

// Fields of Picture.
func (Picture) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("Whose articles may show it; absent: the network's."),
		field.Int("width").Annotations(pii.None).Positive().Immutable().Comment("Of the large file, in pixels."),
		field.Int("height").Annotations(pii.None).Positive().Immutable().Comment("Of the large file, in pixels."),
	}
}

// Edges of Picture.
func (Picture) Edges() []ent.Edge {
	return []ent.Edge{edge.From("articles", Article.Type).Ref("pictures").Annotations(entgql.Skip())}
}

// Indexes of Picture.
func (Picture) Indexes() []ent.Index { return []ent.Index{index.Fields("created_at")} }

// Annotations of Picture.
func (Picture) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipWhereInput, entgql.SkipOrderField)}
}

// Policy of Picture.
func (Picture) Policy() ent.Policy { return rule.Rows(rule.SeeEverything()) }
