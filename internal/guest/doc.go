// Package guest is for people without an account: added by a coordinator, or guests of
// one shift. To the engine of places they are people like all others: every gate holds.
//
// A guest is never looked up by contact: each sign-up makes a record of its own, so no
// answer tells whether an address belongs to anybody. What a guest holds is a token of
// 256 random bits; the database keeps its SHA-256. Their record and their place are
// written in one transaction: what is refused leaves nothing.
package guest
