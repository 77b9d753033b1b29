package main

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"entgo.io/ent/dialect"
)

// timing sums up how long statements take, by what they do.
type timing struct {
	mu    sync.Mutex
	by    map[string]time.Duration
	count int // transactions
}

func (t *timing) wrap(d dialect.Driver) dialect.Driver { return &timedDriver{d, t} }

func (t *timing) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.by, t.count = map[string]time.Duration{}, 0
}

var table = regexp.MustCompile("(?is)^\\s*(select|insert|update).*?(?:from|into|update)\\s+[\"`]?([a-z_]+)")

func (t *timing) add(what string, since time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.by != nil {
		t.by[what] += time.Since(since)
	}
}

func name(query string) string {
	if strings.HasPrefix(query, "WITH") {
		return "write all rows"
	}
	m := table.FindStringSubmatch(query)
	if m == nil {
		return "other"
	}
	if m[2] == "event_directions" { // named first in the statement that locks shifts
		return "lock shifts"
	}
	if strings.EqualFold(m[1], "update") {
		m[2] = strings.Trim(strings.Fields(query)[1], "\"`")
	}
	return strings.ToLower(m[1]) + " " + m[2]
}

// shares lists what took longest, as parts of all statements.
func (t *timing) shares() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var sum time.Duration
	for _, d := range t.by {
		sum += d
	}
	if sum == 0 {
		return ""
	}
	names := slices.SortedFunc(maps.Keys(t.by), func(a, b string) int { return cmp.Compare(t.by[b], t.by[a]) })
	var parts []string
	for _, n := range names[:min(9, len(names))] {
		parts = append(parts, fmt.Sprintf("%s %.0f %%", n, 100*float64(t.by[n])/float64(sum)))
	}
	return fmt.Sprintf("%d transactions: %s", t.count, strings.Join(parts, ", "))
}

type timedDriver struct {
	dialect.Driver
	t *timing
}

func (d *timedDriver) Tx(ctx context.Context) (dialect.Tx, error) {
	start := time.Now()
	tx, err := d.Driver.Tx(ctx)
	d.t.add("begin", start)
	return &timedTx{tx, d.t}, err
}

type timedTx struct {
	dialect.Tx
	t *timing
}

func (x *timedTx) Exec(ctx context.Context, query string, args, v any) error {
	defer x.t.add(name(query), time.Now())
	return x.Tx.Exec(ctx, query, args, v)
}

func (x *timedTx) Query(ctx context.Context, query string, args, v any) error {
	defer x.t.add(name(query), time.Now())
	return x.Tx.Query(ctx, query, args, v)
}

func (x *timedTx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	defer x.t.add(name(query), time.Now())
	return x.Tx.(interface {
		ExecContext(context.Context, string, ...any) (sql.Result, error)
	}).ExecContext(ctx, query, args...)
}

func (x *timedTx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	defer x.t.add(name(query), time.Now())
	return x.Tx.(interface {
		QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	}).QueryContext(ctx, query, args...)
}

func (x *timedTx) Commit() error {
	defer x.t.add("commit", time.Now())
	x.t.mu.Lock()
	x.t.count++
	x.t.mu.Unlock()
	return x.Tx.Commit()
}
