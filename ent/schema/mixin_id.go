package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"

	"erikti/ent/pii"
	"erikti/internal/id"
)

// identified gives a row its identifier. People's identifiers are random, all
// others sort by the time they were made.
type identified struct {
	mixin.Schema
	prefix id.Prefix
	random bool
}

// Fields of the mixin.
func (m identified) Fields() []ent.Field {
	make := m.prefix.New
	if m.random {
		make = m.prefix.Random
	}
	return []ent.Field{
		field.String("id").Annotations(pii.None).
			DefaultFunc(make).
			Immutable(),
	}
}
