package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"erikti/ent/pii"
	"erikti/ent/rule"
)

// IdempotencyKey keeps the outcome of a mutation, as ids and codes, so that the
// same call sent again gets the same answer (invariant 9).
type IdempotencyKey struct{ ent.Schema }

// Fields of IdempotencyKey.
func (IdempotencyKey) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Annotations(pii.None).Immutable().Comment("A digest of who calls what with which key: one index holds the rule."),
		field.Time("created_at").Annotations(pii.None).Immutable().Comment("When the change was made."),
		field.Bytes("input_hash").Annotations(pii.None).Immutable().Comment("SHA-256 of the input: the same key with another input is refused."),
		field.String("outcome").Annotations(pii.None).Immutable().Comment("JSON: ids and codes, never a token or personal data."),
	}
}

// Indexes of IdempotencyKey.
func (IdempotencyKey) Indexes() []ent.Index {
	return []ent.Index{
		// Rows come in the order of time and go in it: a few words for each block do.
		index.Fields("created_at").Annotations(entsql.IndexTypes(map[string]string{dialect.Postgres: "BRIN"})),
	}
}

// Annotations of IdempotencyKey.
func (IdempotencyKey) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of IdempotencyKey.
func (IdempotencyKey) Policy() ent.Policy { return rule.Hidden() }
