package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
)

// readApart runs a statement that leaves the cache for as long as its rows are read, and
// comes back when they are closed, unless its room is taken by another of the same text
// or gone.
func (c *preparingConn) readApart(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	k, ok := c.statements.Get(query)
	if !ok {
		k = &kept{}
		c.statements.Add(query, k)
	}
	statement := k.Stmt
	k.Stmt = nil
	if statement == nil {
		var err error
		if statement, err = c.PrepareContext(ctx, query); err != nil {
			return nil, err
		}
	}
	reader, ok := statement.(driver.StmtQueryContext)
	if !ok {
		return nil, errors.Join(fmt.Errorf("a statement cannot run (%T)", statement), statement.Close())
	}
	rows, err := reader.QueryContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, statement.Close())
	}
	typed, ok := rows.(typedRows)
	if !ok {
		return nil, errors.Join(fmt.Errorf("rows lack a method (%T)", rows), rows.Close(), statement.Close())
	}
	return &rowsApart{typed, c, query, statement}, nil
}

// typedRows is what rows of SQLite can do.
type typedRows interface {
	driver.Rows
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeScanType
}

// rowsApart gives its statement back when it is closed.
type rowsApart struct {
	typedRows
	conn      *preparingConn
	query     string
	statement driver.Stmt
}

// Close ends the reading.
func (r *rowsApart) Close() error {
	err := r.typedRows.Close()
	k, ok := r.conn.statements.Peek(r.query)
	if err != nil || !ok || k.Stmt != nil {
		return errors.Join(err, r.statement.Close())
	}
	k.Stmt = r.statement
	return nil
}
