package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/lib/pq"
)

// preparing makes connections that keep their prepared statements: no planning, and
// with PostgreSQL one round trip instead of two.
type preparing struct {
	driver.Connector
	size int
	// apart keeps a statement out of the cache while its rows are read: SQLite steps
	// through a statement, and may have two open with the same text.
	apart bool
	// seen is told each statement, if there is one.
	seen func(context.Context, string)
}

// Connect opens a connection with an empty cache.
func (p preparing) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := p.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	full, ok := conn.(fullConn)
	if !ok {
		return nil, fmt.Errorf("connections lack a method that the statement cache needs (%T)", conn)
	}
	c := &preparingConn{fullConn: full, apart: p.apart, seen: p.seen}
	c.statements, err = lru.NewWithEvict(p.size, func(_ string, k *kept) { k.close() })
	return c, err
}

// fullConn is what a connection of either driver can do.
type fullConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// preparingConn is used by one goroutine at a time, as database/sql promises.
type preparingConn struct {
	fullConn
	statements *lru.Cache[string, *kept]
	apart      bool
	seen       func(context.Context, string)
	inTx       bool
}

// kept is the room of a statement in the cache, empty while its rows are read apart.
type kept struct{ driver.Stmt }

func (k *kept) close() {
	if k.Stmt != nil {
		_ = k.Close()
	}
}

// CheckNamedValue lets the connection say what it takes, as lib/pq does.
func (c *preparingConn) CheckNamedValue(v *driver.NamedValue) error {
	if checker, ok := c.fullConn.(driver.NamedValueChecker); ok {
		return checker.CheckNamedValue(v)
	}
	return driver.ErrSkip
}

// Close closes the statements first: SQLite keeps a connection open, and its log of
// changes beside the file, as long as one is left.
func (c *preparingConn) Close() error {
	c.statements.Purge()
	return c.fullConn.Close()
}

// BeginTx opens a transaction and remembers it: inside one, a statement that
// failed cannot be tried again.
func (c *preparingConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	tx, err := c.fullConn.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	c.inTx = true
	return &preparingTx{tx, c}, nil
}

type preparingTx struct {
	driver.Tx
	conn *preparingConn
}

// Commit ends the transaction.
func (t *preparingTx) Commit() error {
	t.conn.inTx = false
	return t.Tx.Commit()
}

// Rollback ends the transaction.
func (t *preparingTx) Rollback() error {
	t.conn.inTx = false
	return t.Tx.Rollback()
}

// QueryContext runs a statement with parameters through the cache; one without
// needs a single round trip anyway.
func (c *preparingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if c.seen != nil {
		c.seen(ctx, query)
	}
	if len(args) == 0 {
		return c.fullConn.QueryContext(ctx, query, args)
	}
	if c.apart {
		return c.readApart(ctx, query, args)
	}
	return prepared(ctx, c, query, func(s driver.StmtQueryContext) (driver.Rows, error) {
		return s.QueryContext(ctx, args)
	})
}

// ExecContext is like QueryContext for a statement without rows.
func (c *preparingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if c.seen != nil {
		c.seen(ctx, query)
	}
	if len(args) == 0 {
		return c.fullConn.ExecContext(ctx, query, args)
	}
	return prepared(ctx, c, query, func(s driver.StmtExecContext) (driver.Result, error) {
		return s.ExecContext(ctx, args)
	})
}

// prepared runs a cached statement. One whose plan became invalid because a
// table changed is dropped and, outside a transaction, prepared again.
func prepared[S, R any](ctx context.Context, c *preparingConn, query string, run func(S) (R, error)) (R, error) {
	var zero R
	for again := false; ; again = true {
		k, ok := c.statements.Get(query)
		if !ok || k.Stmt == nil {
			statement, err := c.PrepareContext(ctx, query)
			if err != nil {
				return zero, err
			}
			k = &kept{statement}
			c.statements.Add(query, k)
		}
		runnable, ok := k.Stmt.(S)
		if !ok {
			return zero, fmt.Errorf("a statement cannot run (%T)", k.Stmt)
		}
		result, err := run(runnable)
		if err == nil || !stalePlan(err) {
			return result, err
		}
		c.statements.Remove(query)
		if c.inTx || again {
			return result, err
		}
	}
}

// stalePlan recognizes "cached plan must not change result type" (0A000).
func stalePlan(err error) bool {
	var e *pq.Error
	return errors.As(err, &e) && e.Code == "0A000"
}
