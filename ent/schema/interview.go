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

	"erikti/internal/civil"
	"erikti/internal/id"
	"erikti/internal/seal"
)

// Interview is a talk with an expert for a study, kept as long as the expert agrees.
type Interview struct{ ent.Schema }

// Mixin of Interview.
func (Interview) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Interview, random: true}, timestamps{}}
}

// Fields of Interview.
func (Interview) Fields() []ent.Field {
	return []ent.Field{
		field.String("study_id").Annotations(pii.None).Immutable(),
		field.Int("number").Annotations(pii.None).Immutable().Comment("1, 2, … in the study: what findings point at."),
		field.String("volunteer_id").Annotations(pii.Personal).Optional().Nillable().Immutable().
			Comment("The expert, where they are a person of the network: they withdraw their consent themselves."),
		field.Text("expert").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(800).Default("").
			Comment("Who was asked, in the words of the researcher. Empty once the consent is withdrawn, as are the notes."),
		field.String("held_on").Annotations(pii.None).GoType(civil.Date("")).Immutable(),
		field.String("consent_version").Annotations(pii.Personal).Immutable().Comment("The version of the text that was agreed to."),
		field.String("consent_on").Annotations(pii.Personal).GoType(civil.Date("")).Immutable().Comment("The day on which it was."),
		field.Text("notes").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(80000).Default(""),
		field.Text("themes").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(8000).Default("").Comment("One a line."),
		field.String("written_by").Annotations(pii.Personal).Optional().Nillable().Immutable(),
		field.Time("withdrawn_at").Annotations(pii.None).Optional().Nillable().
			Comment("When the consent was withdrawn. That there was an interview stays, as a number."),
	}
}

// Edges of Interview.
func (Interview) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("study", Study.Type).Ref("interviews").Field("study_id").Unique().Required().Immutable(),
		edge.To("volunteer", Volunteer.Type).Field("volunteer_id").Unique().Immutable(),
	}
}

// Indexes of Interview.
func (Interview) Indexes() []ent.Index {
	return []ent.Index{index.Fields("study_id", "number").Unique(), index.Fields("volunteer_id"), index.Fields("written_by")}
}

// Annotations of Interview. The checks of what is sealed are the program's: the database
// does not read it.
func (Interview) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"interview_with_consent": "consent_version <> '' AND consent_on <> ''"}),
	}
}

// Policy of Interview.
func (Interview) Policy() ent.Policy { return rule.Hidden() }
