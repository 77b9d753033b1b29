package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"runtime"
	"strings"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"modernc.org/sqlite"
)

// modernc registers as "sqlite"; the rest of the world, ent and Atlas among it,
// calls the driver "sqlite3".
func init() { sql.Register("sqlite3", &sqlite.Driver{}) }

// sqliteDSN is the address of a connection with the pragmas that every one needs.
func sqliteDSN(path string, extra ...string) string {
	q := url.Values{}
	for _, p := range append([]string{"busy_timeout(10000)", "journal_mode(WAL)"}, extra...) {
		q.Add("_pragma", p)
	}
	q.Set("_time_format", "sqlite")
	q.Set("_txlock", "immediate")
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func openSQLite(ctx context.Context, path string, seen func(context.Context, string)) (*split, error) {
	connector, err := sqlite.NewConnector(sqliteDSN(path, "foreign_keys(1)", "synchronous(FULL)", "cache_size(-32768)", "wal_autocheckpoint(4000)"))
	if err != nil {
		return nil, err
	}
	writer := sql.OpenDB(preparing{Connector: connector, size: statementsPerConnection, apart: true, seen: seen})
	writer.SetMaxOpenConns(1)
	connector, err = sqlite.NewConnector(sqliteDSN(path, "foreign_keys(1)", "query_only(1)"))
	if err != nil {
		return nil, err
	}
	reader := sql.OpenDB(preparing{Connector: connector, size: statementsPerConnection, apart: true, seen: seen})
	readers := max(4, runtime.NumCPU())
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	for _, db := range []*sql.DB{writer, reader} {
		if err := db.PingContext(ctx); err != nil {
			return nil, fmt.Errorf("opening the database file: %w", err)
		}
	}
	return &split{
		Driver: entsql.OpenDB(dialect.SQLite, writer),
		reader: entsql.OpenDB(dialect.SQLite, reader),
	}, nil
}

// split sends what only reads to the readers and everything else to the writer.
type split struct {
	*entsql.Driver // the writer
	reader         *entsql.Driver
}

// Query runs a statement that returns rows; INSERT … RETURNING is one that writes.
func (s *split) Query(ctx context.Context, query string, args, v any) error {
	return s.of(query).Query(ctx, query, args, v)
}

// QueryContext is Query for statements that ent has no words for.
func (s *split) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return s.of(query).QueryContext(ctx, query, args...)
}

func (s *split) of(query string) *entsql.Driver {
	if strings.HasPrefix(query, "SELECT") || strings.HasPrefix(query, "WITH") {
		return s.reader
	}
	return s.Driver
}

// Close closes both.
func (s *split) Close() error {
	readerErr := s.reader.Close()
	if err := s.Driver.Close(); err != nil {
		return err
	}
	return readerErr
}
