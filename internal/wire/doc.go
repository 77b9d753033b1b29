// Package wire speaks the protocols: GraphQL over HTTP, graphql-transport-ws over
// WebSocket, graphql-sse over event streams, as transports of gqlgen. It knows
// nothing of volunteers. docs/protocol.md has the statuses and the close codes.
//
// # The engine
//
// An Engine holds the connections of those who subscribe. Operations that ask the
// same of a subscription marked @shared follow one group: its one goroutine
// executes the operation for each change, as a visitor, and publishes the bytes as
// a state. Each shard of the engine has a part of the connections and of every
// group; its one goroutine passes the newest state on to the records of its part:
// a frame is built once, the operation's id is written over it, and one write
// sends it, or where Linux lets it, one call of the kernel sends those of many records
// (batch). A subscription that is not marked is a group of one, executed as its
// viewer.
//
// # Invariants
//
//   - What an answer depends on stands in the key of its group: schema, document,
//     operation name, coerced variables, locale, audience. The context of a shared
//     execution has no viewer, no header, and nothing of any init.
//   - A record's seq only grows: no state is sent twice, none after a newer one. It
//     grows when a frame has begun to go out, and a frame that has begun is sent
//     to its end before anything else.
//   - A batch is filled and sent under one holding of the shard's lock, and has one
//     frame a connection at most: the next one may follow only a whole frame.
//   - At most the rest of one frame of a state waits for a connection. What it
//     needs next is looked up when its socket can take it. Answers wait up to
//     mostWaiting bytes, then who makes them waits.
//   - Of a private subscription nothing is sent that was made before the last
//     reading of its viewer's rights: for a connection that is behind it is made
//     again. (Its sources go through live.Follow, which can make it again.)
//   - Nothing is said of an operation after its error, its complete, or its
//     client's.
//   - Nobody writes to a descriptor that was closed: a connection is marked gone
//     under the lock before it is closed without it.
//
// # Locks
//
// A shard's lock guards all of its connections, operations and records; whoever
// writes to a connection holds it, for recordsAtOnce writes at most, none of which
// waits. The engine's lock guards the groups and how many follow each. shard.due
// guards the list of parts that have something to pass. Order: a shard's lock, then
// due; the engine's lock is never taken together with a shard's. The limiter's lock
// is taken last. Nothing waits while a lock is held.
//
// # Life cycle
//
// A connection begins with the handshake and has one goroutine, which reads. An
// operation is reserved under its id, then runs (a query, in a goroutine of its
// own) or follows a group. A group begins with its first follower and ends with its
// last one, or when its source does: then it leaves the map, and each record gets
// the last state and the last word; who was counted in but is not yet a record
// finds the ending when it gets there. A connection that does not take a frame
// whole is slow: a goroutine waits for it, until it has everything or has taken
// nothing for WriteTimeout. A connection that is closed says why, is open for its
// peer to read that for lastWords, and is dropped. The wheel asks each connection
// for a sign of life once in PingEvery, and drops those that gave none since; one whose
// peer acknowledges what it is sent is asked every fourth time.
// After a crowd has come or left, memory is given back. Drain tells connections in no
// order, spread over a moment, to come again. Close drops everything and ends the
// goroutines of shards, wheel and memory.
package wire
