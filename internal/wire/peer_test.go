package wire_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// message is one of the protocol.
type message struct {
	Type    string          `json:"type"`
	ID      string          `json:"id,omitempty"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// peer is a client that says what it is told to.
type peer struct {
	*websocket.Conn
	t testing.TB
}

// patience is how long a test waits for what must come.
const patience = time.Minute

// dial opens a socket; nothing is said yet.
func (w *world) dial(t testing.TB) *peer {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, ReadBufferSize: 512, WriteBufferSize: 512}
	c, response, err := dialer.Dial("ws"+strings.TrimPrefix(w.url, "http"), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetReadDeadline(time.Now().Add(patience))
	return &peer{c, t}
}

// begin opens a socket and says who is there.
func (w *world) begin(t testing.TB, init string) *peer {
	t.Helper()
	p := w.dial(t)
	if init == "" {
		init = "{}"
	}
	p.say(`{"type":"connection_init","payload":` + init + `}`)
	if m := p.hear(); m.Type != "connection_ack" {
		t.Fatalf("instead of the acknowledgement: %+v", m)
	}
	return p
}

func (p *peer) say(raw string) {
	p.t.Helper()
	if err := p.WriteMessage(websocket.TextMessage, []byte(raw)); err != nil {
		p.t.Error(err)
	}
}

func (p *peer) subscribe(id, query string, variables ...any) {
	p.t.Helper()
	given := map[string]any{}
	for i := 0; i+1 < len(variables); i += 2 {
		given[fmt.Sprint(variables[i])] = variables[i+1]
	}
	raw, err := json.Marshal(map[string]any{"type": "subscribe", "id": id, "payload": map[string]any{"query": query, "variables": given}})
	if err != nil {
		p.t.Fatal(err)
	}
	p.say(string(raw))
}

// hear returns the next message.
func (p *peer) hear() message {
	p.t.Helper()
	_ = p.SetReadDeadline(time.Now().Add(patience))
	_, raw, err := p.ReadMessage()
	if err != nil {
		p.t.Fatalf("waiting for a message: %v", err)
	}
	return read(p.t, raw)
}

func read(t testing.TB, raw []byte) message {
	t.Helper()
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatalf("%q: %v", raw, err)
	}
	return m
}

// state returns the next message, which carries a state.
func (p *peer) state() value {
	p.t.Helper()
	m := p.hear()
	if m.Type != "next" {
		p.t.Fatalf("instead of a state: %s %s", m.Type, m.Payload)
	}
	return stateOf(p.t, m.Payload)
}

func stateOf(t testing.TB, payload []byte) value {
	t.Helper()
	var result struct{ Data map[string]value }
	if err := json.Unmarshal(payload, &result); err != nil {
		t.Fatalf("%s: %v", payload, err)
	}
	for _, v := range result.Data {
		return v
	}
	t.Fatalf("no state: %s", payload)
	return value{}
}

// settle waits until the server has read all that was said.
func (p *peer) settle() []message {
	p.t.Helper()
	p.say(`{"type":"ping","payload":{"settle":true}}`)
	var before []message
	for {
		m := p.hear()
		if m.Type == "pong" {
			return before
		}
		before = append(before, m)
	}
}

// code waits for the close and returns its code.
func (p *peer) code() int {
	p.t.Helper()
	_ = p.SetReadDeadline(time.Now().Add(patience))
	for {
		if _, _, err := p.ReadMessage(); err != nil {
			var closed *websocket.CloseError
			if !errors.As(err, &closed) {
				p.t.Errorf("closed without a code: %v", err)
				return 0
			}
			return closed.Code
		}
	}
}
