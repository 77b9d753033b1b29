package places

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// watcher follows the places of an event over a WebSocket.
type watcher struct {
	conn *websocket.Conn

	mu     sync.Mutex
	states []state
	pongs  int
	ended  error
}

// state is what a subscription says.
type state struct{ version, confirmed, waitlisted int }

// eventOf is the event of a shift.
func (s *scene) eventOf(shift int) string {
	s.t.Helper()
	var id string
	if err := s.db.QueryRow(`SELECT event_id FROM shifts WHERE id = $1`, s.shifts[shift]).Scan(&id); err != nil {
		s.t.Fatal(err)
	}
	return id
}

// watch subscribes to an event at a server, as a visitor.
func (s *site) watch(n int, event string) (*watcher, error) { return s.watchAs("", n, event) }

func (s *site) watchAs(token string, n int, event string) (*watcher, error) {
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: 10 * time.Second}
	conn, response, err := dialer.Dial("ws"+strings.TrimPrefix(s.servers[n].now().URL, "http")+"/graphql", nil)
	if err != nil {
		return nil, err
	}
	_ = response.Body.Close()
	w := &watcher{conn: conn}
	init := `{"type":"connection_init"}`
	if token != "" {
		init = fmt.Sprintf(`{"type":"connection_init","payload":{"authorization":"Bearer %s"}}`, token)
	}
	for _, message := range []string{
		init,
		fmt.Sprintf(`{"type":"subscribe","id":"1","payload":{"query":"subscription { eventCapacity(eventId: \"%s\") { version confirmed waitlisted } }"}}`, event),
	} {
		if err := conn.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
		if message == init {
			if _, _, err := conn.ReadMessage(); err != nil { // the acknowledgement
				return nil, errors.Join(err, conn.Close())
			}
		}
	}
	go w.read()
	return w, nil
}

func (w *watcher) read() {
	for {
		_, text, err := w.conn.ReadMessage()
		var message struct {
			Type    string
			Payload json.RawMessage
		}
		var payload struct {
			Data struct {
				EventCapacity struct{ Version, Confirmed, Waitlisted int }
			}
		}
		if err == nil {
			err = json.Unmarshal(text, &message)
		}
		if err == nil && message.Type == "next" {
			err = json.Unmarshal(message.Payload, &payload)
		}
		w.mu.Lock()
		switch {
		case err != nil:
			w.ended = err
		case message.Type == "next":
			c := payload.Data.EventCapacity
			w.states = append(w.states, state{c.Version, c.Confirmed, c.Waitlisted})
		case message.Type == "pong":
			w.pongs++
		default:
			w.ended = fmt.Errorf("%.500s", text)
		}
		ended := w.ended
		w.mu.Unlock()
		if ended != nil {
			return
		}
	}
}

// last is the newest state, and how many there were.
func (w *watcher) last() (state, int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.states) == 0 {
		return state{}, 0
	}
	return w.states[len(w.states)-1], len(w.states)
}

// until waits until a state is as wanted.
func (w *watcher) until(within time.Duration, wanted func(state) bool) error {
	for began := time.Now(); time.Since(began) < within; time.Sleep(2 * time.Millisecond) {
		if last, n := w.last(); n > 0 && wanted(last) {
			return nil
		}
		w.mu.Lock()
		ended := w.ended
		w.mu.Unlock()
		if ended != nil {
			return ended
		}
	}
	last, n := w.last()
	return fmt.Errorf("not in %s; the last of %d states is %+v", within, n, last)
}

// backwards says whether a version was followed by one that is no newer.
func (w *watcher) backwards() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := 1; i < len(w.states); i++ {
		if w.states[i].version <= w.states[i-1].version {
			return true
		}
	}
	return false
}

// ping asks for a pong, and returns how long it took.
func (w *watcher) ping(within time.Duration) (time.Duration, error) {
	w.mu.Lock()
	was := w.pongs
	w.mu.Unlock()
	began := time.Now()
	if err := w.conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"ping"}`)); err != nil {
		return 0, err
	}
	for time.Since(began) < within {
		w.mu.Lock()
		now := w.pongs
		w.mu.Unlock()
		if now > was {
			return time.Since(began), nil
		}
		time.Sleep(time.Millisecond)
	}
	return 0, fmt.Errorf("no pong in %s", within)
}

func (w *watcher) close() { _ = w.conn.Close() }
