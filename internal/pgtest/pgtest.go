package pgtest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/lib/pq"
)

const (
	// role owns every database handed out.
	role = "erikti"
	// superuser is the bootstrap superuser of the clusters started here.
	superuser = "postgres"
	// prefix begins the name of every database handed out; Drop touches no other.
	prefix = "erikti_"
	// patience bounds every single step: a statement, a start, a stop.
	patience = 60 * time.Second
)

// ErrNotOurs is returned by the methods that stop or start a server, on a
// server this package did not start (see ERIKTI_TEST_POSTGRES in the package's
// description).
var ErrNotOurs = errors.New("pgtest: this PostgreSQL server was not started here, so it cannot be stopped or started here")

// Cluster is a PostgreSQL server for tests. Its methods other than Database,
// Drop and Superuser must not be called at the same time.
type Cluster struct {
	admin  *url.URL // a superuser's connection
	client *url.URL // the role's connection, without a database
	server *server  // nil for a server this package did not start
}

// Option changes how Start sets a server up.
type Option func(*server)

// Fast trades durability for speed: the server writes without fsync. Use it
// where no test looks at what survives a crash.
func Fast(s *server) {
	s.settings = append(s.settings, "fsync=off", "synchronous_commit=off", "full_page_writes=off")
}

// Large gives the server the memory, the log and the connections that one for a whole
// country has, in place of the little that tests need.
func Large(s *server) {
	s.settings = append(s.settings, "shared_buffers=1GB", "max_wal_size=8GB", "max_connections=400")
}

// Start starts a new, empty PostgreSQL server. The caller stops it with Stop;
// should the process die first, the server dies with it.
func Start(options ...Option) (*Cluster, error) {
	bin, err := findBinaries()
	if err != nil {
		return nil, err
	}
	s, err := newServer(bin, options)
	if err != nil {
		return nil, fmt.Errorf("pgtest: %w", err)
	}
	c := &Cluster{server: s}
	if err := s.startOnFreePort(); err != nil {
		return nil, errors.Join(fmt.Errorf("pgtest: %w", err), s.remove())
	}
	c.admin = s.url(superuser, "postgres")
	c.client = s.url(role, "")
	if err := c.createRole(""); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return c, nil
}

// attach uses the running server that a superuser's URL leads to.
func attach(admin string) (*Cluster, error) {
	u, err := url.Parse(admin)
	if err != nil || u.Host == "" || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return nil, errors.New("pgtest: ERIKTI_TEST_POSTGRES must look like postgres://USER:PASSWORD@HOST:PORT/postgres?sslmode=disable")
	}
	client := *u
	client.User = url.UserPassword(role, role)
	client.Path = ""
	c := &Cluster{admin: u, client: &client}
	return c, c.createRole(role)
}

// Superuser returns the URL of a superuser's connection to the server's
// maintenance database, for what the role erikti may not do: ending other
// connections, say.
func (c *Cluster) Superuser() string { return c.admin.String() }

// Database creates an empty UTF-8 database with the C collation, owned by the
// role erikti, and returns the URL of that role's connection to it.
func (c *Cluster) Database() (string, error) {
	return c.create("TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
}

// Clone makes a database that is a copy of one that Database made and that nobody is
// connected to, and returns its URL.
func (c *Cluster) Clone(databaseURL string) (string, error) {
	u, err := url.Parse(databaseURL)
	if err != nil {
		return "", fmt.Errorf("pgtest: copy a database: %w", err)
	}
	return c.create("TEMPLATE " + pq.QuoteIdentifier(strings.TrimPrefix(u.Path, "/")))
}

func (c *Cluster) create(like string) (string, error) {
	random := make([]byte, 6)
	_, _ = rand.Read(random) // never fails: see its documentation
	name := fmt.Sprintf("%s%d_%s", prefix, os.Getpid(), hex.EncodeToString(random))
	if err := c.exec("CREATE DATABASE " + pq.QuoteIdentifier(name) + " OWNER " + role + " " + like); err != nil {
		return "", fmt.Errorf("pgtest: create a database: %w", err)
	}
	u := *c.client
	u.Path = "/" + name
	return u.String(), nil
}

// Drop removes a database that Database made, ending the connections to it. A
// database that is gone already is no error.
func (c *Cluster) Drop(databaseURL string) error {
	u, err := url.Parse(databaseURL)
	if err != nil {
		return fmt.Errorf("pgtest: drop a database: %w", err)
	}
	name := strings.TrimPrefix(u.Path, "/")
	if u.Host != c.client.Host || !strings.HasPrefix(name, prefix) {
		return fmt.Errorf("pgtest: %s is not a database of this server made by Database", u.Redacted())
	}
	if err := c.exec("DROP DATABASE IF EXISTS " + pq.QuoteIdentifier(name) + " WITH (FORCE)"); err != nil {
		return fmt.Errorf("pgtest: drop a database: %w", err)
	}
	return nil
}

// Stop stops the server and removes its data. It does nothing to a server that
// Start did not start.
func (c *Cluster) Stop() error {
	if c.server == nil {
		return nil
	}
	return errors.Join(c.StopImmediate(), c.server.remove())
}

// StopImmediate stops the server as a crash would: connections break, nothing
// is written any more, and StartAgain begins with a recovery from the log. It
// returns when the server is gone.
func (c *Cluster) StopImmediate() error {
	if c.server == nil {
		return ErrNotOurs
	}
	if err := c.server.stop(immediate); err != nil {
		return fmt.Errorf("pgtest: %w", err)
	}
	return nil
}

// StartAgain starts a stopped server with the same data on the same port, and
// returns when it answers.
func (c *Cluster) StartAgain() error {
	if c.server == nil {
		return ErrNotOurs
	}
	if err := c.server.start(); err != nil {
		return fmt.Errorf("pgtest: %w", err)
	}
	return nil
}

// Restart stops the server in an orderly way, which ends all connections, and
// starts it again with the same data on the same port.
func (c *Cluster) Restart() error {
	if c.server == nil {
		return ErrNotOurs
	}
	if err := c.server.stop(orderly); err != nil {
		return fmt.Errorf("pgtest: %w", err)
	}
	return c.StartAgain()
}

// Log returns what the server has written to its log, and "" for a server that
// Start did not start.
func (c *Cluster) Log() string {
	if c.server == nil {
		return ""
	}
	text, err := os.ReadFile(filepath.Join(c.server.dir, logName))
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// createRole creates the databases' owner unless it is there already.
func (c *Cluster) createRole(password string) error {
	statement := "CREATE ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE"
	if password != "" {
		statement += " PASSWORD " + pq.QuoteLiteral(password)
	}
	err := c.exec(statement)
	// On a server shared with other processes the role may be there, or be
	// created by another one at this very moment.
	if e, ok := errors.AsType[*pq.Error](err); ok && (e.Code == "42710" || e.Code == "23505") {
		return nil
	}
	if err != nil {
		return fmt.Errorf("pgtest: create the role %s: %w", role, err)
	}
	return nil
}

// exec runs one statement as the superuser, on a connection of its own.
func (c *Cluster) exec(statement string) error {
	db, err := sql.Open("postgres", c.admin.String())
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err = db.ExecContext(ctx, statement)
	return err
}
