// Package app wires the parts and runs them: cmd-line to serving and back. Tests
// start the same thing.
//
// # Life cycle
//
// New opens and migrates the database, seeds it and fills in or rolls the demo;
// nothing listens yet. Run listens and serves until its context ends; then, in
// order: not ready any more; every socket is told to come again; requests that run
// are finished; jobs end; the database is closed. All that takes 15 s at most.
package app
