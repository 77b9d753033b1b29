// Package personal is what people can ask of what is kept about them: reading all of it,
// agreeing and taking it back, erasing it; and what is deleted when its time is over.
//
// One table (tables.go) says for every table of the database that holds something of a
// person whose its rows are and what becomes of them when the person is erased. A test
// fails for a table with a personal column (package ent/pii) that is not in it.
//
// Rows that count (sign-ups, hours, the logs) stay, of a person without a name: totals
// are the same after as before, and the chains of the logs hold, because they know
// people by numbers and texts by their salted hashes.
package personal
