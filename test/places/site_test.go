package places

import (
	"database/sql"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"erikti/internal/apptest"
	"erikti/internal/pgtest"
)

// site is the product as somebody runs it: servers on one database.
type site struct {
	t       testing.TB
	url     string          // of the database, by the direct way
	cluster *pgtest.Cluster // nil on SQLite
	ways    []*network      // to the database, one for each server
	servers []*server
	environ []string
	http    *http.Client
	db      *sql.DB // to look at the database
}

// server is a process that can be killed and comes back.
type server struct {
	mu      sync.Mutex
	process *apptest.Process
	url     string // of its database
}

// siteOptions say what runs.
type siteOptions struct {
	cluster *pgtest.Cluster // nil: SQLite
	servers int             // 1 when 0
	ways    bool            // the servers reach PostgreSQL by ways that can be made bad
	environ []string
}

// newSite prepares a database with write and starts the servers on it.
func newSite(t *testing.T, o siteOptions, prepare func(*apptest.Server)) *site {
	t.Helper()
	s := &site{t: t, cluster: o.cluster, environ: o.environ}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 600
	transport.MaxIdleConns = 0
	s.http = &http.Client{Transport: transport, Timeout: 3 * time.Minute}
	t.Cleanup(transport.CloseIdleConnections)
	driver, address := "postgres", ""
	if o.cluster == nil {
		s.url = apptest.SQLite(t)
		driver, address = "sqlite3", "file:"+strings.TrimPrefix(s.url, "sqlite:")+"?_pragma=busy_timeout(10000)"
	} else {
		var err error
		if s.url, err = o.cluster.Database(); err != nil {
			t.Fatal(err)
		}
		address = s.url
	}
	first := apptest.Start(t, s.url)
	prepare(first)
	first.Stop()
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	s.db = db
	t.Cleanup(func() { _ = db.Close() })
	for range max(1, o.servers) {
		one := &server{url: s.url}
		if o.ways {
			way := newNetwork(t, s.url)
			s.ways, one.url = append(s.ways, way), way.url
		}
		one.process = apptest.StartProcess(t, one.url, s.environ...)
		s.servers = append(s.servers, one)
	}
	t.Cleanup(func() {
		for _, one := range s.servers {
			one.now().Kill()
			s.tell(one.now())
		}
	})
	return s
}

func (o *server) now() *apptest.Process {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.process
}

// kill ends a server as kill -9 does.
func (s *site) kill(n int) {
	p := s.servers[n].now()
	p.Kill()
	s.tell(p)
}

// tell shows what a server that has ended says of faults that nobody made.
func (s *site) tell(p *apptest.Process) {
	for line := range strings.Lines(p.Log()) {
		if strings.Contains(line, "INTERNAL") || strings.Contains(line, "panic") {
			s.t.Logf("a server: %s", line)
		}
	}
}

// start starts a killed server again; the database may be away for a while.
func (s *site) start(n int) {
	s.t.Helper()
	for range 100 {
		p, err := apptest.TryProcess(s.servers[n].url, s.environ...)
		if err == nil {
			s.servers[n].mu.Lock()
			s.servers[n].process = p
			s.servers[n].mu.Unlock()
			return
		}
		if s.t.Failed() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Errorf("server %d does not start", n)
}

// ask sends a request of a person to one of the servers.
func (s *site) ask(token, query string, variables map[string]any) (*apptest.Answer, error) {
	return s.askOf(rand.IntN(len(s.servers)), token, query, variables)
}

func (s *site) askOf(n int, token, query string, variables map[string]any) (*apptest.Answer, error) {
	c := s.servers[n].now().As(token)
	c.HTTP = s.http
	return c.Try(query, variables)
}

// eachDatabase runs a test on a site with one server on SQLite and on one with two on
// PostgreSQL that all tests share.
func eachDatabase(t *testing.T, test func(t *testing.T, o siteOptions)) {
	t.Helper()
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); test(t, siteOptions{}) })
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, siteOptions{cluster: pgtest.Shared(t), servers: 2})
	})
}

// count asks the database for a number. The statement has $1 … for its arguments.
func (s *site) count(statement string, args ...any) int {
	s.t.Helper()
	var n int
	if err := s.db.QueryRow(statement, args...).Scan(&n); err != nil {
		s.t.Fatalf("%s: %v", statement, err)
	}
	return n
}

// seqs are the numbers of all entries in queues.
func (s *site) seqs() map[string]int {
	s.t.Helper()
	rows, err := s.db.Query(`SELECT id, seq FROM waitlist_entries`)
	if err != nil {
		s.t.Fatal(err)
	}
	defer rows.Close()
	seqs := map[string]int{}
	for rows.Next() {
		var id string
		var seq int
		if err := rows.Scan(&id, &seq); err != nil {
			s.t.Fatal(err)
		}
		seqs[id] = seq
	}
	if err := rows.Err(); err != nil {
		s.t.Fatal(err)
	}
	return seqs
}

// exec changes the database behind the servers' back.
func (s *site) exec(statement string) {
	s.t.Helper()
	if _, err := s.db.Exec(statement); err != nil {
		s.t.Fatalf("%s: %v", statement, err)
	}
}
