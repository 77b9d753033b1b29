package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"
)

// AuditChain is the end of one chain of audit entries: what stands here is what
// their last line must be, so that the last lines cannot be cut off unseen.
type AuditChain struct{ ent.Schema }

// Fields of AuditChain.
func (AuditChain) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Annotations(pii.None).Immutable().
			Comment("The organization whose chain it is, else the object."),
		field.Int64("length").Annotations(pii.None).NonNegative(),
		field.Bytes("hash").Annotations(pii.None).Optional().Comment("Of the last entry."),
	}
}

// Annotations of AuditChain.
func (AuditChain) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of AuditChain.
func (AuditChain) Policy() ent.Policy { return rule.Hidden() }
