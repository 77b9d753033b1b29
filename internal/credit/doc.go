// Package credit is student credit: verified hours of work become credits at a
// university, and money. Seats are taken before the work, by the engine of places;
// an award goes from its student through the university and the programme to the payer,
// each stage with a day by which it is due, and everybody can see how long stages take.
//
// # Invariants
//
//   - 17: a minute is given to at most one award; what an award gives back is an
//     allocation below zero. The minutes and credits of a student's awards in a fiscal
//     year stay within the rules. What awards take of a budget's money never passes what
//     it has: for each seat its amount is kept, taken or not, and awards without a seat,
//     or beyond it, take of the rest. One award, at most one payout (a unique index).
//   - 18: rules are versions, each from a day on that was to come when it was set. An
//     entry of hours counts by the rules of its own day, an award by those of the day on
//     which its hours were complete.
//   - 15: only verified hours count, and nobody decides on their own award. Hours that a
//     counter-entry takes back leave the award within a tick of the clock: others take
//     their place, or the award is refused, or reversed when it was paid.
//
// # Locks
//
// A claim locks the shift of the seats (where the university has any), then the
// student's row, then the budget's: never in another order. What moves an award locks
// the award, then the budget; what gives it other hours, the student before it. On SQLite the only writer is the lock.
//
// # Money
//
// Amounts are 64-bit integers in tiyn, and always whole tenge.
package credit
