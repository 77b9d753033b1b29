package schema

import (
	"time"

	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"

	"erikti/ent/pii"
)

// now is the clock of the timestamps: UTC, in the microseconds that both
// databases keep.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// timestamps say when a row was made and last changed.
type timestamps struct{ mixin.Schema }

// Fields of the mixin.
func (timestamps) Fields() []ent.Field {
	return []ent.Field{
		field.Time("created_at").Annotations(pii.None).Default(now).Immutable().
			Annotations(entgql.Skip(entgql.SkipWhereInput)).
			Comment("When the row was made."),
		field.Time("updated_at").Annotations(pii.None).Default(now).UpdateDefault(now).
			Annotations(entgql.Skip()),
	}
}
