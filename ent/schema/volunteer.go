package schema

import (
	"math/rand/v2"

	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/lang"
)

// Volunteer is a person of the network. What is personal about them stands in
// VolunteerPrivate, which has a policy of its own.
type Volunteer struct{ ent.Schema }

// Mixin of Volunteer.
func (Volunteer) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Volunteer, random: true}, timestamps{}}
}

// Fields of Volunteer.
func (Volunteer) Fields() []ent.Field {
	return []ent.Field{
		field.String("public_number").Annotations(pii.Personal).Unique().Immutable().DefaultFunc(id.PublicNumber).
			Comment("A number for rosters and diplomas; not a state number."),
		field.Int64("person_no").Annotations(pii.Personal).Unique().Immutable().DefaultFunc(personNo).
			Annotations(entgql.Skip()).
			Comment("Orders the locks on people and carries the overlap constraint; 53 random bits."),
		field.String("given_name").Annotations(pii.Personal).Comment("Given name."),
		field.String("family_name").Annotations(pii.Personal).Comment("Family name."),
		field.String("locale").Annotations(pii.Personal).GoType(lang.Locale("")).Default(string(lang.KK)).
			Annotations(entgql.Type("Locale")).
			Comment("The language the person reads."),
		field.String("region_id").Annotations(pii.Personal).Optional().Nillable().Annotations(entgql.Skip()),
		field.String("added_by_id").Annotations(pii.Personal).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("The organization that added the person, who has no account yet."),
		field.Strings("skills").Annotations(pii.Personal).Optional().Comment("What the person can do, in own words."),
	}
}

// Edges of Volunteer.
func (Volunteer) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("region", Region.Type).Field("region_id").Unique().Comment("Where the person lives."),
		edge.To("directions", Direction.Type).Comment("What the person likes to do."),
		edge.To("private", VolunteerPrivate.Type).Unique().Annotations(entgql.Skip()),
		edge.To("guest_pass", GuestPass.Type).Unique().Annotations(entgql.Skip()),
		edge.To("claim_codes", ClaimCode.Type).Annotations(entgql.Skip()),
		edge.To("calendar_feed", CalendarFeed.Type).Unique().Annotations(entgql.Skip()),
		edge.To("follows", Follow.Type).Annotations(entgql.Skip()),
		edge.To("account", Account.Type).Unique().Annotations(entgql.Skip()),
		edge.To("memberships", Membership.Type).Annotations(entgql.Skip()),
		edge.To("platform_grants", PlatformGrant.Type).Annotations(entgql.Skip()),
		edge.To("qualifications", Qualification.Type).Annotations(entgql.Skip()),
		edge.To("guardian_consents", GuardianConsent.Type).Annotations(entgql.Skip()),
		edge.To("consents", Consent.Type).Annotations(entgql.Skip()),
		edge.To("push_subscriptions", PushSubscription.Type).Annotations(entgql.Skip()),
		edge.To("notice_mutes", NoticeMute.Type).Annotations(entgql.Skip()),
		edge.To("signups", Signup.Type).Annotations(entgql.Skip()),
		edge.To("waitlist_entries", WaitlistEntry.Type).Annotations(entgql.Skip()),
		edge.To("hour_entries", HourEntry.Type).Annotations(entgql.Skip()),
		edge.To("hour_disputes", HourDispute.Type).Annotations(entgql.Skip()),
		edge.To("event_ratings", EventRating.Type).Annotations(entgql.Skip()),
		edge.To("passports", Passport.Type).Annotations(entgql.Skip()),
	}
}

// Indexes of Volunteer.
func (Volunteer) Indexes() []ent.Index {
	return []ent.Index{index.Fields("region_id"), index.Fields("added_by_id")}
}

// Annotations of Volunteer.
func (Volunteer) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipWhereInput, entgql.SkipOrderField)}
}

// personNo draws a number that fits a JavaScript integer, so that no client of
// the database ever rounds it.
func personNo() int64 { return 1 + rand.Int64N(1<<53-1) }

// Policy of Volunteer.
func (Volunteer) Policy() ent.Policy { return rule.Rows(rule.SeeOneselfAndPeopleOnOwnRosters()) }
