// Package uring sends to many sockets in one call of the kernel, by io_uring. Linux
// has it since 5.6; containers and administrators may forbid it, and other systems
// have none: then New says so, and each socket is written to by itself.
//
// Of io_uring it uses the least: non-blocking sends, all of which have ended when the
// call returns, and a table of the files that are sent to often. Nothing runs
// afterwards, no buffer is lent for longer, no thread of the kernel is kept.
//
// # Invariants
//
//   - Send only notes; the kernel reads what was noted within Flush.
//   - Flush returns when every send has its outcome. What was sent from may be
//     written over then, and the descriptor may be closed.
//   - One that has failed sends nothing any more, and says of all that it took nothing.
//   - What Know was told stays open, whoever closes its descriptor, until Forget: that
//     comes first, so that the peer sees the close and the number can be given away.
//
// # Life cycle
//
// A Ring belongs to one goroutine at a time: whoever has it holds its owner's lock from
// the first Send until Flush has returned. Close gives the kernel's memory back;
// nothing may follow it.
package uring
