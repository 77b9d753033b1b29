// Package pgtest gives tests a real PostgreSQL server.
//
// # What a test asks for
//
// Most tests want an empty database and nothing else:
//
//	func TestMain(m *testing.M) { pgtest.Main(m) }
//
//	func TestStore(t *testing.T) {
//		url := pgtest.URL(t) // postgres://erikti@127.0.0.1:…/erikti_…?sslmode=disable
//		…
//	}
//
// Every call to [URL] makes a new database, so tests may run in parallel. It
// belongs to the role erikti, which is no superuser: what a test can do there
// (creating the trusted extension btree_gist, for one) the program can do in
// production.
//
// A test of an outage stops and starts the server under the program's feet. It
// takes a server of its own from [Private], so that it disturbs nobody:
//
//	c := pgtest.Private(t)
//	url, err := c.Database()
//	…
//	c.StopImmediate() // as a crash would
//	c.StartAgain()    // same port, same data
//
// # Where the server comes from
//
// [Start] runs PostgreSQL's own initdb and postgres (version 13 or later) on a
// new folder and a free port of 127.0.0.1. It looks for them in
// $ERIKTI_PG_BIN, on the PATH, and then where distributions keep them, newest
// version first. PostgreSQL refuses to run as root; a test run by root
// therefore starts it as the user postgres, or nobody where there is none.
//
// With ERIKTI_TEST_POSTGRES set to the URL of a superuser's connection,
// [Shared] makes its databases on that running server instead. It creates the
// role erikti there, so the server should be a throwaway one. Stopping and
// restarting such a server is refused; [Private] still starts one of its own.
//
// # Leaving PostgreSQL out
//
// A missing PostgreSQL fails the tests that want it, saying what to install.
// They are skipped only on demand: ERIKTI_TEST_DATABASES is a comma-separated
// list of the databases to test on, sqlite and postgres when unset, and a list
// without postgres skips whatever asks this package for a server. Tests that
// run once for each database ask [Wanted].
//
// # Life cycle
//
// The server [Shared] hands out starts at the first call and serves all tests
// of the process; [Main] stops it and removes its folder. When the process
// ends in any other way — a panic, a time-out, kill -9 — Linux stops the
// server with it, and the folder is removed by the next Start on the machine.
package pgtest
