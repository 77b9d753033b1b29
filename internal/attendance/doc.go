// Package attendance is who came and when: codes, arrivals and departures, and what the
// organizers say after the event.
//
// # Codes
//
// A shift has a code, and each person has one for their place on it. Both change every
// 30 s (Period) and are accepted for another 30 s (Grace): a screenshot is stale by then.
// A code names what it is of and its period, and is signed with HMAC-SHA256 under a
// secret of the shift, which never leaves the server; six digits of the same life stand
// beside the shift's for phones without a camera. Codes prove the time: what is recorded
// with one was at the beginning of its period, whatever the clock of the device says.
//
// # What is recorded
//
// Arrivals and departures (check_ins) are a set: each has an id that its client gave it,
// and the same id again changes nothing. What a person's hours are follows from that set
// alone (Intervals), so any order and repetition gives the same hours (invariant 16). The
// lines of the ledger (package hours) are brought up to it, and the state of the place by
// the engine of places, in the same transaction.
//
// Once the event is settled nothing more is recorded; hours are then corrected. What an
// organizer has corrected stands before that, too: no later mark brings anything back.
//
// # After the event
//
// Settle says who came, verifies and locks the hours, and tells each participant once;
// UNRECORDED is of whom nobody said anything, never NO_SHOW. Ask asks the organizers on
// the first and the third day and the support center after seven, who then settles too.
// People say what is not right (HourDispute, answered by somebody else, the time that is
// upheld stands in the place of what was recorded) and how it was (EventRating, read by
// the organizers without names).
//
// # Locks
//
// The event, its shifts, then the people by ascending id (package hours); audit and
// notices last.
package attendance
