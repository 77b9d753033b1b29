package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/seal"
)

// SigningKey signs what others can check without asking (package sign).
type SigningKey struct{ ent.Schema }

// Mixin of SigningKey.
func (SigningKey) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.SigningKey, random: true}, timestamps{}}
}

// Fields of SigningKey.
func (SigningKey) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("public_key").Annotations(pii.None).Immutable().Comment("Ed25519, 32 bytes."),
		field.Text("private_key").ValueScanner(seal.Column).Annotations(pii.Sensitive).Immutable().Sensitive().Comment("The seed, 32 bytes, base64."),
		field.Bool("signs").Annotations(pii.None).Default(true).Comment("Whether it signs what is issued now: one does."),
		field.Time("retired_at").Annotations(pii.None).Optional().Nillable().Comment("Since when it signs nothing new."),
		field.Time("distrusted_at").Annotations(pii.None).Optional().Nillable().Comment("Since when nothing that it signed counts: it was lost."),
	}
}

// Indexes of SigningKey.
func (SigningKey) Indexes() []ent.Index {
	return []ent.Index{index.Fields("signs").Unique().StorageKey("signing_keys_one_signs").Annotations(entsql.IndexWhere("signs"))}
}

// Annotations of SigningKey.
func (SigningKey) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of SigningKey.
func (SigningKey) Policy() ent.Policy { return rule.Hidden() }
