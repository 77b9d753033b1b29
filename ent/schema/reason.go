package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"
	"erikti/internal/id"
	"erikti/internal/seal"
)

// Reason is what a person typed to explain a change of places. It can be erased:
// the log of places has only its salted hash.
type Reason struct{ ent.Schema }

// Mixin of Reason.
func (Reason) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.Reason, random: true}, timestamps{}}
}

// Fields of Reason.
func (Reason) Fields() []ent.Field {
	return []ent.Field{
		field.Text("text").ValueScanner(seal.Column).Annotations(pii.Sensitive).MaxLen(4000),
		field.Bytes("salt").Annotations(pii.Sensitive).Immutable().Sensitive(),
	}
}

// Annotations of Reason.
func (Reason) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Reason.
func (Reason) Policy() ent.Policy { return rule.Hidden() }
