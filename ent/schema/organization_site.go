package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
)

// OrganizationSite is a site of an organization whose pages may hold the widget: they
// ask the server, open sockets, and frame the page on which one signs up.
type OrganizationSite struct{ ent.Schema }

// Mixin of OrganizationSite.
func (OrganizationSite) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.OrganizationSite}, timestamps{}}
}

// Fields of OrganizationSite.
func (OrganizationSite) Fields() []ent.Field {
	return []ent.Field{
		field.String("organization_id").Annotations(pii.None).Immutable(),
		field.String("origin").Annotations(pii.None).Immutable().Comment("As a browser says it: scheme, host, and the port that is not usual."),
	}
}

// Edges of OrganizationSite.
func (OrganizationSite) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("organization", Organization.Type).Ref("sites").Field("organization_id").Unique().Required().Immutable(),
	}
}

// Indexes of OrganizationSite.
func (OrganizationSite) Indexes() []ent.Index {
	return []ent.Index{index.Fields("origin", "organization_id").Unique(), index.Fields("organization_id")}
}

// Annotations of OrganizationSite.
func (OrganizationSite) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of OrganizationSite.
func (OrganizationSite) Policy() ent.Policy { return rule.Hidden() }
