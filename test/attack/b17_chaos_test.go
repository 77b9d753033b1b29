package attack

import (
	"context"
	"database/sql"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	"github.com/99designs/gqlgen/graphql"

	"erikti/internal/apptest"
)

// chaos is a way to the database on which resolvers meet what they do not expect: what
// they ask of a table panics, writes to a nil map, or never ends.
type chaos struct {
	dialect.Driver
	fault *atomic.Pointer[trouble]
}

type trouble struct {
	table string
	do    func(ctx context.Context, run func(ctx context.Context, query string) error) error
}

// endless never returns a row, on either database.
const endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT (x + 1) % 1000 FROM n) SELECT count(*) FROM n"

func (c *chaos) Query(ctx context.Context, query string, args, v any) error {
	return c.meet(ctx, query, args, func(ctx context.Context, query string, args any) error { return c.Driver.Query(ctx, query, args, v) })
}

// Tx begins a transaction that meets the same.
func (c *chaos) Tx(ctx context.Context) (dialect.Tx, error) {
	tx, err := c.Driver.Tx(ctx)
	return &chaosTx{tx, c}, err
}

type chaosTx struct {
	dialect.Tx
	of *chaos
}

func (c *chaosTx) Query(ctx context.Context, query string, args, v any) error {
	return c.of.meet(ctx, query, args, func(ctx context.Context, query string, args any) error { return c.Tx.Query(ctx, query, args, v) })
}

// ownStatements are how statements of one's own are run.
type ownStatements interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

// QueryContext and ExecContext run statements of one's own, untroubled.
func (c *chaos) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return c.Driver.(ownStatements).QueryContext(ctx, query, args...)
}

func (c *chaos) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return c.Driver.(ownStatements).ExecContext(ctx, query, args...)
}

func (c *chaosTx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return c.Tx.(ownStatements).QueryContext(ctx, query, args...)
}

func (c *chaosTx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return c.Tx.(ownStatements).ExecContext(ctx, query, args...)
}

func (c *chaos) meet(ctx context.Context, query string, args any, run func(context.Context, string, any) error) error {
	t := c.fault.Load()
	if t == nil || !graphql.HasOperationContext(ctx) || !strings.Contains(query, "FROM "+t.table) && !strings.Contains(query, "FROM \""+t.table+"\"") && !strings.Contains(query, "FROM `"+t.table+"`") {
		return run(ctx, query, args)
	}
	return t.do(ctx, func(ctx context.Context, query string) error { return run(ctx, query, []any{}) })
}

// A resolver that panics, writes to a nil map or takes too long is one error at its
// field: its neighbors are answered, nothing of what went wrong is told, its statement
// ends, its transaction gives its connection back, and the program lives.
func TestB17_ResolversThatGoWrong(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		fault := &atomic.Pointer[trouble]{}
		w := newWorld(t, apptest.StartWrapped(t, url, func(d dialect.Driver) dialect.Driver { return &chaos{d, fault} }, "REQUEST_TIMEOUT=2s"))
		region := w.As("").Do(t, `{ regions { id } }`, nil).Text("regions", 0, "id")
		document := `query($id: ID!) { good: directions { id } bad: node(id: $id) { id } }`
		for name, c := range map[string]struct {
			code string
			do   func(ctx context.Context, run func(context.Context, string) error) error
		}{
			"a panic": {"INTERNAL", func(context.Context, func(context.Context, string) error) error { panic(canary) }},
			"a nil map": {"INTERNAL", func(context.Context, func(context.Context, string) error) error {
				var none map[string]string
				//lint:ignore SA5000 that is the point
				none[canary] = canary
				return nil
			}},
			"a nil pointer": {"INTERNAL", func(context.Context, func(context.Context, string) error) error {
				var none *trouble
				return none.do(nil, nil)
			}},
			"a statement without end": {"TRY_AGAIN", func(ctx context.Context, run func(context.Context, string) error) error { return run(ctx, endless) }},
		} {
			fault.Store(&trouble{"regions", c.do})
			began := time.Now()
			a := w.As("").Ask(t, document, map[string]any{"id": region})
			fault.Store(nil)
			if len(a.Errors) != 1 || a.Code() != c.code || a.At("bad") != nil {
				t.Errorf("%s: %s", name, a.Body)
			}
			if good, _ := a.At("good").([]any); len(good) == 0 && c.code == "INTERNAL" {
				t.Errorf("%s: its neighbor was not answered: %s", name, a.Body)
			}
			for _, told := range []string{canary, "panic", "runtime", "nil map", ".go:"} {
				if strings.Contains(string(a.Body), told) {
					t.Errorf("%s: it tells %q: %s", name, told, a.Body)
				}
			}
			if c.code == "TRY_AGAIN" && time.Since(began) > 20*time.Second {
				t.Errorf("%s took %s", name, time.Since(began))
			}
		}
		// In transactions, more often than there are connections.
		for name, do := range map[string]func(context.Context, func(context.Context, string) error) error{
			"panics":                 func(context.Context, func(context.Context, string) error) error { panic(canary) },
			"statements without end": func(ctx context.Context, run func(context.Context, string) error) error { return run(ctx, endless) },
		} {
			fault.Store(&trouble{"shifts", do})
			codes := make(chan string)
			many := 40
			if name != "panics" {
				many = 4
			}
			for range many {
				go func() {
					a, err := w.organizer.Try(updateShift, fields("shiftId", w.shift, "capacity", 60))
					if err != nil {
						codes <- err.Error()
						return
					}
					codes <- a.Code()
				}()
			}
			for range many {
				select {
				case code := <-codes:
					if code != "INTERNAL" && code != "TRY_AGAIN" {
						t.Errorf("%s in a transaction: %s", name, code)
					}
				case <-time.After(60 * time.Second):
					t.Fatalf("%s in a transaction: no answer", name)
				}
			}
			fault.Store(nil)
			w.organizer.Do(t, addShift, fields("eventId", w.event, "shift", w.shiftInput())) // somebody writes
		}
		if w.App.Store().Postgres() {
			left := 0
			for range 100 {
				if err := w.App.Store().DB().QueryRow(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
					AND pid <> pg_backend_pid() AND state <> 'idle' AND (query LIKE 'WITH RECURSIVE n%' OR state LIKE 'idle in transaction%')`).Scan(&left); err != nil {
					t.Fatal(err)
				}
				if left == 0 {
					break
				}
				time.Sleep(50 * time.Millisecond)
			}
			if left > 0 {
				t.Errorf("%d statements go on", left)
			}
		}
	})
}
