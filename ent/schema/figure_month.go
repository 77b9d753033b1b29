package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"erikti/ent/pii"
	"erikti/ent/rule"

	"erikti/internal/id"
)

// FigureMonth is a month of the network as it was fixed: the cells from which every
// published figure is added up. It is written once and never changes, or the difference
// of two of its states would tell of the few people in between.
type FigureMonth struct{ ent.Schema }

// Mixin of FigureMonth.
func (FigureMonth) Mixin() []ent.Mixin {
	return []ent.Mixin{identified{prefix: id.FigureMonth}, timestamps{}}
}

// Fields of FigureMonth.
func (FigureMonth) Fields() []ent.Field {
	return []ent.Field{
		field.String("month").Annotations(pii.None).Unique().Immutable().Comment("2026-01."),
		field.Int("min_people").Annotations(pii.None).Immutable().Comment("How many people are in a cell at least."),
		field.Text("snapshot").Annotations(pii.None).Immutable().Comment("JSON, as it was written."),
		field.String("snapshot_hash").Annotations(pii.None).Immutable().Comment("SHA-256 of the snapshot, in hexadecimal digits."),
		field.Time("taken_at").Annotations(pii.None).Immutable(),
	}
}

// Annotations of FigureMonth.
func (FigureMonth) Annotations() []schema.Annotation {
	return []schema.Annotation{
		entgql.Skip(entgql.SkipAll),
		entsql.Checks(map[string]string{"figure_month_has_cells_of_several": "min_people > 1"}),
	}
}

// Policy of FigureMonth.
func (FigureMonth) Policy() ent.Policy { return rule.Hidden() }
