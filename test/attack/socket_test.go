package attack

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"erikti/internal/apptest"
)

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

// socket is an open WebSocket of somebody.
type socket struct {
	*websocket.Conn
	t testing.TB
}

// wireMessage is a message of the protocol.
type wireMessage struct {
	Type    string          `json:"type"`
	ID      string          `json:"id"`
	Payload json.RawMessage `json:"payload"`
}

// open opens a socket; with narrow its kernel takes little for a reader that has
// stopped.
func open(t testing.TB, c *apptest.Client, narrow bool) *socket {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}}
	if narrow {
		dialer.NetDialContext = (&net.Dialer{Control: func(_, _ string, raw syscall.RawConn) error {
			return raw.Control(func(fd uintptr) { _ = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096) })
		}}).DialContext
	}
	conn, response, err := dialer.Dial("ws"+strings.TrimPrefix(c.Server.URL, "http")+"/graphql", http.Header{})
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	t.Cleanup(func() { _ = conn.Close() })
	s := &socket{conn, t}
	init := map[string]any{}
	if c.Token != "" {
		init["authorization"] = "Bearer " + c.Token
	}
	s.say(map[string]any{"type": "connection_init", "payload": init})
	if m := s.hear(); m.Type != "connection_ack" {
		t.Fatalf("%+v", m)
	}
	return s
}

func (s *socket) say(message map[string]any) {
	s.t.Helper()
	if err := s.WriteJSON(message); err != nil {
		s.t.Fatal(err)
	}
}

func (s *socket) subscribe(id, query string, variables map[string]any) {
	s.t.Helper()
	s.say(map[string]any{"type": "subscribe", "id": id, "payload": map[string]any{"query": query, "variables": variables}})
}

func (s *socket) hear() wireMessage {
	s.t.Helper()
	m, err := s.try()
	if err != nil {
		s.t.Fatal(err)
	}
	return m
}

// try is hear for who may have been dropped.
func (s *socket) try() (m wireMessage, err error) {
	_ = s.SetReadDeadline(time.Now().Add(patience))
	err = s.ReadJSON(&m)
	return m, err
}

// settle waits until the server has read all that was said; it returns what came
// before.
func (s *socket) settle() []wireMessage {
	s.t.Helper()
	s.say(map[string]any{"type": "ping"})
	var before []wireMessage
	for {
		m := s.hear()
		if m.Type == "pong" {
			return before
		}
		before = append(before, m)
	}
}

// code reads to the end and returns the code that the server closes with.
func (s *socket) code() int {
	s.t.Helper()
	_ = s.SetReadDeadline(time.Now().Add(patience))
	for {
		if _, _, err := s.ReadMessage(); err != nil {
			var closed *websocket.CloseError
			if !errors.As(err, &closed) {
				s.t.Errorf("closed without a code: %v", err)
				return 0
			}
			return closed.Code
		}
	}
}

// setState is an update of shiftCapacities.
type setState struct {
	Reset   bool
	Removed []string
	Shifts  []struct {
		ID, ShiftID, EventID         string
		Version, Capacity, Confirmed int
	}
}

func setOf(t testing.TB, m wireMessage) setState {
	t.Helper()
	var p struct {
		Data struct{ ShiftCapacities setState }
	}
	if err := json.Unmarshal(m.Payload, &p); err != nil || m.Type != "next" {
		t.Fatalf("%s %s: %v", m.Type, m.Payload, err)
	}
	return p.Data.ShiftCapacities
}

const followSet = `subscription($where: ShiftCapacityFilter) { shiftCapacities(where: $where) { reset removed shifts { id shiftId eventId version capacity confirmed } } }`
