// Package account knows who is asking: accounts, passwords, sessions, and the
// viewer that a session stands for.
//
// A session's token is 256 random bits, shown once; the database keeps its
// SHA-256. A password is kept as argon2id. Hashing is bounded: at most as many at
// once as there are processors, the rest waits its turn, so that a flood of
// sign-ins cannot take the machine's memory. Whether an account exists is not told
// by the time an answer takes: an unknown one is checked against a hash of nothing.
package account
