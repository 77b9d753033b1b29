package store

import (
	"database/sql"
	"fmt"
	"net"
	"time"

	"github.com/lib/pq"
)

// The times after which a listener that lost its connection tries to get another one.
const (
	listenAgainFirst = 50 * time.Millisecond
	listenAgainLast  = time.Second
)

// NewListener makes a listener for notifications of a PostgreSQL database over a
// connection of its own, which breaks when the database leaves a question without a
// word for silence. Nothing is connected yet.
func NewListener(url string, silence time.Duration) (*pq.Listener, error) {
	t, err := parsePostgres(url)
	if err != nil {
		return nil, err
	}
	// Operators, and tests, tell it from the others by its name.
	address := t.dsn + "&application_name=erikti+listener" // a query is there: it says sslmode
	return pq.NewDialListener(silent(silence), address, listenAgainFirst, listenAgainLast, nil), nil
}

// OpenAlone opens a pool of one connection to a PostgreSQL database, for what must not
// wait for requests. Nothing is connected yet.
func OpenAlone(url string, silence time.Duration) (*sql.DB, error) {
	t, err := parsePostgres(url)
	if err != nil {
		return nil, err
	}
	connector, err := pq.NewConnector(t.dsn)
	if err != nil {
		return nil, errPostgresAddress
	}
	connector.Dialer(silent(silence))
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	return db, nil
}

func silent(most time.Duration) silenceDialer {
	return silenceDialer{net: net.Dialer{Timeout: most}, most: most}
}

// errPostgresAddress does not show the address, which may hold a password.
var errPostgresAddress = fmt.Errorf("not an address that PostgreSQL's driver understands; write postgres://USER:PASSWORD@HOST/NAME?sslmode=…")

func parsePostgres(url string) (target, error) {
	t, err := parseURL(url)
	if err == nil && t.dsn == "" {
		err = errPostgresAddress
	}
	return t, err
}
