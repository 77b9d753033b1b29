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

// CampaignSession is a line of the programme of a forum. One that takes sign-ups has a
// shift, whose places are those of the session.
type CampaignSession struct{ ent.Schema }

// Mixin of CampaignSession.
func (CampaignSession) Mixin() []ent.Mixin {
	return []ent.Mixin{
		identified{prefix: id.CampaignSession},
		timestamps{},
		localized{name: "title"},
		localized{name: "description", optional: true},
		localized{name: "hall", optional: true},
	}
}

// Fields of CampaignSession.
func (CampaignSession) Fields() []ent.Field {
	return []ent.Field{
		field.String("campaign_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("shift_id").Annotations(pii.None).Optional().Nillable().Unique().Immutable().Annotations(entgql.Skip()),
		field.Time("starts_at").Annotations(pii.None).Immutable().
			Comment("When it begins, as the programme says; its shift, if it has one, says whether that changed."),
		field.Time("ends_at").Annotations(pii.None).Immutable().Comment("When it ends, as the programme says."),
	}
}

// Edges of CampaignSession.
func (CampaignSession) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("campaign", Campaign.Type).Ref("sessions").Field("campaign_id").Unique().Required().Immutable().
			Comment("Whose programme it stands in."),
		edge.To("shift", Shift.Type).Field("shift_id").Unique().Immutable().
			Comment("The shift whose places it has; null when one need not sign up, and when the viewer may not see it."),
	}
}

// Indexes of CampaignSession.
func (CampaignSession) Indexes() []ent.Index {
	return []ent.Index{index.Fields("campaign_id", "starts_at")}
}

// Annotations of CampaignSession.
func (CampaignSession) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipWhereInput, entgql.SkipOrderField),
		entsql.Checks(map[string]string{"session_ends_after_its_start": "ends_at > starts_at"}),
	}
}

// Policy of CampaignSession.
func (CampaignSession) Policy() ent.Policy { return rule.Rows(rule.SeeSessionsOfVisibleCampaigns()) }
