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

// Organization is who runs events: a registered organization, a group of
// volunteers, a university, or a network of organizations.
type Organization struct{ ent.Schema }

// Mixin of Organization.
func (Organization) Mixin() []ent.Mixin {
	return []ent.Mixin{
		identified{prefix: id.Organization},
		timestamps{},
		versioned{},
		imported{},
		localized{name: "name"},
		localized{name: "description", optional: true},
		localized{name: "address", optional: true},
		findable{texts: []string{"name", "description"}},
	}
}

// Fields of Organization.
func (Organization) Fields() []ent.Field {
	return []ent.Field{
		field.String("bin").Annotations(pii.None).Optional().Nillable().
			Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Business identification number of a registered organization, 12 digits."),
		field.Enum("legal_form").Annotations(pii.None).Values("NGO", "STATE", "UNIVERSITY", "BUSINESS", "INFORMAL_GROUP").
			Annotations(entgql.Type("LegalForm")).
			Comment("What the organization is in law."),
		field.Enum("status").Annotations(pii.None).Values("DRAFT", "PENDING", "VERIFIED", "SUSPENDED", "CLOSED").Default("DRAFT").
			Comment("Only a VERIFIED organization publishes events."),
		field.Bool("network").Annotations(pii.None).Default(false).Immutable().
			Comment("Whether it is a network, which organizations belong to."),
		field.String("home_region_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()),
		field.Time("submitted_at").Annotations(pii.None).Optional().Nillable().
			Annotations(entgql.OrderField("SUBMITTED_AT"), entgql.Skip(entgql.SkipWhereInput)).
			Comment("When its members last asked for it to be verified."),
		field.String("reason_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("Why it was returned, suspended or closed, in the words of who did."),
		field.String("website").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Its public address on the web."),
		// The organization's own, for everybody to read: not those of a person.
		field.String("contact_email").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Where everybody may write to it."),
		field.String("contact_phone").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Where everybody may call it, E.164."),
		field.String("parent_id").Annotations(pii.None).Optional().Nillable().
			Annotations(entgql.Skip()),
		field.String("requested_network_id").Annotations(pii.None).Optional().Nillable().Annotations(entgql.Skip()).
			Comment("The network that it asked to belong to, until that answers."),
	}
}

// Edges of Organization.
func (Organization) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("children", Organization.Type).
			Annotations(entgql.RelayConnection()).
			Comment("Members of a network of organizations.").
			From("parent").Field("parent_id").Unique().
			Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("The network it belongs to."),
		edge.To("home_region", Region.Type).Field("home_region_id").Unique().
			Comment("Where it is at home: the support center of this region verifies it."),
		edge.To("reason", Reason.Type).Field("reason_id").Unique().Annotations(entgql.Skip()),
		edge.To("regions", Region.Type).Comment("Where it works."),
		edge.To("directions", Direction.Type).Comment("What it does."),
		edge.To("support_centers", SupportCenter.Type).
			Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Its mandates as a support center."),
		edge.To("memberships", Membership.Type).
			Annotations(entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)).
			Comment("Memberships, to its ADMINs; to others their own."),
		edge.To("invitations", Invitation.Type).Annotations(entgql.Skip()),
		edge.To("follows", Follow.Type).Annotations(entgql.Skip()),
		edge.To("sites", OrganizationSite.Type).Annotations(entgql.Skip(), entsql.OnDelete(entsql.Cascade)),
		edge.To("events", Event.Type).
			Annotations(entgql.RelayConnection()).
			Comment("The events it runs."),
		edge.To("courses", Course.Type).
			Annotations(entgql.RelayConnection()).
			Comment("The courses of its School of Volunteers."),
		edge.To("mentees", Mentorship.Type).
			Annotations(entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)).
			Comment("As a support center: the organizations it mentors or mentored, those that the viewer may see."),
		edge.To("mentorships", Mentorship.Type).
			Annotations(entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)).
			Comment("The help of support centers to it, as far as the viewer may see it."),
		edge.To("projects", Project.Type).
			Annotations(entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)).
			Comment("The projects it carries out, those that the viewer may see."),
		edge.To("hour_entries", HourEntry.Type).Annotations(entgql.Skip()),
	}
}

// Indexes of Organization.
func (Organization) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("status", "name_sort_kk"),
		index.Fields("status", "name_sort_ru"),
		index.Fields("status", "name_sort_en"),
		index.Fields("parent_id"),
		index.Fields("requested_network_id"),
		index.Fields("home_region_id", "status"),
		// A number can be claimed by anybody until somebody has looked.
		index.Fields("bin").Unique().Annotations(entsql.IndexWhere("status = 'VERIFIED' OR status = 'SUSPENDED'")).
			StorageKey("organizations_one_verified_of_a_bin"),
	}
}

// Annotations of Organization.
func (Organization) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.RelayConnection(), entgql.MultiOrder(),
		entsql.Checks(map[string]string{
			"organization_is_not_its_own_parent": "parent_id IS NULL OR parent_id <> id",
			// A network belongs to none, and only networks have members: no cycles (invariant 19).
			"network_belongs_to_no_network": "NOT network OR parent_id IS NULL",
			"network_is_registered":         "NOT network OR legal_form <> 'INFORMAL_GROUP'",
		}),
	}
}

// Policy of Organization.
func (Organization) Policy() ent.Policy { return rule.Rows(rule.SeeVerifiedAndOwnOrganizations()) }
