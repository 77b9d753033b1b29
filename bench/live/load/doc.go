// Package load is a client of many sockets on one thread: it opens them, makes
// the changes itself, and sees them arrive, so that a change and its last arrival
// are read from one clock.
//
// # Invariants
//
// A change sets the event's capacity to one more than the last, so a state tells
// which changes are in it. A socket that has a state has all before it: states in
// between may be left out, and count as arrived with the newer one. A delivery is
// a state newer than the socket had; an older or equal one counts as stale.
//
// # Life cycle
//
// A Crowd belongs to one goroutine, best locked to its thread. It polls without
// sleeping: a client that sleeps measures its own waking up. Whatever waits has a
// limit of time.
package load
