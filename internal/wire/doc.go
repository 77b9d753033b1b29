// Package wire speaks the protocols: GraphQL over HTTP and graphql-transport-ws
// over WebSocket, both as transports of gqlgen. It knows nothing of volunteers.
// docs/protocol.md has the statuses and the close codes.
//
// # Sockets
//
// A socket has one goroutine that reads, and one for each operation that runs.
// Writes go through one lock and have a deadline: a peer that takes nothing for
// WriteTimeout is dropped. The lock is held for one write at a time, and nothing
// else is locked while it is held. A socket ends when its peer or its protocol
// ends it, or when the server drains; then every operation's context is cancelled
// and the goroutines end.
package wire
