package personal

import (
	"context"
	"fmt"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/store"
)

// term is how long something of a class is kept.
type term struct {
	class string
	days  int
	// statement deletes or empties what is older; $1 is the moment before which it is.
	statement string
}

// terms are the classes, and docs/security.md lists them. Sessions and one-time links go
// a month after their end; what a person was told, a year after; addresses in the audit
// after a year, as what passports say after their end; what organizers wrote of people and what people took back after three.
var terms = []term{
	{"sessions, after their end", 30, "DELETE FROM sessions WHERE expires_at < $1 OR ended_at < $1"},
	{"one-time links, after their end", 30, "DELETE FROM one_time_tokens WHERE expires_at < $1"},
	{"invitations, after their end", 30, "DELETE FROM invitations WHERE expires_at < $1 OR used_at < $1"},
	{"messages of notices", 365, "DELETE FROM notice_deliveries WHERE notice_id IN (SELECT id FROM notices WHERE created_at < $1)"},
	{"notices", 365, "DELETE FROM notices WHERE created_at < $1"},
	{"addresses in the audit", 365, "UPDATE audit_texts SET address = '', salt = substr(salt, 1, 16) WHERE created_at < $1 AND address <> ''"},
	{"reasons in the audit", 3 * 365, "UPDATE audit_texts SET reason = '', salt = NULL WHERE created_at < $1 AND reason <> ''"},
	{"reasons given to people", 3 * 365, "DELETE FROM reasons WHERE created_at < $1"},
	{"messages to rosters", 365, "UPDATE roster_messages SET text = '' WHERE created_at < $1 AND text <> ''"},
	{"reports of events, after they were resolved", 3 * 365, "DELETE FROM reports WHERE resolved_at < $1"},
	{"what passports say, after their end", 365, "UPDATE passports SET credential = '' WHERE credential <> '' AND (expires_at < $1 OR revoked_at < $1)"},
	{"consents that were taken back", 3 * 365, "DELETE FROM consents WHERE withdrawn_at < $1"},
}

// Retain deletes what was kept long enough, each class in a transaction of its own.
func Retain(ctx context.Context, st *store.Store, now time.Time) error {
	for _, t := range terms {
		err := st.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
			_, err := tx.ExecContext(ctx, t.statement, now.UTC().AddDate(0, 0, -t.days))
			return err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", t.class, err)
		}
	}
	return nil
}
