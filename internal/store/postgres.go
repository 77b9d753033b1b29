package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/lib/pq"
)

// statementsPerConnection bounds the cache of prepared statements: IN lists of
// every length make many texts.
const statementsPerConnection = 256

func openPostgres(ctx context.Context, dsn string, connections int, silence time.Duration, seen func(context.Context, string)) (*entsql.Driver, error) {
	connector, err := pq.NewConnector(dsn)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: not an address that PostgreSQL's driver understands; write postgres://USER:PASSWORD@HOST/NAME?sslmode=…")
	}
	if silence > 0 {
		connector.Dialer(silenceDialer{most: silence})
	}
	db := sql.OpenDB(preparing{Connector: connector, size: statementsPerConnection, seen: seen})
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	db.SetConnMaxIdleTime(5 * time.Minute)
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("connecting to PostgreSQL: %w", err)
	}
	return entsql.OpenDB(dialect.Postgres, db), nil
}
