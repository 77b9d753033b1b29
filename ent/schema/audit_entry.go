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

// AuditEntry says who did what, when, to what, and by salted hash from where and
// why. Entries are appended, never changed, and chained by hash: ids and codes
// only, so that people can be erased and the chain still holds (internal/audit).
type AuditEntry struct{ ent.Schema }

// Mixin of AuditEntry.
func (AuditEntry) Mixin() []ent.Mixin { return []ent.Mixin{identified{prefix: id.AuditEntry}} }

// Fields of AuditEntry.
func (AuditEntry) Fields() []ent.Field {
	return []ent.Field{
		field.String("chain").Annotations(pii.None).Immutable().Annotations(entgql.Skip()),
		field.Int64("number").Annotations(pii.None).Positive().Immutable().Annotations(entgql.Skip()).
			Comment("1 is the first entry of the chain."),
		field.Time("at").Annotations(pii.None).Immutable().Comment("When it was done."),
		field.Enum("actor").Annotations(pii.None).Values("VISITOR", "PERSON", "API_KEY", "SYSTEM").Immutable().
			Annotations(entgql.Type("AuditActor")).Comment("What did it."),
		field.String("actor_id").Annotations(pii.Personal).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("The volunteer who did it."),
		field.String("credential_id").Annotations(pii.Personal).Optional().Nillable().Immutable().Annotations(entgql.Skip()).
			Comment("The session or API key it was done with."),
		field.String("action").Annotations(pii.None).Immutable().Comment("What was done, a code such as MEMBER_ROLE_SET."),
		field.String("object_id").Annotations(pii.None).Immutable().Annotations(entgql.Skip()).Comment("What it was done to."),
		field.String("organization_id").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()),
		field.String("region_id").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()),
		field.String("detail").Annotations(pii.None).Immutable().Annotations(entgql.Skip()).
			Comment("Ids and codes, as JSON, and the salted hashes of reason and address."),
		field.Bytes("hash").Annotations(pii.None).Immutable().Annotations(entgql.Skip()).
			Comment("SHA-256 over the hash of the entry before and all of this one."),
	}
}

// Edges of AuditEntry.
func (AuditEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("organization", Organization.Type).Field("organization_id").Unique().Immutable().
			Comment("The organization whose affair it is."),
		edge.To("region", Region.Type).Field("region_id").Unique().Immutable().
			Comment("The region whose affair it is."),
	}
}

// Indexes of AuditEntry.
func (AuditEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("chain", "number").Unique(),
		index.Fields("organization_id"),
		index.Fields("region_id"),
		index.Fields("object_id"),
		index.Fields("actor_id"),
	}
}

// Annotations of AuditEntry.
func (AuditEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.RelayConnection(), entgql.Skip(entgql.SkipWhereInput)}
}

// Policy of AuditEntry.
func (AuditEntry) Policy() ent.Policy { return rule.Rows(rule.SeeAuditOfOwnAffairs()) }
