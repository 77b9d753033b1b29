// Pgcluster lends PostgreSQL to tests that are not written in Go: it prints the
// URL of a new, empty database and keeps it until its standard input is closed.
// Where the database comes from is as in package pgtest.
package main

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"

	"github.com/lib/pq"

	"erikti/internal/pgtest"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() (err error) {
	database, end, err := open(os.Getenv("ERIKTI_TEST_POSTGRES"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	fmt.Println(database)
	// The reader's end, by whatever cause, closes the input too.
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// open makes a database on the server that a superuser's URL leads to, or on one
// of its own when there is no URL.
func open(admin string) (database string, end func() error, err error) {
	if admin != "" {
		return borrow(admin)
	}
	c, err := pgtest.Start()
	if err != nil {
		return "", nil, err
	}
	if database, err = c.Database(); err != nil {
		return "", nil, errors.Join(err, c.Stop())
	}
	return database, c.Stop, nil
}

// borrow makes a database on a running server, and drops it in the end.
func borrow(admin string) (database string, end func() error, err error) {
	u, err := url.Parse(admin)
	if err != nil {
		return "", nil, errors.New("ERIKTI_TEST_POSTGRES: not a URL")
	}
	db, err := sql.Open("postgres", admin)
	if err != nil {
		return "", nil, err
	}
	name := fmt.Sprintf("erikti_%d_clients", os.Getpid())
	quoted := pq.QuoteIdentifier(name)
	_, err = db.Exec("CREATE DATABASE " + quoted + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
	if err != nil {
		return "", nil, errors.Join(fmt.Errorf("create a database: %w", err), db.Close())
	}
	u.Path = "/" + name
	return u.String(), func() error {
		_, err := db.Exec("DROP DATABASE IF EXISTS " + quoted + " WITH (FORCE)")
		return errors.Join(err, db.Close())
	}, nil
}
