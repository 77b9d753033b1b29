// Package project is what organizations carry out under the state social order, for
// grants, or by their own means: from the application to the closing, with reports on
// the way.
//
// # What is computed, what is declared
//
// An indicator has a source. What the network knows itself (verified hours, people,
// events that are over, all of the project's events) it computes, from internal/hours and
// the events; beside it stands what the organization declares. A report keeps both as
// they were when it was submitted: a snapshot, which is never changed, and its SHA-256.
//
// # Invariants
//
//   - States are two tables (States, Reports). The last report of a project is the final
//     one: submitting, returning and accepting it moves the project too, in the same
//     transaction.
//   - Nobody decides on a project or a report of an organization of which they are a
//     member, as a center neither.
//   - dueOn of a project is the earliest day by which somebody has to do something: what
//     is late is one comparison, and everybody who sees the project sees it.
//
// # Locks
//
// What changes a project or its reports locks the row of the project first. On SQLite the
// only writer is the lock.
package project
