// Package account knows who is asking: accounts, passwords, contacts, sessions, API
// keys, and the viewer that one of them stands for.
//
// # Secrets
//
// A session's token, an API key and the secret of a link are 256 random bits; the
// database keeps their SHA-256. The secret of a link is made when its message is sent
// (Compose), works once, and is kept nowhere else. A password is kept as argon2id.
//
// Hashing is bounded: at most as many at once as are set, so many wait their turn, and
// the rest is told to try again, so that a flood of sign-ins takes neither the memory
// nor the processors of the machine.
//
// # Who has an account is not told
//
// Signing in does the same work for an unknown account, against a hash of nothing.
// Where messages can be sent, registering and asking for a new password write the same
// rows whether or not the contact has an account; that is looked up when the message is
// written.
//
// # Invariants
//
//   - A change of password ends every session of the account in its transaction, and
//     their sockets after the commit. A sign-in that checked the old password looks
//     again, under the lock of the account's row, before it opens a session.
//   - Attempts are limited by account, by address and for the whole server, one by one
//     and not by request.
//   - An API key has no right that its creator has not at that moment, none that its
//     scopes do not say, and nothing to do with passwords, sessions and keys.
//
// Many goroutines use one Service. It shares two things between them: the limits, and
// what was used since it was last written down (used.go); neither lock is held while
// another is taken or the database is asked.
package account
