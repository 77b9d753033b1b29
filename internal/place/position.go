package place

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/waitlistentry"
)

// Positions counts, for waiting entries, who waits at or before them: 1 is the head.
// Entries that wait no more, or that the viewer of ctx may not see, are left out.
func Positions(ctx context.Context, client *gen.Client, entryIDs ...string) (map[string]*int, error) {
	var rows []struct {
		ID       string `json:"id"`
		Position int    `json:"position"`
	}
	err := client.WaitlistEntry.Query().
		Where(waitlistentry.IDIn(entryIDs...), waitlistentry.StateEQ(waitlistentry.StateWAITING)).
		Modify(func(s *sql.Selector) {
			before := sql.Table(waitlistentry.Table).As("before")
			ahead := sql.Dialect(s.Dialect()).Select(sql.Count("*")).From(before).Where(sql.And(
				sql.ColumnsEQ(before.C(waitlistentry.FieldShiftID), s.C(waitlistentry.FieldShiftID)),
				sql.EQ(before.C(waitlistentry.FieldState), waitlistentry.StateWAITING),
				sql.ColumnsLTE(before.C(waitlistentry.FieldSeq), s.C(waitlistentry.FieldSeq)),
			))
			s.Select(s.C(waitlistentry.FieldID)).AppendSelectExprAs(ahead, "position")
		}).Scan(ctx, &rows)
	out := make(map[string]*int, len(rows))
	for _, row := range rows {
		out[row.ID] = &row.Position
	}
	return out, err
}
