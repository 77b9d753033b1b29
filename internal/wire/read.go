package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"erikti/internal/fault"
)

// envelope is a message of the protocol, as clients send it.
type envelope struct {
	Type    string
	ID      string
	Payload json.RawMessage
}

// carriesObject says whether the payload is an object, or there is none.
func (m envelope) carriesObject() bool {
	return len(m.Payload) == 0 || m.Payload[0] == '{' || string(m.Payload) == "null"
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// read reads a socket until it ends.
func (c *conn) read() {
	defer c.drop()
	for {
		kind, r, err := c.ws.NextReader()
		if err != nil {
			return
		}
		c.alive()
		b := buffers.Get().(*bytes.Buffer)
		b.Reset()
		most := c.engine.opts.MaxMessage
		if most > 0 {
			r = io.LimitReader(r, most+1)
		}
		if _, err := b.ReadFrom(r); err != nil {
			return
		}
		// In a goroutine of its own, so that this one's stack stays small.
		done := make(chan struct{})
		go func() {
			defer close(done)
			c.hear(kind, b.Bytes())
		}()
		<-done
		if b.Cap() <= 64<<10 { // a large one is not kept
			buffers.Put(b)
		}
	}
}

// hear acts on one message, and closes the socket when it is not as it must be.
// What comes while the socket is being closed is left.
func (c *conn) hear(kind int, raw []byte) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("panic in a message", "panic", p, "stack", string(debug.Stack()))
			c.close(closeInternal)
		}
	}()
	if !c.listens() {
		return
	}
	if most := c.engine.opts.MaxMessage; most > 0 && int64(len(raw)) > most {
		c.close(closeTooLarge)
		return
	}
	if !c.rate.allow(time.Now().Unix(), c.engine.opts.MaxMessages) {
		c.close(closeFlood)
		return
	}
	m, ok := parse(kind, raw)
	if !ok {
		c.close(closeInvalid)
		return
	}
	if code := c.handle(m); code != 0 {
		c.close(code)
	}
}

// pinged answers a ping of WebSocket itself.
func (c *conn) pinged(payload string) {
	if c.ponged() {
		c.send(frame(nil, websocket.PongMessage, []byte(payload)))
	}
}

// ponged notes a sign of life. It counts as a message: false, there were too many.
func (c *conn) ponged() bool {
	c.alive()
	if !c.rate.allow(time.Now().Unix(), c.engine.opts.MaxMessages) {
		c.close(closeFlood)
		return false
	}
	return true
}

// parse reads one message, strictly.
func parse(kind int, raw []byte) (envelope, bool) {
	var m envelope
	if kind != websocket.TextMessage {
		return m, false
	}
	return m, decode(raw, map[string]any{"type": &m.Type, "id": &m.ID, "payload": &m.Payload}) == nil
}

// handle acts on a message and returns the code to close with, 0 for none.
func (c *conn) handle(m envelope) closeCode {
	switch m.Type {
	case "connection_init":
		return c.begin(m)
	case "ping", "pong":
		switch {
		case !m.carriesObject():
			return closeInvalid
		case m.Type == "ping":
			c.send(pong(m.Payload))
		}
		return 0
	case "subscribe":
		return c.subscribe(m)
	case "complete":
		if m.ID == "" {
			return closeInvalid
		}
		c.forget(m.ID)
		return 0
	default:
		return closeInvalid
	}
}

var acknowledgement = frame(nil, websocket.TextMessage, []byte(`{"type":"connection_ack"}`))

// pong answers a ping with its payload.
func pong(payload json.RawMessage) []byte {
	if payload == nil {
		return frame(nil, websocket.TextMessage, []byte(`{"type":"pong"}`))
	}
	return frame(nil, websocket.TextMessage, append(append([]byte(`{"type":"pong","payload":`), payload...), '}'))
}

// begin asks who is there. What the init says beside authorization and locale is
// left.
func (c *conn) begin(m envelope) closeCode {
	if c.acked {
		return closeTwoInits
	}
	c.late.Stop()
	c.late = nil
	var authorization, locale string
	if len(m.Payload) > 0 && string(m.Payload) != "null" {
		if err := decode(m.Payload, map[string]any{"authorization": &authorization, "locale": &locale}); err != nil {
			return closeInvalid
		}
	}
	asked := time.Now()
	ctx, err := c.engine.opts.Begin(c.ctx, authorization, locale)
	var failure *fault.Failure
	switch {
	case errors.As(err, &failure):
		return closeForbidden
	case err != nil:
		return closeTryLater // whether the token is good could not be read
	}
	c.ctx = ctx
	if code := c.identify(asked); code != 0 {
		return code
	}
	c.acked = true
	c.send(acknowledgement)
	return 0
}
