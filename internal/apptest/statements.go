package apptest

import (
	"context"
	stdsql "database/sql"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	"github.com/99designs/gqlgen/graphql"

	"erikti/internal/store"
)

// StartCounted is Start with a count of the statements that requests cause.
func StartCounted(t testing.TB, databaseURL string, environ ...string) (*Server, *Statements) {
	t.Helper()
	counted := &Statements{}
	return start(t, databaseURL, time.Now, environ, func(o *store.Options) { o.Wrap = counted.wrap }), counted
}

// StartWrapped is Start with a way to the database that a test wraps.
func StartWrapped(t testing.TB, databaseURL string, wrap func(dialect.Driver) dialect.Driver, environ ...string) *Server {
	t.Helper()
	return start(t, databaseURL, time.Now, environ, func(o *store.Options) { o.Wrap = wrap })
}

// Statements are those that resolvers ran, in transactions too: what the jobs do beside
// is left out.
type Statements struct {
	mu   sync.Mutex
	seen []string
}

// Take returns the statements since the last time.
func (s *Statements) Take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := slices.Clone(s.seen)
	s.seen = nil
	return seen
}

func (s *Statements) note(ctx context.Context, statement string) {
	if !graphql.HasOperationContext(ctx) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = append(s.seen, statement)
}

func (s *Statements) wrap(d dialect.Driver) dialect.Driver { return &counting{d, s} }

type counting struct {
	dialect.Driver
	statements *Statements
}

func (c *counting) Query(ctx context.Context, query string, args, v any) error {
	c.statements.note(ctx, query)
	return c.Driver.Query(ctx, query, args, v)
}

func (c *counting) Exec(ctx context.Context, query string, args, v any) error {
	c.statements.note(ctx, query)
	return c.Driver.Exec(ctx, query, args, v)
}

// Tx begins a transaction whose statements are counted.
func (c *counting) Tx(ctx context.Context) (dialect.Tx, error) {
	tx, err := c.Driver.Tx(ctx)
	if err != nil {
		return nil, err
	}
	return &countingTx{tx, c.statements}, nil
}

type countingTx struct {
	dialect.Tx
	statements *Statements
}

func (c *countingTx) Query(ctx context.Context, query string, args, v any) error {
	c.statements.note(ctx, query)
	return c.Tx.Query(ctx, query, args, v)
}

func (c *countingTx) Exec(ctx context.Context, query string, args, v any) error {
	c.statements.note(ctx, query)
	return c.Tx.Exec(ctx, query, args, v)
}

// ExecContext and QueryContext are how a transaction runs statements of one's own.
func (c *countingTx) ExecContext(ctx context.Context, query string, args ...any) (stdsql.Result, error) {
	d, ok := c.Tx.(interface {
		ExecContext(context.Context, string, ...any) (stdsql.Result, error)
	})
	if !ok {
		return nil, errors.New("the transaction runs no statements of one's own")
	}
	c.statements.note(ctx, query)
	return d.ExecContext(ctx, query, args...)
}

// QueryContext of a transaction.
func (c *countingTx) QueryContext(ctx context.Context, query string, args ...any) (*stdsql.Rows, error) {
	d, ok := c.Tx.(interface {
		QueryContext(context.Context, string, ...any) (*stdsql.Rows, error)
	})
	if !ok {
		return nil, errors.New("the transaction runs no statements of one's own")
	}
	c.statements.note(ctx, query)
	return d.QueryContext(ctx, query, args...)
}

// QueryContext is how a client runs a statement of one's own.
func (c *counting) QueryContext(ctx context.Context, query string, args ...any) (*stdsql.Rows, error) {
	d, ok := c.Driver.(interface {
		QueryContext(context.Context, string, ...any) (*stdsql.Rows, error)
	})
	if !ok {
		return nil, errors.New("the driver runs no statements of one's own")
	}
	c.statements.note(ctx, query)
	return d.QueryContext(ctx, query, args...)
}
