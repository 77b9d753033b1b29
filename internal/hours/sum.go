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
	VolunteerID string
	// VolunteerIDs are several, any of whom it is.
	VolunteerIDs   []string
	OrganizationID string
	// OrganizationIDs are several, any of which it is.
	OrganizationIDs []string
	// RegionIDs are several, too.
	RegionIDs   []string
	RegionID    string
	EventID     string
	DirectionID string
	// From and To are days, both part of it.
	From, To civil.Date
	// ProjectIDs are the projects to whose events the lines belong.
	ProjectIDs []string
	// MinEvidence is the least evidence, 0 for any.
	MinEvidence int
	// Public says that the sums are for everybody: of cells of a month, an organization, a
	// region and a direction, each rounded to a whole hour (ADR 20). They ask for whole
	// months (WholeMonths), and are told apart by nothing finer than a cell.
	Public bool
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
	ByProject      By = "PROJECT"
)

var keys = map[By]string{
	ByAll: "''", ByDay: "h.date", ByMonth: "substr(h.date, 1, 7)", ByYear: "substr(h.date, 1, 4)",
	ByOrganization: "h.organization_id", ByDirection: "coalesce(h.direction_id, '')", ByRegion: "coalesce(h.region_id, '')",
	ByEvent: "coalesce(h.event_id, '')", ByVolunteer: "h.volunteer_id",
	ByProject: "coalesce((SELECT e.project_id FROM events e WHERE e.id = h.event_id), '')",
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
	cells, err := Table(ctx, q, f, by)
	if err != nil {
		return nil, err
	}
	sums := make([]Sum, len(cells))
	for i, c := range cells {
		sums[i] = Sum{c.Keys[0], c.Minutes, c.Pending}
	}
	return sums, nil
}

// Cell is the sum of a group by several keys.
type Cell struct {
	Keys             []string // in the order asked for
	Minutes, Pending int64
}

// Table adds lines up by several things at once, by one statement: as Sums does by one.
func Table(ctx context.Context, q Querier, f Filter, by ...By) ([]Cell, error) {
	where, args := f.where()
	var columns, numbers []string
	for i, b := range by {
		columns, numbers = append(columns, keys[b]), append(numbers, fmt.Sprint(i+1))
	}
	group := strings.Join(numbers, ", ")
	if f.Public {
		return read(ctx, q, len(by), publicSums(columns, where, group), args)
	}
	return read(ctx, q, len(by), fmt.Sprintf(`SELECT %s,
		coalesce(sum(CASE WHEN `+counted+` THEN h.minutes ELSE 0 END), 0),
		coalesce(sum(CASE WHEN h.state = 'PENDING' AND NOT h.taken_back THEN h.minutes ELSE 0 END), 0)
		FROM hour_entries h WHERE %s GROUP BY %s ORDER BY %s`, strings.Join(columns, ", "), where, group, group), args)
}

// publicSums adds up cells that are rounded before.
func publicSums(columns []string, where, group string) string {
	outer, inner := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		outer[i] = fmt.Sprintf("k%d", i)
		inner[i] = c + " AS " + outer[i]
	}
	keys := strings.Join(outer, ", ")
	return "SELECT " + keys + ", CAST(sum(minutes) AS BIGINT), 0 FROM (SELECT " + strings.Join(inner, ", ") + ", " + rounded + " AS minutes FROM hour_entries h WHERE " +
		where + " GROUP BY " + keys + ", " + cell + ") cells GROUP BY " + group + " ORDER BY " + group
}

func read(ctx context.Context, q Querier, keys int, statement string, args []any) ([]Cell, error) {
	rows, err := q.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	cells := []Cell{}
	for rows.Next() {
		c := Cell{Keys: make([]string, keys)}
		into := make([]any, 0, keys+2)
		for i := range c.Keys {
			into = append(into, &c.Keys[i])
		}
		if err := rows.Scan(append(into, &c.Minutes, &c.Pending)...); err != nil {
			return nil, err
		}
		cells = append(cells, c)
	}
	return cells, rows.Err()
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
	if len(f.ProjectIDs) > 0 {
		marks := make([]string, len(f.ProjectIDs))
		for i, id := range f.ProjectIDs {
			args = append(args, id)
			marks[i] = fmt.Sprintf("$%d", len(args))
		}
		conditions = append(conditions, "h.event_id IN (SELECT e.id FROM events e WHERE e.project_id IN ("+strings.Join(marks, ", ")+"))")
	}
	for _, c := range []struct {
		column string
		any    []string
	}{
		{"organization_id", f.OrganizationIDs},
		{"region_id", f.RegionIDs},
		{"volunteer_id", f.VolunteerIDs},
	} {
		if len(c.any) == 0 {
			continue
		}
		var marks []string
		for _, one := range c.any {
			args = append(args, one)
			marks = append(marks, fmt.Sprintf("$%d", len(args)))
		}
		conditions = append(conditions, "h."+c.column+" IN ("+strings.Join(marks, ", ")+")")
	}
	if f.MinEvidence > 0 {
		args = append(args, f.MinEvidence)
		conditions = append(conditions, fmt.Sprintf("h.evidence >= $%d", len(args)))
	}
	return strings.Join(conditions, " AND "), args
}
