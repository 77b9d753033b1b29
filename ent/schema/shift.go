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

// Shift is a part of an event with a limited number of places.
type Shift struct{ ent.Schema }

// Mixin of Shift.
func (Shift) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Shift}, timestamps{}, versioned{}, localized{name: "title"}}
}

// Fields of Shift. The counters equal the rows at every commit (invariant 4);
// only the engine of places writes them.
func (Shift) Fields() []ent.Field {
	optional := func(name, comment string) ent.Field {
		return field.Time(name).Annotations(pii.None).Optional().Nillable().Comment(comment)
	}
	return []ent.Field{
		field.String("event_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.Time("starts_at").Annotations(pii.None).Comment("When the work begins."),
		field.Time("ends_at").Annotations(pii.None).Comment("When the work ends; the moment itself is no longer part of it."),
		field.Int("capacity").Annotations(pii.None).Positive().Comment("Places in all."),
		field.Int("confirmed").Annotations(pii.None).NonNegative().Default(0).
			Comment("Places of people who are CONFIRMED, CHECKED_IN or COMPLETED."),
		field.Int("held").Annotations(pii.None).NonNegative().Default(0).Comment("Places held by pending offers."),
		field.Int("waitlisted").Annotations(pii.None).NonNegative().Default(0).Comment("People who wait."),
		field.Int64("last_seq").Annotations(pii.None).NonNegative().Default(0).Annotations(entgql.Skip()).
			Comment("The last number given at the end of the queue."),
		field.Int64("first_seq").Annotations(pii.None).Default(0).Annotations(entgql.Skip()).
			Comment("The last number given before everyone else in the queue, 0 or below."),
		field.Int64("log_length").Annotations(pii.None).NonNegative().Default(0).Annotations(entgql.Skip()).
			Comment("Lines in the log of the shift's places."),
		field.Bytes("log_hash").Annotations(pii.None).Optional().Annotations(entgql.Skip()).
			Comment("Hash of the log's last line, which covers all before it."),
		optional("opens_at", "When one may begin to sign up; absent: as soon as the event is published."),
		optional("closes_at", "Until when one may sign up; absent: until the shift begins."),
		optional("cancel_cutoff", "Until when one may cancel; absent: until the shift begins."),
		field.Int("min_age").Annotations(pii.None).NonNegative().Default(0).Comment("Youngest age on the day of the shift, 0 for none."),
		field.Strings("qualifications").Annotations(pii.None).Optional().Comment("Codes of what one must have proved to be able to do."),
		field.Bool("members_only").Annotations(pii.None).Default(false).Comment("Whether one must be a member of the organization."),
		field.Enum("signup_policy").Annotations(pii.None).Values("INSTANT", "APPROVAL").Default("INSTANT").
			Annotations(entgql.Type("SignupPolicy")).
			Comment("Whether a sign-up takes a place at once or asks for one."),
		field.Bool("heavy_work").Annotations(pii.None).Default(false).
			Comment("Whether the work is heavy: nobody under 18 takes part, whatever consent there is."),
		field.Bool("guest_signup").Annotations(pii.None).Default(false).Comment("Whether people without an account may sign up."),
		field.Int("offer_window_minutes").Annotations(pii.None).Optional().Nillable().Positive().Annotations(entgql.Skip()).
			Comment("How long an offer of a place stands; absent: by the time left."),
		field.Int("no_show_minutes").Annotations(pii.None).Default(30).NonNegative().
			Comment("How many minutes after the start the places of those who have not come go to who waits; 0: they do not."),
		field.Time("no_shows_done_at").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("When that was done; absent: not yet."),
		field.Enum("state").Annotations(pii.None).Values("SCHEDULED", "OPEN", "CLOSED", "ENDED", "CANCELLED").Default("SCHEDULED").
			Comment("SCHEDULED before sign-up opens, OPEN, CLOSED, ENDED by the clock; or CANCELLED."),
		field.Time("next_transition_at").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("When the clock changes the state next; absent when it will not."),
	}
}

// Edges of Shift.
func (Shift) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("event", Event.Type).Ref("shifts").Field("event_id").Unique().Required().Immutable().
			Comment("What it is a part of."),
		edge.To("signups", Signup.Type).Annotations(entgql.RelayConnection()).
			Comment("Sign-ups, to those who run the event; to others their own."),
		edge.To("waitlist_entries", WaitlistEntry.Type).Annotations(entgql.Skip()),
		edge.To("offers", Offer.Type).Annotations(entgql.Skip()),
		edge.To("roster_messages", RosterMessage.Type).Annotations(entgql.Skip()),
	}
}

// Indexes of Shift.
func (Shift) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("event_id", "starts_at"),
		index.Fields("state", "starts_at"),
		index.Fields("next_transition_at").Annotations(entsql.IndexWhere("next_transition_at IS NOT NULL")),
		index.Fields("updated_at"), // what changed lately, see place.Sweep
	}
}

// Annotations of Shift: invariant 1 is held by the database too.
func (Shift) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipWhereInput),
		entsql.Checks(map[string]string{
			"shift_never_oversold":       "confirmed + held <= capacity",
			"shift_counts_are_not_below": "capacity > 0 AND confirmed >= 0 AND held >= 0 AND waitlisted >= 0",
			"shift_ends_after_its_start": "ends_at > starts_at",
		}),
	}
}

// Policy of Shift.
func (Shift) Policy() ent.Policy { return rule.Rows(rule.SeeShiftsOfVisibleEvents()) }
