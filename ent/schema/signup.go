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

// Signup is a person's place on a shift, or the wish for one that has yet to be
// approved.
type Signup struct{ ent.Schema }

// Mixin of Signup.
func (Signup) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Signup}, timestamps{}, versioned{}}
}

// Fields of Signup. The times and the person's number are copies that carry the
// overlap constraint (invariant 10).
func (Signup) Fields() []ent.Field {
	return []ent.Field{
		field.String("shift_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.String("volunteer_id").Annotations(pii.Personal).Immutable().Annotations(entgql.Skip()),
		field.Int64("person_no").Annotations(pii.Personal).Immutable().Annotations(entgql.Skip()),
		field.Time("starts_at").Annotations(pii.None).Annotations(entgql.Skip()),
		field.Time("ends_at").Annotations(pii.None).Annotations(entgql.Skip()),
		field.Bool("takes_time").Annotations(pii.None).Default(true).Immutable().Annotations(entgql.Skip()).
			Comment("A seat of a CREDIT event takes nobody's time: it overlaps with nothing."),
		field.Enum("state").Annotations(pii.Personal).
			Values("REQUESTED", "CONFIRMED", "CHECKED_IN", "COMPLETED", "DECLINED", "WITHDRAWN", "CANCELLED",
				"NO_SHOW", "UNRECORDED", "EXCUSED").
			Default("CONFIRMED").Comment("CONFIRMED, CHECKED_IN and COMPLETED take a place."),
		field.Enum("source").Annotations(pii.Personal).Values("SELF", "WAITLIST", "ORGANIZER", "GUEST", "IMPORT").Default("SELF").
			Comment("How the place came about."),
		field.Enum("cancelled_by").Annotations(pii.Personal).Values("VOLUNTEER", "ORGANIZER", "SYSTEM").Optional().Nillable().
			Comment("Who gave the place up."),
		field.Int64("seq").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("The position in the queue that a request keeps until it is approved."),
		field.Time("free_until").Annotations(pii.None).Optional().Nillable().
			Comment("Until when the place can be given up whatever the shift's deadline says."),
		field.String("reason_id").Annotations(pii.Personal).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("Why it was declined or cancelled, in the words of an organizer."),
	}
}

// Edges of Signup.
func (Signup) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("shift", Shift.Type).Ref("signups").Field("shift_id").Unique().Required().Immutable().
			Comment("The shift."),
		edge.From("volunteer", Volunteer.Type).Ref("signups").Field("volunteer_id").Unique().Required().Immutable().
			Comment("The person; null for those who may not see them."),
		edge.To("reason", Reason.Type).Field("reason_id").Unique().Annotations(entgql.Skip()),
		edge.To("check_ins", CheckIn.Type).Annotations(entgql.Skip()),
	}
}

// Indexes of Signup: at most one live sign-up per person and shift (invariant 3).
func (Signup) Indexes() []ent.Index {
	live := "state = 'REQUESTED' OR state = 'CONFIRMED' OR state = 'CHECKED_IN' OR state = 'COMPLETED'"
	return []ent.Index{
		index.Fields("shift_id", "person_no").Unique().Annotations(entsql.IndexWhere(live)).
			StorageKey("signups_one_live_per_person_and_shift"),
		index.Fields("shift_id", "state"),
		index.Fields("volunteer_id", "starts_at"),
	}
}

// Annotations of Signup.
func (Signup) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput),
		entsql.Checks(map[string]string{"signup_ends_after_its_start": "ends_at > starts_at"}),
	}
}

// Policy of Signup.
func (Signup) Policy() ent.Policy { return rule.Rows(rule.SeeOwnSignupsAndOwnRosters()) }
