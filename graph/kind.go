package graph

import (
	"slices"

	"erikti/ent/gen"
)

// asksForKind says whether a filter names the kinds of events that it wants, anywhere
// in it.
func asksForKind(w *gen.EventWhereInput) bool {
	return w != nil && (w.Kind != nil || w.KindNEQ != nil || w.KindIn != nil || w.KindNotIn != nil || asksForKind(w.Not) ||
		slices.ContainsFunc(w.And, asksForKind) || slices.ContainsFunc(w.Or, asksForKind))
}
