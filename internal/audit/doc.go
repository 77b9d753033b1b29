// Package audit keeps who did what, when, to what, from where and why, of what
// staff do and of rights that change. (What happens to places is in the log of
// places, see internal/place.)
//
// # Invariants
//
//   - Entries are appended, in the transaction of what they tell: Record. An entry
//     is there exactly when its change is.
//   - Each entry's hash covers the one before it in its chain and all of itself
//     (package chain); the end of each chain stands in a row of its own.
//   - Entries hold ids and codes. Address and reason stand in AuditText and can be
//     erased; the entry has their salted hashes.
//
// # Chains and locks
//
// An organization has a chain, and every object that belongs to none has one of its
// own, so that changes wait for each other only within an organization. Record locks
// the end of the chain until the commit: it comes last in the order of locks, after
// everything that a capability locks, so call it at the end of a transaction.
package audit
