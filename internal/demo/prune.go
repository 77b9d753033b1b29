package demo

import (
	"context"

	"erikti/ent/gen"
)

// prune deletes the places and positions that Traffic's people gave up: two rows a
// second would be a million in a week. What real people gave up stays, and what
// Fill wrote.
func prune(ctx context.Context, tx *gen.Tx) error {
	of := func(table string) string {
		return mark(table+".volunteer_id") + " AND NOT (" + mark(table+".id") + ")" +
			" AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.volunteer_id = " + table + ".volunteer_id)"
	}
	for _, statement := range []string{
		"DELETE FROM signups WHERE state = 'CANCELLED' AND cancelled_by = 'VOLUNTEER' AND " + of("signups") +
			" AND NOT EXISTS (SELECT 1 FROM check_ins c WHERE c.signup_id = signups.id)",
		"DELETE FROM waitlist_entries WHERE state IN ('LEFT', 'PROMOTED') AND " + of("waitlist_entries") +
			" AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.entry_id = waitlist_entries.id)",
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
