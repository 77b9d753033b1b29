package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"

	"erikti/ent/pii"
)

// versioned counts the changes of a row that a client can see.
type versioned struct{ mixin.Schema }

// Fields of the mixin.
func (versioned) Fields() []ent.Field {
	return []ent.Field{
		field.Int("version").Annotations(pii.None).Default(1).Positive().
			Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("Grows with every change that a client can see."),
	}
}
