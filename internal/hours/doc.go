// Package hours is the ledger of the time that people worked: who worked when, for
// whom, how well that is proven, and who said that it is so.
//
// # Evidence
//
// How well a line is proven, from how the arrival and the departure were recorded
// (package attendance). The scale stands here and nowhere else:
//
//	0  declared by the person, nothing else
//	1  an organizer's word: both were marked by hand, or it was corrected
//	2  one of the two by a code of the shift or of the person, the other by hand
//	3  both by codes
//	4  both by codes, at least one of them read by a device of the organizers
//
// # Invariants (docs/invariants.md)
//
//   - 14: lines are appended, and their sum is the total shown everywhere: every total
//     comes from Sums. No minute of a person is there twice: Append looks under a lock
//     on the person, and the database refuses it beside (an exclusion constraint on
//     PostgreSQL, a trigger on SQLite).
//     Lines are of whole minutes, so that pieces are together as long as the whole.
//   - 15: a line counts once it is VERIFIED (then LOCKED); nobody verifies their own.
//   - A line never changes but in state; a trigger of the database refuses the rest, and
//     every deletion. What was wrong is taken back by a counter-entry of as many minutes
//     below zero, in the state of what it takes back, and a new line may stand in its
//     place. Only a PENDING line is replaced without one: it never counted, and becomes
//     REJECTED.
//
// Book is where people write lines by themselves: what they declare, and what those who
// run the events of an organization decide and correct. Awards of student credit
// that had hours which are taken back are looked at again (package credit).
//
// # Locks
//
// After events and shifts (package place has their order), the rows of people by
// ascending id: LockPeople. Whoever reads lines to decide something about a person's
// minutes, such as allocating them, locks the person first and then reads Standing.
package hours
