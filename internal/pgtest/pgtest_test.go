package pgtest_test

import (
	"bufio"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lib/pq"

	"erikti/internal/pgtest"
)

// victim, in the environment, makes this test program start a server, print its
// URL and folder, and wait to be killed.
const victim = "PGTEST_VICTIM"

func TestMain(m *testing.M) {
	if os.Getenv(victim) != "" {
		beVictim()
	}
	pgtest.Main(m)
}

func beVictim() {
	c, err := pgtest.Start(pgtest.Fast)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(c.Superuser())
	select {}
}

func open(t *testing.T, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func mustExec(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.Exec(statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func read(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	var value string
	if err := db.QueryRow(query).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

func TestTheRoleOwnsTheDatabaseAndIsNoSuperuser(t *testing.T) {
	t.Parallel()
	db := open(t, pgtest.URL(t))
	for query, want := range map[string]string{
		"SELECT current_user": "erikti",
		"SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user": "false",
		"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()":         "erikti",
		"SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()":   "UTF8",
		"SELECT datcollate || ' ' || datctype FROM pg_database WHERE datname = current_database()":   "C C",
		"SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'":               "0",
	} {
		if got := read(t, db, query); got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
	if _, err := db.Exec("CREATE ROLE another"); err == nil {
		t.Error("the role may create roles")
	}
}

func TestTheRoleMayCreateBtreeGist(t *testing.T) {
	t.Parallel()
	db := open(t, pgtest.URL(t))
	mustExec(t, db, "CREATE EXTENSION btree_gist")
	mustExec(t, db, "CREATE TABLE stay (guest int, during tstzrange, EXCLUDE USING gist (guest WITH =, during WITH &&))")
	mustExec(t, db, "INSERT INTO stay VALUES (1, '[2024-01-01,2024-01-03)')")
	_, err := db.Exec("INSERT INTO stay VALUES (1, '[2024-01-02,2024-01-04)')")
	if e, ok := errors.AsType[*pq.Error](err); !ok || e.Code != "23P01" {
		t.Errorf("overlapping rows: got %v, want an exclusion violation", err)
	}
}

func TestDatabasesAreApart(t *testing.T) {
	t.Parallel()
	c := pgtest.Shared(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			url, err := c.Database()
			if err != nil {
				t.Error(err)
				return
			}
			db, err := sql.Open("postgres", url)
			if err != nil {
				t.Error(err)
				return
			}
			defer db.Close()
			if _, err := db.Exec("CREATE TABLE mine ()"); err != nil {
				t.Error(err)
			}
			// The open connection must not keep the database.
			if err := c.Drop(url); err != nil {
				t.Error(err)
			}
			if err := c.Drop(url); err != nil {
				t.Errorf("dropped twice: %v", err)
			}
			if err := db.Ping(); err == nil {
				t.Error("a dropped database still answers")
			}
		})
	}
	group.Wait()
}

func TestDropRefusesOtherDatabases(t *testing.T) {
	t.Parallel()
	c := pgtest.Shared(t)
	for _, url := range []string{c.Superuser(), "postgres://erikti@127.0.0.1:1/erikti_1", "%"} {
		if err := c.Drop(url); err == nil {
			t.Errorf("dropped %s", url)
		}
	}
}

func TestCommittedRowsSurviveACrash(t *testing.T) {
	t.Parallel()
	c := pgtest.Private(t)
	url, err := c.Database()
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, url)
	for setting, want := range map[string]string{"fsync": "on", "synchronous_commit": "on"} {
		if got := read(t, db, "SHOW "+setting); got != want {
			t.Errorf("%s is %s, want %s", setting, got, want)
		}
	}
	mustExec(t, db, "CREATE TABLE kept AS SELECT 'here' AS value")
	if err := c.StartAgain(); err == nil {
		t.Error("started a server that runs")
	}
	if err := c.StopImmediate(); err != nil {
		t.Fatal(err)
	}
	if err := c.StopImmediate(); err != nil {
		t.Errorf("stopped twice: %v", err)
	}
	if err := db.Ping(); err == nil {
		t.Error("a stopped server still answers")
	}
	if err := c.StartAgain(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, db, "SELECT value FROM kept"); got != "here" {
		t.Errorf("got %s", got)
	}
	if !strings.Contains(c.Log(), "automatic recovery in progress") {
		t.Error("StopImmediate was not like a crash: the log tells of no recovery")
	}
}

func TestRestartEndsConnectionsAndKeepsRows(t *testing.T) {
	t.Parallel()
	c := pgtest.Private(t, pgtest.Fast)
	url, err := c.Database()
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, url)
	db.SetMaxOpenConns(1)
	if got := read(t, db, "SHOW fsync"); got != "off" {
		t.Errorf("fsync is %s on a Fast server", got)
	}
	mustExec(t, db, "CREATE TABLE kept AS SELECT 'here' AS value")
	before := read(t, db, "SELECT pg_backend_pid()")
	if err := c.Restart(); err != nil {
		t.Fatal(err)
	}
	if after := read(t, db, "SELECT pg_backend_pid()"); after == before {
		t.Error("the connection outlived the restart")
	}
	if got := read(t, db, "SELECT value FROM kept"); got != "here" {
		t.Errorf("got %s", got)
	}
}

func TestStopRemovesEverything(t *testing.T) {
	t.Parallel()
	c := start(t)
	dir := filepath.Dir(read(t, open(t, c.Superuser()), "SHOW data_directory"))
	if err := c.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s: %v, want it gone", dir, err)
	}
}

