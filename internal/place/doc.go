// Package place is the engine of places on a shift: who has one, who waits, and
// what happens when one becomes free. It knows nothing of GraphQL.
//
// # Invariants
//
// The numbers are those of docs/invariants.md.
//
//   - 1: confirmed + held ≤ capacity at every commit.
//   - 2: nobody outside the queue is confirmed while someone eligible waits; the
//     order of the queue is a number given under the shift's lock, not a clock's.
//     Whom an organizer adds gets a place of their own: the capacity is raised, and
//     the log says so.
//   - 3: at most one live sign-up, one waiting entry and one pending offer per person
//     and shift.
//   - 4: the counters equal the rows at every commit; version grows with every
//     change that a client can see.
//   - 5: a freed place goes to the queue in the transaction that freed it,
//     whichever way it was freed: Shift.serve does it, for all.
//   - 6: every transaction on a shift settles it first: overdue offers expire, the
//     queue is served, then the request is decided.
//   - 7: who wants it is given a place at once until 12 hours before the start and
//     before the deadline for giving it up; else it is offered, for a time. When the
//     sign-up has closed nobody is asked any more: those who want to be keep their
//     number, and the place goes to the next who takes it at once.
//   - 8: a capacity below what is taken is refused; so is a move that people's other
//     places are in the way of.
//   - 9: a call that comes again is answered as it was (package idempotency).
//   - 10: one person is never confirmed in two shifts that overlap, but for seats of
//     CREDIT events, which take nobody's time.
//   - 12: a cancelled shift leaves no pending offer and no waiting entry.
//   - 13: what was answered "confirmed" was committed, and synced, before.
//
// # One way to decide
//
// (A record that becomes another person's, HandOver, is written where it stands.)
// Every change is decided in memory: LockShifts reads the rows of shifts, people are
// read with all that the gates ask, the methods of Shift decide, and Tx.write writes
// everything at the end, all rows of a kind by one statement. What was decided is
// seen by what is decided next, written or not: each row is in the Tx once (registry).
//
// # Locks
//
// One order holds for all: the events by ascending id (only where their own rows
// change or must not), shifts by ascending id, all at once, then the inserts of confirmed sign-ups by
// ascending person number, in one statement, whose overlap constraint waits for
// others; then the keys of idempotency. Never a shift after a person, never an event
// after a shift. People's rows are not locked: the constraint finds what another
// transaction confirmed meanwhile, and this one is tried again as a whole and sees
// it. New sign-ups are written so that they are taken back before they wait
// (store.Writes.InsertApart). Sign-ups that are confirmed or moved where they stand, by
// organizers, are updates, for which PostgreSQL has no such way: two that meet over one
// person in the same microseconds wait for each other, one of them is ended after a
// second, and tried again. On SQLite the only writer is the lock.
//
// # The life of a request
//
// SignUp, Cancel, Leave and Answer go to the desk. On a shift where nothing is going
// on a request begins its transaction at once, in the goroutine of the caller. Those
// that come while it runs wait, and are decided together by the next transaction, in
// the order in which they came, each with its own answer after the commit. When a
// transaction of many fails, they are decided one by one. After the commit, and only
// then, what changed is published, and the queues are served in which those wait
// whose time became free, each shift in a transaction of its own. A refusal of
// everybody in a transaction writes nothing at all.
//
// Organizers' changes (package event) are a transaction each, with the same methods.
// A transaction that collides is tried again as a whole. Close answers who waits.
//
// # The clock
//
// Run moves the states of shifts that are due (opening, closing, end) and of
// events whose last shift has ended, lets offers expire, and serves every queue that
// has somebody waiting beside a free place, whatever was missed. A shift's state is
// changed under its lock and only when it is still due, so any number of servers do
// it once. Whether one may sign up is decided by the times themselves, never by a
// state that may lag.
//
// # The log
//
// Every change of places is a line in the log of its shift (log.go), chained by hash;
// the head is public. Verify finds what was changed. Lines hold person numbers, ids
// and codes only, so that people can be erased and the chain still holds.
package place
