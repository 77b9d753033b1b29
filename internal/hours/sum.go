package hours

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"erikti/internal/civil"
)

// Filter says which lines. The zero value of a field asks for nothing.
type Filter struct {
	VolunteerID    string
	OrganizationID string
	// OrganizationIDs are several, any of which it is.
	OrganizationIDs []string
	RegionID        string
	EventID         string
	DirectionID     string
	// From and To are days, both part of it.
	From, To civil.Date
	// MinEvidence is the least evidence, 0 for any.
	MinEvidence int
}

// By says what sums are told apart by.
type By string

// The kinds of sums. Nothing in All is told apart: the sum is one.
const (
	ByAll          By = ""
	ByDay          By = "DAY"
	ByMonth        By = "MONTH"
	ByYear         By = "YEAR"
	ByOrganization By = "ORGANIZATION"
	ByDirection    By = "DIRECTION"
	ByRegion       By = "REGION"
	ByEvent        By = "EVENT"
	ByVolunteer    By = "VOLUNTEER"
)

var keys = map[By]string{
	ByAll: "''", ByDay: "h.date", ByMonth: "substr(h.date, 1, 7)", ByYear: "substr(h.date, 1, 4)",
	ByOrganization: "h.organization_id", ByDirection: "coalesce(h.direction_id, '')", ByRegion: "coalesce(h.region_id, '')",
	ByEvent: "coalesce(h.event_id, '')", ByVolunteer: "h.volunteer_id",
}

// Sum is the minutes of a group of lines: those that count, and those that nobody has
// verified yet.
type Sum struct {
	Key     string // a day, a month (2026-11), a year, an id; "" for what has none
	Minutes int64
	Pending int64 // of lines that are not taken back
}

// Querier runs a statement that reads.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Sums adds lines up, in the order of their keys. Every total in the product is one of
// these: the sums by anything are together the sum of all (invariant 14). It looks at no
// rights: the caller has.
func Sums(ctx context.Context, q Querier, f Filter, by By) ([]Sum, error) {
	where, args := f.where()
	rows, err := q.QueryContext(ctx, fmt.Sprintf(`SELECT %s AS k,
		coalesce(sum(CASE WHEN `+counted+` THEN h.minutes ELSE 0 END), 0),
		coalesce(sum(CASE WHEN h.state = 'PENDING' AND NOT h.taken_back THEN h.minutes ELSE 0 END), 0)
		FROM hour_entries h WHERE %s GROUP BY 1 ORDER BY 1`, keys[by], where), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	sums := []Sum{}
	for rows.Next() {
		var s Sum
		if err := rows.Scan(&s.Key, &s.Minutes, &s.Pending); err != nil {
			return nil, err
		}
		sums = append(sums, s)
	}
	return sums, rows.Err()
}

// Total is the sum of all.
func Total(ctx context.Context, q Querier, f Filter) (Sum, error) {
	sums, err := Sums(ctx, q, f, ByAll)
	if err != nil || len(sums) == 0 {
		return Sum{}, err
	}
	return sums[0], nil
}

func (f Filter) where() (string, []any) {
	conditions, args := []string{"h.state <> 'REJECTED'"}, []any{}
	for _, c := range []struct {
		column, is, value string
	}{
		{"volunteer_id", "=", f.VolunteerID},
		{"organization_id", "=", f.OrganizationID},
		{"region_id", "=", f.RegionID},
		{"direction_id", "=", f.DirectionID},
		{"event_id", "=", f.EventID},
		{"date", ">=", string(f.From)},
		{"date", "<=", string(f.To)},
	} {
		if c.value != "" {
			args = append(args, c.value)
			conditions = append(conditions, fmt.Sprintf("h.%s %s $%d", c.column, c.is, len(args)))
		}
	}
	if len(f.OrganizationIDs) > 0 {
		var marks []string
		for _, o := range f.OrganizationIDs {
			args = append(args, o)
			marks = append(marks, fmt.Sprintf("$%d", len(args)))
		}
		conditions = append(conditions, "h.organization_id IN ("+strings.Join(marks, ", ")+")")
	}
	if f.MinEvidence > 0 {
		args = append(args, f.MinEvidence)
		conditions = append(conditions, fmt.Sprintf("h.evidence >= $%d", len(args)))
	}
	return strings.Join(conditions, " AND "), args
}
