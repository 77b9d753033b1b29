// Package bus carries topics from each server to the others on the same database.
// It knows no volunteers and no sockets.
//
// # Invariants
//
//   - A message carries ids, never a state: who gets one reads the database. So a
//     message that comes twice, late, or in another order does no harm.
//   - A bus may lose anything. Where it knows that it may have, it says so to its
//     receiver; where it does not, a sweep of the database finds what changed.
//   - Publish never blocks, and no receiver makes anybody wait: what is on its way
//     out and in are sets of at most mostPending topics. One that would grow larger
//     is forgotten, and both sides are told that something is missing.
//   - Nobody hears what they said themselves.
//   - Nothing of it is in a user's transaction.
//
// # Locks
//
// A set of pending topics has a lock; nothing is called while it is held.
//
// # Life cycle
//
// A member has a goroutine that sends, at most one batch in sendEvery, and one that
// calls the receiver. A driver connects by itself, also at first, and again whenever
// its connection is lost. After Close nothing is sent and the receiver is not called.
package bus
