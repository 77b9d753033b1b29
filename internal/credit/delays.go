package credit

import (
	"context"
	stdsql "database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"erikti/ent/gen/creditaward"
)

const microsecondsOfADay = 24 * 60 * 60 * 1_000_000

// delaySum are the awards of a university in one state.
type delaySum struct {
	organizationID  string
	state           creditaward.State
	awards, overdue int
	// passed is how long each took that is past a stage, in microseconds.
	passed [3][]int64
}

// delays sums the awards of a fiscal year in one statement: a row for each university and
// state, with the durations of its awards side by side, since a median wants each. A year
// has tens of thousands of awards: as rows of their own they take ten times as long.
func (s *Service) delays(ctx context.Context, year int, now time.Time) ([]*delaySum, error) {
	rows, err := s.store.Reader().QueryContext(ctx, delaysQuery(s.store.Postgres()), now, year)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err says what went wrong
	var out []*delaySum
	for rows.Next() {
		sum, passed := &delaySum{}, [3]stdsql.NullString{}
		if err := rows.Scan(&sum.organizationID, &sum.state, &sum.awards, &sum.overdue, &passed[0], &passed[1], &passed[2]); err != nil {
			return nil, err
		}
		for stage := range passed {
			if sum.passed[stage], err = numbers(passed[stage].String); err != nil {
				return nil, err
			}
		}
		out = append(out, sum)
	}
	return out, rows.Err()
}

// delaysQuery is the statement, with the moment at which what is due is overdue and the
// year.
func delaysQuery(postgres bool) string {
	column := func(from, to string) string { return "group_concat(" + tookSQLite(from, to) + ")" }
	if postgres {
		column = func(from, to string) string { return "string_agg((" + tookPostgres(from, to) + ")::text, ',')" }
	}
	return fmt.Sprintf(`SELECT organization_id, state, count(*), count(CASE WHEN due_by < $1 THEN 1 END), %s, %s, %s
		FROM credit_awards WHERE fiscal_year = $2 GROUP BY organization_id, state`,
		column("created_at", "confirmed_at"), column("confirmed_at", "approved_at"), column("approved_at", "paid_at"))
}

// tookPostgres is how long something took, in microseconds; null where it is not over.
func tookPostgres(from, to string) string {
	return "(extract(epoch FROM " + to + " - " + from + ") * 1000000)::bigint"
}

// tookSQLite is the same there, where times are texts. The index credit_awards_delays has
// its values: it holds for these very words.
func tookSQLite(from, to string) string {
	at := func(column string) string {
		return strings.ReplaceAll("(CAST(strftime('%s', @) AS INTEGER) * 1000000 + CAST(round(('0' || substr(@, 20, length(@) - 25)) * 1000000.0) AS INTEGER))", "@", column)
	}
	return "(" + at(to) + " - " + at(from) + ")"
}

// numbers reads numbers with commas between them.
func numbers(text string) ([]int64, error) {
	if text == "" {
		return nil, nil
	}
	out := make([]int64, 0, strings.Count(text, ",")+1)
	for one := range strings.SplitSeq(text, ",") {
		n, err := strconv.ParseInt(one, 10, 64)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// counted are the awards of a cell.
type counted struct {
	awards  int
	took    [3][]int64 // microseconds, by stage
	here    [3]int
	overdue [3]int
}

func of(by map[string]*counted, id string) *counted {
	if by[id] == nil {
		by[id] = &counted{}
	}
	return by[id]
}

func (c *counted) add(s *delaySum) {
	c.awards += s.awards
	for stage, took := range s.passed {
		c.took[stage] = append(c.took[stage], took...)
	}
	if stage := slices.Index(stages, s.state); stage >= 0 {
		c.here[stage] += s.awards
		c.overdue[stage] += s.overdue
	}
}
