package attack

import (
	"testing"

	"erikti/internal/apptest"
)

// Lists of ids and searches are bounded; what is missing of a list is null.
func TestB14_NodesAndSearches(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		ids := func(n int) map[string]any { return map[string]any{"ids": many(n, w.event)} }
		const nodes = `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`
		w.refuses(t, []badCase{
			w.spoil("101 nodes", "BAD_USER_INPUT", w.organizer, nodes, ids(101)),
			w.spoil("5,000 nodes", "BAD_USER_INPUT", w.organizer, nodes, ids(5_000)),
			w.spoil("a null among nodes", "BAD_USER_INPUT", w.organizer, nodes, map[string]any{"ids": []any{nil, canary}}),
			w.spoil("a search of 10 kB", "BAD_USER_INPUT", w.organizer, `query($s: String) { events(search: $s) { totalCount } }`, map[string]any{"s": repeat(canary, 900)}),
			w.spoil("an organization's search of 10 kB", "BAD_USER_INPUT", w.organizer, `query($s: String) { organizations(search: $s) { totalCount } }`, map[string]any{"s": repeat(canary, 900)}),
		})
		a := w.organizer.Do(t, nodes, map[string]any{"ids": []any{w.event, "evt_nobody", canary, w.draft, w.shift}})
		if a.Text("nodes", 0, "id") != w.event || a.At("nodes", 1) != nil || a.At("nodes", 2) != nil || a.At("nodes", 3) != nil || a.Text("nodes", 4, "id") != w.shift {
			t.Errorf("nodes: %s", a.Body)
		}
	})
}
