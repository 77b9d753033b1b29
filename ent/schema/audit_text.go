package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/seal"
)

// AuditText is what of an audit entry can be erased: the address it was done from,
// and why, in the words of a person. The entry has their salted hashes.
type AuditText struct{ ent.Schema }

// Fields of AuditText.
func (AuditText) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Annotations(pii.None).Immutable().Comment("That of the entry."),
		field.Time("created_at").Annotations(pii.None).Immutable(),
		field.String("address").Annotations(pii.Personal).Default(""),
		field.Text("reason").ValueScanner(seal.Column).Annotations(pii.Sensitive).Default(""),
		field.Bytes("salt").Annotations(pii.Sensitive).Optional().Sensitive().Comment("16 bytes for the reason, then 16 for the address; gone with what it is for."),
	}
}

// Indexes of AuditText.
func (AuditText) Indexes() []ent.Index { return []ent.Index{index.Fields("created_at")} }

// Annotations of AuditText.
func (AuditText) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of AuditText.
func (AuditText) Policy() ent.Policy { return rule.Hidden() }
