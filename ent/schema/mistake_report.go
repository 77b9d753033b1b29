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
	"erikti/internal/lang"
	"erikti/internal/seal"
)

// MistakeReport is what a reader says is wrong in an article: where, in which language,
// and what became of it.
type MistakeReport struct{ ent.Schema }

// Mixin of MistakeReport.
func (MistakeReport) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.MistakeReport}, timestamps{}}
}

// Fields of MistakeReport.
func (MistakeReport) Fields() []ent.Field {
	sealed := func(name, comment string) ent.Field {
		return field.Text(name).ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(8000).Default("").Annotations(entgql.Skip()).
			Comment(comment)
	}
	return []ent.Field{
		field.String("article_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("organization_id").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("Whose editors look at it; absent: the platform's."),
		field.String("volunteer_id").Annotations(pii.Personal).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("Who reported, when signed in. It is told to nobody."),
		field.Bytes("token_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Annotations(entgql.Skip()).
			Comment("SHA-256 of the reader's secret, a token of 256 random bits."),
		field.Enum("kind").Annotations(pii.None).Values("MISTAKE", "DEAD_LINK").Immutable().Comment("What is wrong."),
		field.Enum("part").Annotations(pii.None).Values("TITLE", "SUMMARY", "BODY").Immutable().Comment("In which part of the article."),
		field.String("locale").Annotations(pii.None).GoType(lang.Locale("")).Immutable().Annotations(entgql.Type("Locale")).
			Comment("In which language the reader read it."),
		sealed("quote", "The fragment that the reader selected."),
		sealed("prefix", "What stood before it."),
		sealed("suffix", "What stood after it."),
		field.Int("characters_before").Annotations(pii.None).NonNegative().Immutable().Annotations(entgql.Skip()).
			Comment("How many characters stood before it."),
		field.Int("article_version").Annotations(pii.None).Immutable().Annotations(entgql.Skip()).
			Comment("The version of the article when it was reported."),
		sealed("comment", "In the words of the reader."),
		field.Enum("state").Annotations(pii.None).Values("NEW", "ACCEPTED", "FIXED", "DECLINED").Default("NEW").
			Comment("Where it stands."),
		sealed("reply", "What the editor says to the reader."),
		field.String("answered_by").Annotations(pii.Personal).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("The volunteer who answered last."),
		field.Time("answered_at").Annotations(pii.None).Optional().Nillable().Comment("When an editor answered last; null before."),
	}
}

// Edges of MistakeReport.
func (MistakeReport) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("article", Article.Type).Field("article_id").Unique().Required().Immutable().
			Annotations(entsql.OnDelete(entsql.Cascade)).Comment("The article; null when the viewer may not see it."),
	}
}

// Indexes of MistakeReport.
func (MistakeReport) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("organization_id", "state"), index.Fields("article_id", "state"), index.Fields("volunteer_id"),
		index.Fields("answered_by"), index.Fields("state", "answered_at"),
	}
}

// Annotations of MistakeReport.
func (MistakeReport) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of MistakeReport.
func (MistakeReport) Policy() ent.Policy {
	return rule.Rows(rule.SeeOwnMistakeReportsAndThoseOneAnswers())
}
