package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"

	"erikti/ent/pii"
)

// imported remembers where a row was loaded from, so that loading the same file
// twice changes nothing.
type imported struct{ mixin.Schema }

// Fields of the mixin.
func (imported) Fields() []ent.Field {
	return []ent.Field{
		field.String("import_source").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()),
		field.String("import_key").Annotations(pii.None).Optional().Nillable().Immutable().Annotations(entgql.Skip()),
	}
}

// Indexes of the mixin.
func (imported) Indexes() []ent.Index {
	return []ent.Index{index.Fields("import_source", "import_key").Unique()}
}
