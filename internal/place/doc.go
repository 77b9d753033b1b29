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
//   - 3: at most one live sign-up and one waiting entry per person and shift.
//   - 4: the counters equal the rows at every commit; version grows with every
//     change that a client can see.
//   - 5: a freed place goes to the queue in the transaction that freed it,
//     whichever way it was freed: Tx.serve does it, for all.
//   - 8: a capacity below what is taken is refused.
//   - 10: one person is never confirmed in two shifts that overlap.
//   - 12: a cancelled shift leaves no pending offer and no waiting entry.
//   - 13: what was answered "confirmed" was committed, and synced, before.
//
// # Locks
//
// Every change of places is one transaction that locks the shift's row before it
// reads what it decides by. One order holds for all: the call's idempotency key (an
// advisory lock on PostgreSQL), the event (only where its own row changes or must
// not), its shifts by ascending id, then the people concerned (who signs up, and
// the heads of the queue who may be promoted) by ascending person number, in one
// statement for some hundred of them; never a shift after a person, never an event
// after a shift. On SQLite the only writer is the lock.
//
// # The life of a request
//
// Do begins a transaction; LockShift; LockPeople; the gates are judged; rows and
// counters are written; commit; then, and only then, the events concerned are
// published to those who watch, and the queues are served in which those wait whose
// time became free, each in a transaction of its own. A transaction that collides
// is tried again as a whole.
//
// # The clock
//
// Run moves the states of shifts that are due (opening, closing, end) and of
// events whose last shift has ended. A shift's state is changed under its lock
// and only when it is still due, so any number of servers do it once. Whether one
// may sign up is decided by the times themselves, never by a state that may lag.
package place
