package pgtest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// shared is the server of this process, started at the first wish for it. A
// failed start is not tried again: its reason will not have gone away.
var shared struct {
	sync.Mutex
	tried   bool
	cluster *Cluster
	err     error
}

// Wanted reports whether the tests are to run on PostgreSQL: always, unless
// ERIKTI_TEST_DATABASES lists other databases only.
func Wanted() bool { return wanted("postgres") }

func wanted(database string) bool {
	list := os.Getenv("ERIKTI_TEST_DATABASES")
	return list == "" || slices.ContainsFunc(strings.Split(list, ","), func(name string) bool {
		return strings.TrimSpace(name) == database
	})
}

// SQLite returns the address of a fresh database file, for a test that runs on each
// database. It skips the test when ERIKTI_TEST_DATABASES lists other databases only.
func SQLite(tb testing.TB) string {
	tb.Helper()
	if !wanted("sqlite") {
		tb.Skipf("SQLite is left out by ERIKTI_TEST_DATABASES=%s", os.Getenv("ERIKTI_TEST_DATABASES"))
	}
	return "sqlite:" + filepath.Join(tb.TempDir(), "erikti.db")
}

// Shared returns the server all tests of this process share, starting it at the
// first call. It writes without fsync (Fast): nothing in it outlives the process, and
// a program that is killed loses nothing by it. It fails the test when there is no server to be had, and skips it
// when PostgreSQL is not Wanted. A test must not stop or restart this server
// while others may use it: see Private.
func Shared(tb testing.TB) *Cluster {
	tb.Helper()
	skipUnlessWanted(tb)
	shared.Lock()
	defer shared.Unlock()
	if !shared.tried {
		shared.tried = true
		if admin := os.Getenv("ERIKTI_TEST_POSTGRES"); admin != "" {
			shared.cluster, shared.err = attach(admin)
		} else {
			shared.cluster, shared.err = Start(Fast)
		}
	}
	if shared.err != nil {
		tb.Fatal(shared.err)
	}
	return shared.cluster
}

// Private starts a server for one test, which may stop and restart it, and
// removes it when the test ends. It fails and skips tests as Shared does.
func Private(tb testing.TB, options ...Option) *Cluster {
	tb.Helper()
	skipUnlessWanted(tb)
	c, err := Start(options...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := c.Stop(); err != nil {
			tb.Error(err)
		}
	})
	return c
}

// URL returns the URL of a new, empty database on the Shared server. The
// database is dropped, and what is still connected to it cut off, when the test
// ends.
func URL(tb testing.TB) string {
	tb.Helper()
	c := Shared(tb)
	url, err := c.Database()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := c.Drop(url); err != nil {
			tb.Error(err)
		}
	})
	return url
}

// Main runs a package's tests, stops the Shared server if one was started, and
// exits. It is the whole of a TestMain:
//
//	func TestMain(m *testing.M) { pgtest.Main(m) }
func Main(m *testing.M) {
	code := m.Run()
	if err := stopShared(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func stopShared() error {
	shared.Lock()
	defer shared.Unlock()
	if shared.cluster == nil {
		return nil
	}
	return shared.cluster.Stop()
}

func skipUnlessWanted(tb testing.TB) {
	tb.Helper()
	if !Wanted() {
		tb.Skipf("PostgreSQL is left out by ERIKTI_TEST_DATABASES=%s", os.Getenv("ERIKTI_TEST_DATABASES"))
	}
}
