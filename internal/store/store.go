package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"entgo.io/ent/dialect"

	"erikti/ent/gen"
	// The policies, hooks and defaults of the schema.
	_ "erikti/ent/gen/runtime"
)

// Store is an open database.
type Store struct {
	// Client is the graph, read and written under the policies of its types.
	Client  *gen.Client
	driver  dialect.Driver
	writer  *sql.DB
	dialect string
	path    string // of the SQLite file
}

// Options of Open; the zero value is good.
type Options struct {
	// Connections bounds the pool of PostgreSQL, 20 when 0.
	Connections int
	// Silence is how long PostgreSQL may leave a statement without a word before its
	// connection counts as broken: for ever when 0.
	Silence time.Duration
	// Seen is told each statement before it runs, whichever way it takes, for counting
	// them in tests.
	Seen func(ctx context.Context, statement string)
	// Wrap wraps the driver of ent, for tests.
	Wrap func(dialect.Driver) dialect.Driver
}

// Open opens the database at a DATABASE_URL and brings its schema up to date.
// A database that a newer program migrated is refused.
func Open(ctx context.Context, url string, opts Options) (*Store, error) {
	t, err := parseURL(url)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, t); err != nil {
		return nil, err
	}
	s := &Store{dialect: t.dialect, path: t.path}
	switch t.dialect {
	case dialect.SQLite:
		d, err := openSQLite(ctx, t.path, opts.Seen)
		if err != nil {
			return nil, advise(err)
		}
		s.driver, s.writer = d, d.DB()
	default:
		if opts.Connections == 0 {
			opts.Connections = 20
		}
		d, err := openPostgres(ctx, t.dsn, opts.Connections, opts.Silence, opts.Seen)
		if err != nil {
			return nil, err
		}
		s.driver, s.writer = d, d.DB()
	}
	d := s.driver
	if opts.Wrap != nil {
		d = opts.Wrap(d)
	}
	s.Client = gen.NewClient(gen.Driver(d))
	return s, nil
}

// Close closes the database.
func (s *Store) Close() error { return s.driver.Close() }

// Postgres says whether the database is PostgreSQL.
func (s *Store) Postgres() bool { return s.dialect == dialect.Postgres }

// Path returns the file of a SQLite database, "" for PostgreSQL.
func (s *Store) Path() string { return s.path }

// DB returns the pool that writes, for metrics and for statements that ent has
// no words for.
func (s *Store) DB() *sql.DB { return s.writer }

// Reader returns the driver that reads: what only reads finds a free connection
// there while another one writes.
func (s *Store) Reader() *sql.DB {
	if d, ok := s.driver.(*split); ok {
		return d.reader.DB()
	}
	return s.writer
}

// Ready says whether the database answers.
func (s *Store) Ready(ctx context.Context) error {
	var one int
	if err := s.Reader().QueryRowContext(ctx, "SELECT 1").Scan(&one); err != nil {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	return nil
}
