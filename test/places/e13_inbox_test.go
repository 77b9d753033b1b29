package places

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"erikti/internal/apptest"
)

// hears subscribes at a server and passes on what is told, as JSON.
func (s *scene) hears(n int, token, query string) func(what, wanted string) {
	s.t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: 10 * time.Second}
	conn, response, err := dialer.Dial("ws"+strings.TrimPrefix(s.servers[n].now().URL, "http")+"/graphql", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	_ = response.Body.Close()
	s.t.Cleanup(func() { _ = conn.Close() })
	for _, m := range []any{
		map[string]any{"type": "connection_init", "payload": map[string]any{"authorization": "Bearer " + token}},
		map[string]any{"type": "subscribe", "id": "1", "payload": map[string]any{"query": query}},
	} {
		if err := conn.WriteJSON(m); err != nil {
			s.t.Fatal(err)
		}
	}
	return func(what, wanted string) {
		s.t.Helper()
		_ = conn.SetReadDeadline(time.Now().Add(seenWithin))
		for {
			var m struct {
				Type    string
				Payload json.RawMessage
			}
			if err := conn.ReadJSON(&m); err != nil {
				s.t.Fatalf("%s is not told at the other server: %v", what, err)
			}
			if m.Type == "next" && strings.Contains(string(m.Payload), wanted) {
				return
			}
		}
	}
}

// Without a bus the sweep finds what people were told through the other server, and what
// they have read there; who is on a shift, and what changed in a set.
func TestE13_InboxesWithoutABus(t *testing.T) {
	t.Parallel()
	s := twoServers(t, 1, noBus)
	me := s.people[0]
	notices := s.hears(1, me, `subscription { myNotices { unread notices { id kind } } }`)
	places := s.hears(1, me, `subscription { myPlaces { unreadNotices places { __typename } } }`)
	roster := s.hears(1, s.organizer, fmt.Sprintf(`subscription { roster(shiftId: %q) { entries { signup { state } } } }`, s.shifts[0]))
	set := s.hears(1, me, `subscription { shiftCapacities { shifts { confirmed } } }`)
	notices("nothing", `"unread":0`)
	places("nothing", `"unreadNotices":0`)
	roster("nobody", `"entries":[]`)
	set("nobody", `"confirmed":0`)
	ask := func(token, query string, in map[string]any) {
		t.Helper()
		if a, err := s.askOf(0, token, query, in); err != nil || len(a.Errors) > 0 || strings.Contains(string(a.Body), `"code"`) {
			t.Fatalf("%v %s", err, body(a))
		}
	}
	ask(me, signUpForShift, apptest.Input("shiftId", s.shifts[0]))
	roster("who signed up", `"CONFIRMED"`)
	set("a place that is taken", `"confirmed":1`)
	places("the own place", `"Signup"`)
	ask(s.organizer, `mutation($in: MessageRosterInput!) { messageRoster(input: $in) { told userErrors { code } } }`,
		apptest.Input("shiftId", s.shifts[0], "text", "Come early."))
	notices("a message", `"unread":1`)
	places("a message", `"unreadNotices":1`)
	ask(me, `mutation($in: MarkNoticesReadInput!) { markNoticesRead(input: $in) { unreadNotices userErrors { code } } }`, apptest.Input("all", true))
	notices("what was read", `"unread":0`)
	places("what was read", `"unreadNotices":0`)
}
