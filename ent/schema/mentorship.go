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
	"erikti/internal/seal"
)

// Mentorship is a support center's help to an organization of its region, from the
// request or the proposal to its end.
type Mentorship struct{ ent.Schema }

// Mixin of Mentorship.
func (Mentorship) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Mentorship}, timestamps{}}
}

// Fields of Mentorship.
func (Mentorship) Fields() []ent.Field {
	return []ent.Field{
		field.String("center_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("mentee_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("region_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("focus_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()),
		field.Enum("state").Annotations(pii.None).
			Values("REQUESTED", "PROPOSED", "ACTIVE", "PAUSED", "COMPLETED", "DECLINED").
			Comment("Where it stands."),
		field.Strings("needs").Annotations(pii.None).Immutable().Annotations(entgql.Skip()).
			Comment("With what help is needed: codes (internal/mentoring)."),
		field.Text("message").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(2000).Default("").Annotations(entgql.Skip()).
			Comment("What the side that began says to the other one."),
		field.String("asked_by").Annotations(pii.Personal).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("The volunteer who asked or proposed."),
		field.Time("answered_at").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()),
		field.String("reason_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("Why it was declined or paused, in the words of who did."),
		field.Time("started_at").Annotations(pii.None).Optional().Nillable().
			Comment("When the two sides first met; null before."),
		field.Time("completed_at").Annotations(pii.None).Optional().Nillable().Comment("When it was completed."),
		field.Int("maturity_before").Annotations(pii.None).Optional().Nillable().
			Comment("How mature the organization was at the first meeting: a level of maturityScale, 1 to 5."),
		field.Int("maturity_after").Annotations(pii.None).Optional().Nillable().
			Comment("How mature it was at the end: a level of maturityScale, 1 to 5."),
		field.String("outcome").Annotations(pii.None).MaxLen(4000).Default("").
			Comment("What changed, in the words of the center; everybody reads it. Empty before the end."),
		field.Int("version").Annotations(pii.None).Default(1).Positive().Annotations(entgql.Skip()).
			Comment("Grows with every change that the two sides can see."),
	}
}

// Edges of Mentorship.
func (Mentorship) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("center", Organization.Type).Ref("mentees").Field("center_id").Unique().Required().Immutable().
			Comment("The support center that helps."),
		edge.From("mentee", Organization.Type).Ref("mentorships").Field("mentee_id").Unique().Required().Immutable().
			Comment("The organization that is helped."),
		edge.To("region", Region.Type).Field("region_id").Unique().Required().Immutable().
			Comment("The region of the center's mandate."),
		edge.To("focus", Direction.Type).Field("focus_id").Unique().
			Comment("In which field the organization decided to grow, at the first meeting; null before."),
		edge.To("reason", Reason.Type).Field("reason_id").Unique().Annotations(entgql.Skip()),
		edge.To("goals", MentorshipGoal.Type).Annotations(entgql.Skip(), entsql.OnDelete(entsql.Cascade)),
		edge.To("meetings", MentorshipMeeting.Type).Annotations(entgql.Skip(), entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of Mentorship: an organization has one that is not over.
func (Mentorship) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("mentee_id").Unique().
			Annotations(entsql.IndexWhere("state = 'REQUESTED' OR state = 'PROPOSED' OR state = 'ACTIVE' OR state = 'PAUSED'")).
			StorageKey("mentorships_one_at_a_time"),
		index.Fields("mentee_id", "created_at"),
		index.Fields("center_id", "state"),
		index.Fields("region_id", "state"),
		index.Fields("state", "created_at"),
	}
}

// Annotations of Mentorship.
func (Mentorship) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput),
		entsql.Checks(map[string]string{
			"mentor_is_not_its_own_mentee": "center_id <> mentee_id", // invariant 19
			"mentorship_before_on_scale":   "maturity_before IS NULL OR maturity_before BETWEEN 1 AND 5",
			"mentorship_after_on_scale":    "maturity_after IS NULL OR maturity_after BETWEEN 1 AND 5",
			"mentorship_begins_with_all":   "started_at IS NULL AND maturity_before IS NULL AND focus_id IS NULL OR started_at IS NOT NULL AND maturity_before IS NOT NULL AND focus_id IS NOT NULL",
			"mentorship_ends_with_all":     "state <> 'COMPLETED' OR started_at IS NOT NULL AND completed_at IS NOT NULL AND maturity_after IS NOT NULL",
		}),
	}
}

// Policy of Mentorship.
func (Mentorship) Policy() ent.Policy {
	return rule.Rows(rule.SeePublicMentorshipsAndThoseOfOwnOrganization())
}
