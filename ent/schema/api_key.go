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
	"erikti/internal/viewer"
)

// APIKey lets a program act for its creator, within its scopes.
type APIKey struct{ ent.Schema }

// Mixin of APIKey.
func (APIKey) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.APIKey, random: true}, timestamps{}}
}

// Fields of APIKey.
func (APIKey) Fields() []ent.Field {
	return []ent.Field{
		field.String("account_id").Annotations(pii.Personal).Immutable(),
		field.String("name").Annotations(pii.Personal).Immutable().Comment("What the creator calls it."),
		field.String("prefix").Annotations(pii.None).Immutable().Comment("How the key begins, by which people recognize it."),
		field.Bytes("token_hash").Annotations(pii.Sensitive).Unique().Immutable().Sensitive().Comment("SHA-256 of a key of 256 random bits."),
		field.JSON("scopes", []viewer.Scope{}).Annotations(pii.None).Immutable().Comment("What it may do."),
		field.Time("expires_at").Annotations(pii.Personal).Immutable(),
		field.Time("last_used_at").Annotations(pii.Personal).Optional().Nillable().Comment("To some minutes."),
		field.Time("revoked_at").Annotations(pii.Personal).Optional().Nillable(),
	}
}

// Edges of APIKey.
func (APIKey) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("account", Account.Type).Ref("api_keys").Field("account_id").Unique().Required().Immutable(),
	}
}

// Indexes of APIKey.
func (APIKey) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("account_id"),
		index.Fields("revoked_at").Annotations(entsql.IndexWhere("revoked_at IS NOT NULL")),
	}
}

// Annotations of APIKey.
func (APIKey) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of APIKey.
func (APIKey) Policy() ent.Policy { return rule.Rows(rule.SeeOwnAPIKeys()) }
