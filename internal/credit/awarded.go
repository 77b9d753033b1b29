package credit

import (
	"context"

	"erikti/internal/store"
)

// AwardedIn are the academic credits of the awards of a fiscal year that were paid, by the
// home region of the university; absent where fewer than LeastCell awards were. Public.
func (s *Service) AwardedIn(ctx context.Context, year int, regionIDs []string) (map[string]*int, error) {
	in, ids := store.In(s.store.Postgres(), "o.home_region_id", 2, regionIDs)
	rows, err := s.store.Reader().QueryContext(ctx, `SELECT o.home_region_id, count(*), sum(a.credits) FROM credit_awards a
		JOIN organizations o ON o.id = a.organization_id
		WHERE a.fiscal_year = $1 AND (a.state = 'PAID' OR a.state = 'CLOSED') AND `+in+` GROUP BY o.home_region_id`, year, ids)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	out := map[string]*int{}
	for rows.Next() {
		var region string
		var awards, credits int
		if err := rows.Scan(&region, &awards, &credits); err != nil {
			return nil, err
		}
		if awards >= LeastCell {
			out[region] = &credits
		}
	}
	return out, rows.Err()
}
