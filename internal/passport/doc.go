// Package passport issues digital passports: signed credentials (package sign) of what a
// person did, which say nothing but what their holder chose to show.
//
// # Invariants
//
//   - 14, 15: hours come from package hours, those that count only; awards are those that
//     the programme approved. They are read in the transaction that signs them, under the
//     lock on the person, so a passport agrees with the ledger at its moment.
//   - A passport says what was so when it was issued. What changes later does not change
//     it; its holder revokes it and issues another one.
//   - Its number is 130 random bits: whoever has it can read the passport, nobody else.
//   - Its bit in the list of what was revoked is drawn at random from a list half full at
//     most, so the bit says nothing about its holder or when it was issued.
//   - Revoked is for ever. Erasing a person revokes their passports and empties them; the
//     row stays for its bit.
//   - Verify says what the document itself shows, after its signature was found good, and
//     whether it counts: nothing else about anybody.
//
// # Locks
//
// The person (hours.LockPeople), then nothing.
package passport
