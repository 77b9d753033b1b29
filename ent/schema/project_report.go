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

// ProjectReport is a report on a period of a project. All of a project are planned with
// its award; the last one is the final report.
type ProjectReport struct{ ent.Schema }

// Mixin of ProjectReport.
func (ProjectReport) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.ProjectReport}, timestamps{}, versioned{}}
}

// Fields of ProjectReport.
func (ProjectReport) Fields() []ent.Field {
	return []ent.Field{
		field.String("project_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("organization_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()).Comment("Whose project it is."),
		field.Int("number").Annotations(pii.None).Immutable().Comment("1, 2, … in the project."),
		field.Bool("final").Annotations(pii.None).Default(false).Immutable().Comment("Whether it is the last one."),
		field.String("period_from").Annotations(pii.None).GoType(civil.Date("")).Immutable().Annotations(entgql.Type("Date")).
			Comment("First day of the period."),
		field.String("period_to").Annotations(pii.None).GoType(civil.Date("")).Immutable().Annotations(entgql.Type("Date")).
			Comment("Last day of the period."),
		field.String("due_on").Annotations(pii.None).GoType(civil.Date("")).Annotations(entgql.Type("Date")).
			Comment("The day by which the next step is due: the organization's while it is PLANNED or RETURNED, the center's while it is SUBMITTED."),
		field.Enum("state").Annotations(pii.None).Values("PLANNED", "SUBMITTED", "RETURNED", "ACCEPTED", "DROPPED").Default("PLANNED").
			Comment("Where it stands."),
		field.Text("text").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(40000).Default("").Annotations(entgql.Skip()).
			Comment("In the words of the organization."),
		field.Text("snapshot").Annotations(pii.None).Default("").Annotations(entgql.Skip()).
			Comment("The project and its indicators as they were when it was submitted: JSON."),
		field.String("snapshot_hash").Annotations(pii.None).Default("").Annotations(entgql.Skip()).
			Comment("SHA-256 of the snapshot, in hexadecimal digits."),
		field.Time("submitted_at").Annotations(pii.None).Optional().Nillable().Comment("When it was last submitted."),
		field.String("submitted_by").Annotations(pii.Personal).Optional().Nillable().Annotations(entgql.Skip()),
		field.Time("decided_at").Annotations(pii.None).Optional().Nillable().Comment("When it was last returned or accepted."),
		field.String("decided_by").Annotations(pii.Personal).Optional().Nillable().Annotations(entgql.Skip()),
		field.String("reason_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("Why it was returned, in the words of who did."),
	}
}

// Edges of ProjectReport.
func (ProjectReport) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("project", Project.Type).Ref("reports").Field("project_id").Unique().Required().Immutable().
			Comment("Of which project."),
		edge.To("reason", Reason.Type).Field("reason_id").Unique().Annotations(entgql.Skip()),
	}
}

// Indexes of ProjectReport.
func (ProjectReport) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("project_id", "number").Unique(),
		index.Fields("submitted_by"),
		index.Fields("decided_by"),
	}
}

// Annotations of ProjectReport.
func (ProjectReport) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipWhereInput, entgql.SkipOrderField),
		entsql.Checks(map[string]string{
			"project_report_period":        "period_to >= period_from",
			"project_report_says_what_was": "state = 'PLANNED' OR state = 'DROPPED' OR submitted_at IS NOT NULL AND snapshot_hash <> ''",
			"project_report_not_by_itself": "decided_by IS NULL OR submitted_by IS NULL OR decided_by <> submitted_by",
		}),
	}
}

// Policy of ProjectReport.
func (ProjectReport) Policy() ent.Policy { return rule.Rows(rule.SeeReportsOfVisibleProjects()) }
