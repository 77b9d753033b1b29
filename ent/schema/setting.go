package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"
)

// Setting is a fact about this installation that its database keeps.
type Setting struct{ ent.Schema }

// Fields of Setting.
func (Setting) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").Annotations(pii.None).Immutable().Comment("The setting's name."),
		field.String("value").Annotations(pii.None),
	}
}

// Annotations of Setting.
func (Setting) Annotations() []schema.Annotation {
	return []schema.Annotation{entgql.Skip(entgql.SkipAll)}
}

// Policy of Setting.
func (Setting) Policy() ent.Policy { return rule.Hidden() }
