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

// Event is something an organization does with volunteers; people sign up for
// its shifts.
type Event struct{ ent.Schema }

// Mixin of Event.
func (Event) Mixin() []ent.Mixin {
	return []ent.Mixin{
		identified{prefix: id.Event},
		timestamps{},
		versioned{},
		imported{},
		localized{name: "title"},
		localized{name: "description", optional: true},
		localized{name: "venue", optional: true},
		findable{texts: []string{"title", "description", "venue"}},
	}
}

// Fields of Event.
func (Event) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Immutable().Comment("Who runs it."),
		field.String("region_id").Annotations(pii.None).Optional().Nillable().Comment("Where it is; absent when it is remote."),
		field.Enum("kind").Annotations(pii.None).Values("VOLUNTEERING", "COURSE", "FORUM", "CREDIT").Default("VOLUNTEERING").Immutable().
			Comment("What its places are for. Hours and check-in belong to VOLUNTEERING; lists and counters hold that alone unless they are asked for another kind."),
		field.Time("starts_at").Annotations(pii.None).Annotations(entgql.OrderField("STARTS_AT")).Comment("When it begins."),
		field.Time("ends_at").Annotations(pii.None).Comment("When it ends; later than startsAt."),
		field.String("time_zone").Annotations(pii.None).Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("IANA zone in which its times are shown."),
		field.Bool("remote").Annotations(pii.None).Default(false).Comment("One takes part from anywhere."),
		field.Enum("state").Annotations(pii.None).Values("DRAFT", "PUBLISHED", "DONE", "SETTLED", "CANCELLED").Default("DRAFT").
			Comment("DRAFT is seen by its organization only."),
		field.String("cancellation_reason").Annotations(pii.None).Optional().Nillable().MaxLen(4000).
			Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Why it was cancelled, in the words of its organizer."),
		field.Time("settled_at").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("When its hours were locked."),
		field.Int("settle_reminders").Annotations(pii.None).NonNegative().Default(0).Annotations(entgql.Skip()).
			Comment("How often somebody was asked to say who came: 1 and 2 its organizers, 3 the support center."),
		field.String("project_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("The project that it belongs to."),
		field.Time("published_at").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()),
	}
}

// Edges of Event.
func (Event) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("organization", Organization.Type).Ref("events").Field("organization_id").
			Unique().Required().Immutable().Comment("Who runs it."),
		edge.From("region", Region.Type).Ref("events").Field("region_id").Unique().
			Comment("Where it is; null when it is remote."),
		edge.From("project", Project.Type).Ref("events").Field("project_id").Unique().
			Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("The project that it belongs to; null when it belongs to none, or to one that the viewer may not see."),
		edge.To("directions", Direction.Type).Comment("The fields of volunteering it belongs to."),
		edge.To("shifts", Shift.Type).
			Comment("Its shifts, in order of time."),
		edge.To("cohort", Cohort.Type).Unique().
			Comment("Whose places they are, of a COURSE event; null of others."),
	}
}

// Indexes of Event.
func (Event) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("state", "starts_at"),
		index.Fields("starts_at", "id"), // the order of lists of whatever state
		index.Fields("organization_id", "starts_at"),
		index.Fields("region_id", "starts_at"),
		index.Fields("project_id", "starts_at"),
		index.Fields("updated_at"), // what changed lately, see place.Sweep
	}
}

// Annotations of Event.
func (Event) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.RelayConnection(), entgql.MultiOrder(),
		entsql.Checks(map[string]string{"event_ends_after_its_start": "ends_at > starts_at"}),
	}
}

// Policy of Event.
func (Event) Policy() ent.Policy { return rule.Rows(rule.SeePublicEventsAndDraftsOfOwnOrganization()) }
