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

// Membership is a role of a person in an organization, for a time. Rights belong
// to it, never to an account.
type Membership struct{ ent.Schema }

// Mixin of Membership.
func (Membership) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Membership, random: true}, timestamps{}}
}

// Fields of Membership.
func (Membership) Fields() []ent.Field {
	return []ent.Field{
		field.String("volunteer_id").Annotations(pii.Personal).Immutable().Annotations(entgql.Skip()),
		field.String("organization_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.Enum("role").Annotations(pii.Personal).
			Values("MEMBER", "COORDINATOR", "TRAINER", "RESEARCHER", "EDITOR", "UNIVERSITY_OFFICER", "ADMIN").
			Comment("What the person does there."),
		field.Enum("status").Annotations(pii.None).Values("REQUESTED", "INVITED", "ACTIVE", "ENDED").Default("ACTIVE").
			Comment("Only an ACTIVE membership gives rights."),
		field.String("invitation_id").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("The invitation it came of."),
		field.String("valid_from").Annotations(pii.None).GoType(civil.Date("")).Annotations(entgql.Type("Date")).
			Comment("First day of the membership."),
		field.String("valid_to").Annotations(pii.None).GoType(civil.Date("")).Optional().Annotations(entgql.Type("Date")).
			Comment("First day after the membership."),
	}
}

// Edges of Membership.
func (Membership) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("volunteer", Volunteer.Type).Ref("memberships").Field("volunteer_id").
			Unique().Required().Immutable().Comment("The person; null for those who may not see them."),
		edge.From("organization", Organization.Type).Ref("memberships").Field("organization_id").
			Unique().Required().Immutable().Comment("Where the person is a member."),
	}
}

// Indexes of Membership: a person has a role in an organization once at a time.
func (Membership) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("volunteer_id", "organization_id", "role").Unique().
			Annotations(entsql.IndexWhere("status <> 'ENDED'")),
		index.Fields("volunteer_id", "status"), // every request asks for the roles of who asks
		index.Fields("organization_id", "status"),
	}
}

// Annotations of Membership.
func (Membership) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of Membership.
func (Membership) Policy() ent.Policy {
	return rule.Rows(rule.SeeOwnMembershipsAndThoseOfOwnOrganization())
}
