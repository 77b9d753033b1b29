// Package sign is the one mechanism of credentials that others can check without asking:
// W3C Verifiable Credentials 2.0 with a Data Integrity proof, eddsa-rdfc-2022, as Open
// Badges 3.0 has them. Who issues is did:web of the public address; its document and the
// list of what was revoked (Bitstring Status List 1.0) are public.
//
// # Invariants
//
//   - One key signs at a time (a partial unique index says so too), across all servers.
//     A retired one signs nothing more, and is published for ever: what it signed counts.
//   - A distrusted one is for ever, too: nothing that it signed counts, and the issuer's
//     document says since when. What was lost is the key, so no date in a document helps.
//   - Private keys are sealed in their column (package seal).
//   - Nothing is read from elsewhere: the terms that are used stand in terms/.
//   - What is signed says nothing that its contexts have no meaning for, so nobody can
//     add to it without breaking the signature.
//   - Of somebody else's document nothing is believed before its signature was: it may
//     name no context of its own, and no nodes that are alike (canonical.go).
//
// # Locks
//
// A transaction that issues something takes no lock on the key; Renew locks the row of
// the key that signs. A key that was read in a transaction before Renew committed may
// sign one thing more.
package sign
