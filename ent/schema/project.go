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
)

// Project is what an organization does for a funder, or by its own means: from the
// application to the closing.
type Project struct{ ent.Schema }

// Mixin of Project.
func (Project) Mixin() []ent.Mixin {
	return []ent.Mixin{
		identified{prefix: id.Project},
		timestamps{},
		versioned{},
		localized{name: "title"},
		localized{name: "description", optional: true},
		findable{texts: []string{"title", "description"}},
	}
}

// Fields of Project.
func (Project) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("region_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.Enum("funding").Annotations(pii.None).Values("STATE_SOCIAL_ORDER", "GRANT", "OWN").Immutable().
			Comment("Whose money it is carried out with."),
		field.Enum("state").Annotations(pii.None).
			Values("APPLICATION", "AWARDED", "RUNNING", "REPORTING", "RETURNED", "ACCEPTED", "CLOSED", "REJECTED", "TERMINATED").
			Comment("Where it stands."),
		field.String("contract_number").Annotations(pii.None).Optional().Nillable().MaxLen(240).
			Comment("The number of the contract; null before the award, and for what has none."),
		field.Int64("sum").Annotations(pii.None).Annotations(entgql.Type("Money")).
			Comment("In tenge: what was asked for, and since the award what the contract says."),
		field.String("starts_on").Annotations(pii.None).GoType(civil.Date("")).Annotations(entgql.Type("Date"), entgql.OrderField("STARTS_ON")).
			Comment("Its first day."),
		field.String("ends_on").Annotations(pii.None).GoType(civil.Date("")).Annotations(entgql.Type("Date")).Comment("Its last day."),
		field.String("due_on").Annotations(pii.None).GoType(civil.Date("")).Optional().Annotations(entgql.Skip()).
			Comment("The day by which the next step is due, whoever has to take it; absent when nothing is due."),
		field.String("reason_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("Why it was rejected or terminated, in the words of who did."),
		field.Time("closed_at").Annotations(pii.None).Optional().Nillable().Comment("When it was closed, rejected or terminated."),
	}
}

// Edges of Project.
func (Project) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("organization", Organization.Type).Ref("projects").Field("organization_id").Unique().Required().Immutable().
			Comment("Who carries it out."),
		edge.To("region", Region.Type).Field("region_id").Unique().Required().Immutable().
			Comment("Whose support center looks at its reports: the home region of the organization."),
		edge.To("reason", Reason.Type).Field("reason_id").Unique().Annotations(entgql.Skip()),
		edge.To("indicators", ProjectIndicator.Type).Annotations(entsql.OnDelete(entsql.Cascade)).
			Comment("What it wants to reach, in their order."),
		edge.To("reports", ProjectReport.Type).Annotations(entsql.OnDelete(entsql.Cascade)).
			Comment("Its reports, also those that are to come, in their order."),
		edge.To("events", Event.Type).Annotations(entgql.RelayConnection()).
			Comment("The events that belong to it."),
	}
}

// Indexes of Project.
func (Project) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("organization_id", "starts_on"),
		index.Fields("region_id", "state"),
		index.Fields("state", "due_on"),
		index.Fields("starts_on", "id"),
	}
}

// Annotations of Project.
func (Project) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.RelayConnection(), entgql.MultiOrder(), entgql.Skip(entgql.SkipWhereInput),
		entsql.Checks(map[string]string{
			"project_sum_is_no_debt":       "sum >= 0",
			"project_ends_after_its_start": "ends_on >= starts_on",
			"project_has_a_contract":       "funding = 'OWN' OR state = 'APPLICATION' OR state = 'REJECTED' OR contract_number IS NOT NULL",
		}),
	}
}

// Policy of Project.
func (Project) Policy() ent.Policy {
	return rule.Rows(rule.SeePublicProjectsAndThoseOfOwnOrganization())
}
