package wire

import (
	"context"
	"maps"
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
	// Begin makes the context of a socket from what its init says: who asks, and in
	// which language. An error refuses the init.
	Begin func(ctx context.Context, authorization, locale string) (context.Context, error)
	// Origin says whether a page of an origin may open a socket.
	Origin        func(*http.Request) bool
	InitTimeout   time.Duration // from opening to init
	PingEvery     time.Duration // a peer that answers no ping for twice that is gone
	WriteTimeout  time.Duration // a peer that takes nothing for that is dropped
	MaxMessage    int64         // bytes
	MaxOperations int           // that run at once on a socket, 0 = off
	Observer      Observer

	upgrader *websocket.Upgrader
	mu       sync.Mutex
	sockets  map[*socket]struct{}
	draining bool
}

// Observer is told what happens, for metrics.
type Observer interface {
	SocketOpened()
	SocketClosed()
	Delivered()
}

// NewWebSocket completes the transport.
func NewWebSocket(t *WebSocket) *WebSocket {
	t.upgrader = &websocket.Upgrader{
		HandshakeTimeout: 5 * time.Second,
		ReadBufferSize:   1024,
		WriteBufferSize:  4096,
		WriteBufferPool:  &sync.Pool{},
		Subprotocols:     []string{subprotocol},
		CheckOrigin:      t.Origin,
	}
	t.sockets = map[*socket]struct{}{}
	return t
}

// Supports an upgrade to WebSocket.
func (t *WebSocket) Supports(r *http.Request) bool { return r.Header.Get("Upgrade") != "" }

// Do serves one socket until it ends.
func (t *WebSocket) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if !speaks(r) {
		http.Error(w, "The subprotocol graphql-transport-ws is spoken here.", http.StatusBadRequest)
		return
	}
	conn, err := t.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	// The socket outlives its request only in its values.
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	s := &socket{transport: t, conn: conn, exec: exec, ctx: ctx, cancel: cancel, operations: map[string]*operation{}}
	if !t.add(s) {
		s.close(closeRestart)
		return
	}
	t.Observer.SocketOpened()
	defer func() {
		t.remove(s)
		t.Observer.SocketClosed()
	}()
	s.serve()
}

func speaks(r *http.Request) bool {
	for _, p := range websocket.Subprotocols(r) {
		if p == subprotocol {
			return true
		}
	}
	return false
}

func (t *WebSocket) add(s *socket) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.draining {
		return false
	}
	t.sockets[s] = struct{}{}
	return true
}

func (t *WebSocket) remove(s *socket) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.sockets, s)
}

// Drain takes no new sockets and tells every open one to come again.
func (t *WebSocket) Drain() {
	t.mu.Lock()
	t.draining = true
	t.mu.Unlock()
	t.Restart()
}

// Restart tells every open socket to come again (1012).
func (t *WebSocket) Restart() {
	t.mu.Lock()
	sockets := slices.Collect(maps.Keys(t.sockets))
	t.mu.Unlock()
	for _, s := range sockets {
		s.close(closeRestart)
	}
}
