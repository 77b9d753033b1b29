package wire

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/gorilla/websocket"
)

// message is one of the protocol, either way.
type message struct {
	Type    string          `json:"type"`
	ID      string          `json:"id,omitempty"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socket is one connection.
type socket struct {
	transport *WebSocket
	conn      *websocket.Conn
	exec      graphql.GraphExecutor
	ctx       context.Context // ends with the socket
	cancel    context.CancelFunc

	// writing guards writes to conn; mu guards what follows it. Neither is taken
	// while the other is held.
	writing    sync.Mutex
	mu         sync.Mutex
	operations map[string]*operation

	// asks is ctx with who asks, after the init; of the reading goroutine only.
	asks context.Context
}

// serve reads until the socket ends.
func (s *socket) serve() {
	defer s.conn.Close() //nolint:errcheck // it is over either way
	defer s.cancel()
	t := s.transport
	s.conn.SetReadLimit(t.MaxMessage)
	late := time.AfterFunc(t.InitTimeout, func() { s.close(closeInitTimeout) })
	defer late.Stop()
	alive := func() { _ = s.conn.SetReadDeadline(time.Now().Add(2 * t.PingEvery)) }
	alive()
	s.conn.SetPongHandler(func(string) error { alive(); return nil })
	go s.pings()
	for {
		kind, raw, err := s.conn.ReadMessage()
		if errors.Is(err, websocket.ErrReadLimit) {
			s.close(closeTooLarge)
			return
		}
		if err != nil {
			return
		}
		if s.ctx.Err() != nil {
			continue // closing: the peer has yet to read why
		}
		alive()
		m, ok := parse(kind, raw)
		if !ok {
			s.close(closeInvalid)
			continue
		}
		if m.Type == "connection_init" {
			late.Stop()
		}
		if code := s.handle(m); code != 0 {
			s.close(code)
		}
	}
}

// parse reads one message, strictly.
func parse(kind int, raw []byte) (message, bool) {
	var m message
	if kind != websocket.TextMessage {
		return m, false
	}
	return m, decode(raw, map[string]any{"type": &m.Type, "id": &m.ID, "payload": &m.Payload}) == nil
}

// handle acts on a message and returns the code to close with, 0 for none.
func (s *socket) handle(m message) int {
	switch m.Type {
	case "connection_init":
		return s.init(m)
	case "ping":
		s.send(message{Type: "pong", Payload: m.Payload})
		return 0
	case "pong":
		return 0
	case "subscribe":
		return s.subscribe(m)
	case "complete":
		if m.ID == "" {
			return closeInvalid
		}
		s.forget(m.ID)
		return 0
	default:
		return closeInvalid
	}
}

// init asks who is there. What it says beside authorization and locale is left.
func (s *socket) init(m message) int {
	if s.asks != nil {
		return closeTwoInits
	}
	var authorization, locale string
	if len(m.Payload) > 0 && string(m.Payload) != "null" {
		if err := decode(m.Payload, map[string]any{"authorization": &authorization, "locale": &locale}); err != nil {
			return closeInvalid
		}
	}
	ctx, err := s.transport.Begin(s.ctx, authorization, locale)
	if err != nil {
		return closeForbidden
	}
	s.asks = ctx
	s.send(message{Type: "connection_ack"})
	return 0
}

// send writes a message; a peer that does not take it in time is dropped.
func (s *socket) send(m message) {
	raw, err := json.Marshal(m)
	if err != nil {
		s.close(websocket.CloseInternalServerErr)
		return
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	_ = s.conn.SetWriteDeadline(time.Now().Add(s.transport.WriteTimeout))
	if err := s.conn.WriteMessage(websocket.TextMessage, raw); err != nil {
		s.cancel()
		_ = s.conn.Close() // ends the reader too
	}
}

// close ends the socket with a code. The connection goes a moment later, or when
// the peer answers: if it went at once, what the peer still sends would make the
// code disappear on the way.
func (s *socket) close(code int) {
	s.cancel()
	deadline := time.Now().Add(time.Second)
	_ = s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reasons[code]), deadline)
	_ = s.conn.SetReadDeadline(deadline)
}

// pings asks the peer for a sign of life until the socket ends.
func (s *socket) pings() {
	ticker := time.NewTicker(s.transport.PingEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			_ = s.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(s.transport.WriteTimeout))
		case <-s.ctx.Done():
			return
		}
	}
}
