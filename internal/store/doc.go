// Package store opens the database and keeps its promises: SQLite in one file,
// or PostgreSQL; the schema migrated at start; transactions that are tried again
// when they collide.
//
// # SQLite
//
// There is one connection that writes and a pool that reads; WAL lets them work
// at the same time. Every transaction that writes begins with the write lock
// (_txlock=immediate), so it never fails half-way because another one wrote. The
// writer syncs at each commit (synchronous=FULL): what was acknowledged survives
// a crash of the machine. Statements outside a transaction go to the readers when
// they only read; a reader therefore sees the last commit, never an open
// transaction.
//
// # PostgreSQL
//
// lib/pq sends a statement with parameters in two round trips unless it is
// prepared. Each connection keeps a bounded cache of prepared statements, so one
// is enough.
//
// # Life cycle
//
// Open migrates under a lock and returns a store that many goroutines use; Close
// waits for nobody. Lock order: a transaction of SQLite holds the only writer, so
// nothing may begin a second one inside the first.
package store