func start(t *testing.T) *pgtest.Cluster {
	t.Helper()
	if !pgtest.Wanted() {
		t.Skip("PostgreSQL is not wanted")
	}
	c, err := pgtest.Start(pgtest.Fast)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheServerDiesWithItsProcess(t *testing.T) {
	t.Parallel()
	if !pgtest.Wanted() {
		t.Skip("PostgreSQL is not wanted")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), victim+"=1")
	cmd.Stderr = os.Stderr
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatal(err, cmd.Wait())
	}
	db := open(t, strings.TrimSpace(line))
	dir := filepath.Dir(read(t, db, "SHOW data_directory"))

	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	deadline := time.Now().Add(20 * time.Second)
	for db.Ping() == nil {
		if time.Now().After(deadline) {
			t.Fatal("the server outlived its process by 20 seconds")
		}
		time.Sleep(20 * time.Millisecond)
	}
	// Nobody is left to remove the folder; the next Start does.
	for {
		if err := start(t).Stop(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s is still there", dir)
		}
	}
}

func TestARunningServerCanBeNamed(t *testing.T) {
	t.Parallel()
	named := pgtest.Private(t, pgtest.Fast)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run=^TestDatabasesAreApart$|^TestTheRoleMayCreateBtreeGist$")
	cmd.Env = append(os.Environ(), "ERIKTI_TEST_POSTGRES="+named.Superuser())
	if output, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	if left := read(t, open(t, named.Superuser()), "SELECT count(*) FROM pg_database WHERE datname LIKE 'erikti%'"); left != "0" {
		t.Errorf("%s databases are left behind", left)
	}

	c, err := pgtest.Attach(named.Superuser())
	if err != nil {
		t.Fatal(err)
	}
	for name, method := range map[string]func() error{
		"Restart": c.Restart, "StopImmediate": c.StopImmediate, "StartAgain": c.StartAgain,
	} {
		if err := method(); !errors.Is(err, pgtest.ErrNotOurs) {
			t.Errorf("%s: got %v, want ErrNotOurs", name, err)
		}
	}
	if err := c.Stop(); err != nil {
		t.Errorf("Stop: %v", err)
	}
	if _, err := named.Database(); err != nil {
		t.Errorf("the server is gone: %v", err)
	}
}

func TestWithoutPostgreSQLTestsFailSayingWhatToDo(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for env, want := range map[string]string{
		"ERIKTI_PG_BIN=" + t.TempDir():   "FAIL",
		"ERIKTI_TEST_DATABASES=sqlite":   "SKIP",
		"ERIKTI_TEST_POSTGRES=localhost": "FAIL",
	} {
		cmd := exec.Command(program, "-test.v", "-test.run=^TestTheRoleMayCreateBtreeGist$")
		cmd.Env = append(os.Environ(), "ERIKTI_TEST_POSTGRES=", "ERIKTI_TEST_DATABASES=", env)
		output, err := cmd.CombinedOutput()
		if !strings.Contains(string(output), "--- "+want) || (want == "FAIL") != (err != nil) {
			t.Errorf("%s: %v, want %s\n%s", env, err, want, output)
		}
		name, _, _ := strings.Cut(env, "=")
		if !strings.Contains(string(output), name) {
			t.Errorf("the message does not name %s:\n%s", name, output)
		}
	}
}
