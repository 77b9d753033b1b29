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

// Notice tells a person something: an entry in their inbox, from which messages
// to their mail and phone are made.
type Notice struct{ ent.Schema }

// Mixin of Notice.
func (Notice) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Notice}, timestamps{}}
}

// Fields of Notice.
func (Notice) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable().Annotations(entgql.Skip()),
		field.Enum("kind").Annotations(pii.None).
			Values("PROMOTED", "OFFERED", "LAPSED", "REMOVED", "BLOCKED", "APPROVED", "QUEUED", "DECLINED", "MOVED",
				"RELEASED", "ADDED", "CANCELLED", "CLOSED", "REMINDER",
				"ORGANIZATION_SUBMITTED", "ORGANIZATION_VERIFIED", "ORGANIZATION_RETURNED", "ORGANIZATION_SUSPENDED",
				"ORGANIZATION_REINSTATED", "ORGANIZATION_CLOSED",
				"MEMBERSHIP_REQUESTED", "MEMBERSHIP_ACCEPTED", "MEMBERSHIP_DECLINED", "MEMBERSHIP_CHANGED", "MEMBERSHIP_ENDED",
				"CONSENT_REVOKED", "GUARDIAN_ASKED", "GUARDIAN_CONSENTED", "CLAIM_CODE_ISSUED", "EVENT_REPORTED",
				"EVENT_PUBLISHED", "ROSTER_MESSAGE",
				"NETWORK_REQUESTED", "NETWORK_ACCEPTED", "NETWORK_DECLINED", "NETWORK_LEFT",
				"ENROLLMENT_CONFIRMED", "ENROLLMENT_DECLINED", "CREDIT_SEAT_LAPSED", "CREDIT_AWARD_MOVED", "CREDIT_OVERDUE",
				"COURSE_RESULT", "CERTIFICATE_REVOKED", "QUALIFICATION_ENDED",
				"WHO_CAME", "EVENT_UNSETTLED", "HOURS_RECORDED", "HOURS_DECIDED", "HOURS_DISPUTED", "HOURS_DISPUTE_ANSWERED",
				"MENTORSHIP_CHANGED", "PROJECT_CHANGED",
				"STUDY_CHANGED").
			Immutable().Comment("What it tells."),
		field.String("shift_id").Annotations(pii.None).Optional().Immutable().Annotations(entgql.Skip()),
		field.String("organization_id").Annotations(pii.None).Optional().Immutable().Annotations(entgql.Skip()),
		field.String("subject_id").Annotations(pii.Personal).Immutable().Annotations(entgql.Skip()).
			Comment("The sign-up, waiting entry, offer, organization or membership that it is about."),
		field.String("detail").Annotations(pii.Personal).Default("").Immutable().Annotations(entgql.Skip()).
			Comment("Codes, ids and times, as JSON."),
		field.Time("read_at").Annotations(pii.Personal).Optional().Nillable().Comment("When the person read it."),
		field.Time("passed_on_at").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("When deliveries were made of it; absent: not yet."),
	}
}

// Edges of Notice.
func (Notice) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("shift", Shift.Type).Field("shift_id").Unique().Immutable().
			Comment("The shift it is about; null when it is about none."),
		edge.To("organization", Organization.Type).Field("organization_id").Unique().Immutable().
			Comment("The organization it is about; null when it is about none, or one that the viewer may not see."),
		edge.To("deliveries", NoticeDelivery.Type).Annotations(entgql.Skip(), entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of Notice: one reminder of a kind per person and shift.
func (Notice) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("volunteer_id", "created_at"),
		index.Fields("passed_on_at").Annotations(entsql.IndexWhere("passed_on_at IS NULL")),
		index.Fields("subject_id", "detail").Unique().Annotations(entsql.IndexWhere("kind = 'REMINDER'")).
			StorageKey("notices_one_reminder_of_a_kind"),
	}
}

// Annotations of Notice.
func (Notice) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of Notice.
func (Notice) Policy() ent.Policy { return rule.Rows(rule.SeeOwnNotices()) }
