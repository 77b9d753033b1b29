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

// Campaign is what the network does together for a time: a year, or a forum with its
// programme.
type Campaign struct{ ent.Schema }

// Mixin of Campaign.
func (Campaign) Mixin() []ent.Mixin {
	return []ent.Mixin{
		identified{prefix: id.Campaign},
		timestamps{},
		versioned{},
		localized{name: "title"},
		localized{name: "description", optional: true},
	}
}

// Fields of Campaign.
func (Campaign) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()),
		field.String("parent_id").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()),
		field.String("event_id").Annotations(pii.None).Optional().Nillable().Unique().Annotations(entgql.Skip()).
			Comment("The FORUM event whose shifts are the places of its sessions."),
		field.Enum("kind").Annotations(pii.None).Values("YEAR", "FORUM").Immutable().Comment("What it is."),
		field.Enum("state").Annotations(pii.None).Values("DRAFT", "PUBLISHED", "WITHDRAWN").Default("DRAFT").
			Comment("Where it stands: only a PUBLISHED one is seen by everybody."),
		field.String("starts_on").Annotations(pii.None).GoType(civil.Date("")).Annotations(entgql.Type("Date"), entgql.OrderField("STARTS_ON")).
			Comment("Its first day."),
		field.String("ends_on").Annotations(pii.None).GoType(civil.Date("")).Annotations(entgql.Type("Date")).Comment("Its last day."),
	}
}

// Edges of Campaign.
func (Campaign) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("organization", Organization.Type).Field("organization_id").Unique().Immutable().
			Comment("Who carries it out; null for the network itself."),
		edge.To("forums", Campaign.Type).Annotations(entgql.Skip()).
			From("parent").Field("parent_id").Unique().Immutable().
			Comment("The campaign that it is a part of; null when it is of none, or of one that the viewer may not see."),
		edge.To("event", Event.Type).Field("event_id").Unique().
			Comment("The event whose shifts one signs up for; null when no session takes sign-ups, and when the viewer may not see it."),
		edge.To("sessions", CampaignSession.Type).Annotations(entsql.OnDelete(entsql.Cascade)).
			Comment("Its programme, in order of time."),
	}
}

// Indexes of Campaign.
func (Campaign) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("state", "starts_on"), index.Fields("starts_on", "id"), index.Fields("parent_id"), index.Fields("organization_id"),
	}
}

// Annotations of Campaign.
func (Campaign) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.RelayConnection(), entgql.MultiOrder(), entgql.Skip(entgql.SkipWhereInput),
		entsql.Checks(map[string]string{"campaign_ends_after_its_start": "ends_on >= starts_on"}),
	}
}

// Policy of Campaign.
func (Campaign) Policy() ent.Policy { return rule.Rows(rule.SeePublishedCampaignsAndThoseOneEdits()) }
