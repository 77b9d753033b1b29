package wire

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/gorilla/websocket"
)

// subprotocol is the only one spoken.
const subprotocol = "graphql-transport-ws"

// WebSocket is the transport of graphql-transport-ws.
type WebSocket struct {
	engine   *Engine
	upgrader *websocket.Upgrader
}

// NewWebSocket makes the transport; its connections are the engine's.
func NewWebSocket(e *Engine) *WebSocket {
	return &WebSocket{engine: e, upgrader: &websocket.Upgrader{
		HandshakeTimeout: 5 * time.Second,
		// Buffers stay as long as a connection, so they are small. What is written
		// after the handshake goes past them.
		ReadBufferSize:  256,
		WriteBufferSize: 1024,
		WriteBufferPool: &sync.Pool{},
		Subprotocols:    []string{subprotocol},
		CheckOrigin:     e.opts.Origin,
	}}
}

// Supports an upgrade to WebSocket.
func (*WebSocket) Supports(r *http.Request) bool { return r.Header.Get("Upgrade") != "" }

// Do opens a socket. It returns at once: a goroutine of its own, whose stack is as
// small as it begins, reads the socket, and what the request took is free again.
func (t *WebSocket) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if !slices.Contains(websocket.Subprotocols(r), subprotocol) {
		http.Error(w, "The subprotocol graphql-transport-ws is spoken here.", http.StatusBadRequest)
		return
	}
	ws, err := t.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	ctx := t.engine.keep(r.Context())
	address := t.engine.addressOf(ctx)
	full := !t.engine.limiter.enterAddress(address)
	if full {
		address = ""
	}
	c := t.engine.open(ctx, ws.NetConn(), exec, socketDialect{}, address)
	c.ws = ws
	ws.SetPingHandler(func(payload string) error { c.pinged(payload); return nil })
	ws.SetPongHandler(func(string) error { c.ponged(); return nil })
	ws.SetCloseHandler(func(int, string) error { c.close(closeNormal); return nil })
	switch {
	case t.engine.draining.Load():
		c.close(closeRestart)
	case full:
		c.close(closeAddressFull)
	default:
		c.late = time.AfterFunc(t.engine.opts.InitTimeout, func() { c.close(closeInitTimeout) })
	}
	go c.read()
}

// addressOf names where a connection comes from, "" when that is not counted.
func (e *Engine) addressOf(ctx context.Context) string {
	if e.opts.Address == nil || e.opts.MaxPerAddress == 0 {
		return ""
	}
	return e.opts.Address(ctx)
}
