package hours

import (
	"context"
	"fmt"
)

// People counts, in the groups that Sums tells apart, the people with time that counts
// and that nobody took back.
func People(ctx context.Context, q Querier, f Filter, by By) (map[string]int, error) {
	where, args := f.where()
	rows, err := q.QueryContext(ctx, fmt.Sprintf(`SELECT %s AS k, count(DISTINCT h.volunteer_id) FROM hour_entries h
		WHERE %s AND `+counted+` AND NOT h.taken_back AND h.minutes > 0 GROUP BY 1`, keys[by], where), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	people := map[string]int{}
	for rows.Next() {
		var key string
		var n int
		if err := rows.Scan(&key, &n); err != nil {
			return nil, err
		}
		people[key] = n
	}
	return people, rows.Err()
}
