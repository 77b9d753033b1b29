package load

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Protocol is how a watcher speaks to a server.
type Protocol interface {
	// Upgrade is the HTTP request that opens a WebSocket; nil where there is none.
	Upgrade() []byte
	// Hello is what a socket sends first.
	Hello() []byte
	// Reply answers a message without a state, with nil for nothing; ok is false
	// for a message that a watcher does not expect.
	Reply(socket int, message []byte) (reply []byte, ok bool)
}

// GraphQL is graphql-transport-ws: one subscription a socket.
type GraphQL struct {
	Path    string
	EventID string
}

// document is what each socket subscribes to.
const document = `subscription Live($eventId: ID!) { eventCapacity(eventId: $eventId) { id version capacity confirmed waitlisted available } }`

// Upgrade asks for the subprotocol.
func (g GraphQL) Upgrade() []byte { return upgrade(g.Path, "graphql-transport-ws") }

// Hello begins the connection.
func (g GraphQL) Hello() []byte { return frame(opText, []byte(`{"type":"connection_init"}`)) }

// Reply subscribes once the server has acknowledged.
func (g GraphQL) Reply(socket int, message []byte) ([]byte, bool) {
	switch {
	case bytes.Contains(message, []byte(`"connection_ack"`)):
		subscribe, _ := json.Marshal(map[string]any{
			"id": fmt.Sprintf("%08x-0000-4000-8000-%012x", socket, socket), "type": "subscribe",
			"payload": map[string]any{"query": document, "operationName": "Live", "variables": map[string]any{"eventId": g.EventID}},
		})
		return frame(opText, subscribe), true
	case bytes.Contains(message, []byte(`"type":"ping"`)):
		return frame(opText, []byte(`{"type":"pong"}`)), true
	}
	return nil, false
}

// Centrifuge is Centrifugo's protocol in JSON: one channel a socket.
type Centrifuge struct {
	Path    string
	Channel string
}

// Upgrade asks for no subprotocol, which means JSON.
func (c Centrifuge) Upgrade() []byte { return upgrade(c.Path, "") }

// Hello connects.
func (c Centrifuge) Hello() []byte { return frame(opText, []byte(`{"id":1,"connect":{}}`)) }

// Reply subscribes once connected, and answers pings, which are empty objects.
func (c Centrifuge) Reply(_ int, message []byte) ([]byte, bool) {
	switch {
	case bytes.Contains(message, []byte(`"connect":{`)):
		subscribe, _ := json.Marshal(map[string]any{"id": 2, "subscribe": map[string]any{"channel": c.Channel}})
		return frame(opText, subscribe), true
	case string(message) == "{}":
		return frame(opText, message), true
	}
	return nil, false
}

// Bare is the bare loop: a byte that asks for the states.
type Bare struct{}

// Upgrade is none.
func (Bare) Upgrade() []byte { return nil }

// Hello is the byte.
func (Bare) Hello() []byte { return []byte("R") }

// Reply expects nothing but states.
func (Bare) Reply(int, []byte) ([]byte, bool) { return nil, false }
