package wire_test

import (
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"erikti/internal/wire"
)

// Every fault of a client is closed with the code of the protocol, whatever else
// happens on the socket.
func TestE1_CloseCodes(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.MaxMessage, o.MaxOperations = 2000, 3 })
	const init = `{"type":"connection_init"}`
	op := func(id string) string {
		return fmt.Sprintf(`{"type":"subscribe","id":%q,"payload":{"query":"subscription { object(id: \"x\") }"}}`, id)
	}
	for name, c := range map[string]struct {
		code int
		said []string
	}{
		"before the ack":            {4401, []string{op("1")}},
		"two inits":                 {4429, []string{init, init}},
		"a duplicate":               {4409, []string{init, op("1"), op("1")}},
		"an unknown session":        {4403, []string{`{"type":"connection_init","payload":{"authorization":"nobody"}}`}},
		"no JSON":                   {4400, []string{`{"type":`}},
		"nothing":                   {4400, []string{``}},
		"a list":                    {4400, []string{`[]`}},
		"two messages in one":       {4400, []string{`{"type":"ping"}{"type":"ping"}`}},
		"a type twice":              {4400, []string{`{"type":"ping","type":"pong"}`}},
		"no UTF-8":                  {4400, []string{"{\"type\":\"ping\",\"payload\":{\"a\":\"\xff\"}}"}},
		"an unknown type":           {4400, []string{init, `{"type":"start","id":"1"}`}},
		"a type that is no text":    {4400, []string{`{"type":7}`}},
		"no type":                   {4400, []string{`{}`}},
		"an init that is no object": {4400, []string{`{"type":"connection_init","payload":7}`}},
		"an empty id":               {4400, []string{init, op("")}},
		"a long id":                 {4400, []string{init, op(strings.Repeat("i", 129))}},
		"an id that is no text":     {4400, []string{init, `{"type":"subscribe","id":1,"payload":{"query":"{ echo }"}}`}},
		"complete without an id":    {4400, []string{init, `{"type":"complete"}`}},
		"no payload":                {4400, []string{init, `{"type":"subscribe","id":"1"}`}},
		"a ping of a text":          {4400, []string{`{"type":"ping","payload":"x"}`}},
		"a pong of a list":          {4400, []string{init, `{"type":"pong","payload":[{}]}`}},
		"no query":                  {4400, []string{init, `{"type":"subscribe","id":"1","payload":{"variables":{}}}`}},
		"a query that is null":      {4400, []string{init, `{"type":"subscribe","id":"1","payload":{"query":null,"operationName":null}}`}},
		"variables that are none":   {4400, []string{init, `{"type":"subscribe","id":"1","payload":{"query":"{ echo }","variables":[1]}}`}},
		"too many operations":       {1008, []string{init, op("1"), op("2"), op("3"), op("4")}},
		"a large message":           {1009, []string{init, `{"type":"ping","payload":{"a":"` + strings.Repeat("x", 2000) + `"}}`}},
	} {
		p := w.dial(t)
		for _, said := range c.said {
			p.say(said)
		}
		if code := p.code(); code != c.code {
			t.Errorf("%s: closed with %d, want %d", name, code, c.code)
		}
	}
	p := w.dial(t)
	if err := p.WriteMessage(websocket.BinaryMessage, []byte(`{"type":"ping"}`)); err != nil {
		t.Fatal(err)
	}
	if code := p.code(); code != 4400 {
		t.Errorf("a binary message: %d", code)
	}
	eventually(t, "every socket is gone", func() bool { return w.engine.Stats().Connections == 0 })
}

// After error nothing more is said of an operation, and its id is free again; an id
// may have any characters.
func TestE1_OperationsEndOnce(t *testing.T) {
	w := newWorld(t)
	p := w.begin(t, "")
	for _, id := range []string{"1", `quoted " and \ and <é>`, strings.Repeat("long ", 20), "1"} {
		p.subscribe(id, followObject, "id", "nothing")
		if m := p.hear(); m.Type != "error" || m.ID != id {
			t.Errorf("%q: %+v", id, m)
		}
		if rest := p.settle(); len(rest) != 0 {
			t.Errorf("after the error: %v", rest)
		}
		p.subscribe(id, followObject, "id", "x")
		if m := p.hear(); m.Type != "next" || m.ID != id {
			t.Errorf("%q: %+v", id, m)
		}
		w.change("x")
		if m := p.hear(); m.Type != "next" || m.ID != id {
			t.Errorf("%q: %+v", id, m)
		}
		p.say(`{"type":"complete","id":` + quote(id) + `}`)
		if rest := p.settle(); len(rest) != 0 {
			t.Errorf("after complete: %v", rest)
		}
		w.change("x")
		p.subscribe(id, `{ echo(text: "t") }`)
		if next, end := p.hear(), p.hear(); next.Type != "next" || end.Type != "complete" || end.ID != id {
			t.Errorf("a query: %+v, %+v", next, end)
		}
	}
	for _, bad := range []string{"subscription {", "{ no }", "subscription { object }", ""} {
		p.subscribe("bad", bad)
		if m := p.hear(); m.Type != "error" || m.ID != "bad" {
			t.Errorf("%q: %+v", bad, m)
		}
	}
	if rest := p.settle(); len(rest) != 0 {
		t.Errorf("after the errors: %v", rest)
	}
}

func quote(s string) string { return string(mustJSON(s)) }

// A socket that says no init in its time is closed; what else it says is no init.
func TestE2_NoInit(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.InitTimeout = 50 * time.Millisecond })
	silent, pinging := w.dial(t), w.dial(t)
	pinging.say(`{"type":"ping"}`)
	for _, p := range []*peer{silent, pinging} {
		if code := p.code(); code != 4408 {
			t.Errorf("closed with %d", code)
		}
	}
	late := w.begin(t, "")
	time.Sleep(100 * time.Millisecond)
	late.settle() // one that has said it stays
}

// Another site's page opens no socket, and the legacy subprotocol none either.
func TestE3_OriginsAndSubprotocols(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) {
		o.Origin = func(r *http.Request) bool { return r.Header.Get("Origin") != "https://elsewhere.example" }
	})
	for _, c := range []struct {
		protocols []string
		origin    string
		status    int
	}{
		{[]string{"graphql-transport-ws"}, "https://elsewhere.example", http.StatusForbidden},
		{[]string{"graphql-transport-ws"}, "", http.StatusSwitchingProtocols},
		{[]string{"graphql-ws"}, "", http.StatusBadRequest},
		{nil, "", http.StatusBadRequest},
		{[]string{"graphql-ws", "graphql-transport-ws"}, "", http.StatusSwitchingProtocols},
	} {
		h := http.Header{}
		if c.origin != "" {
			h.Set("Origin", c.origin)
		}
		dialer := websocket.Dialer{Subprotocols: c.protocols}
		conn, response, err := dialer.Dial("ws"+strings.TrimPrefix(w.url, "http"), h)
		if response == nil || response.StatusCode != c.status {
			t.Fatalf("%+v: %v, %v", c, response, err)
		}
		if conn != nil {
			if conn.Subprotocol() != "graphql-transport-ws" {
				t.Errorf("%+v: %q is spoken", c, conn.Subprotocol())
			}
			_ = conn.Close()
		}
	}
}

// The limits of connections have codes of their own, and who leaves makes room.
func TestE4_TooManyConnections(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.MaxPerAddress, o.MaxPerAccount = 3, 2 })
	first := w.begin(t, `{"authorization":"alice"}`)
	w.begin(t, `{"authorization":"alice"}`)
	third := w.dial(t)
	third.say(`{"type":"connection_init","payload":{"authorization":"alice"}}`)
	if code := third.code(); code != 4442 {
		t.Errorf("a third socket of an account: %d", code)
	}
	eventually(t, "the refused one is gone", func() bool { return w.engine.Stats().Connections == 2 })
	w.begin(t, "")
	if code := w.dial(t).code(); code != 4441 {
		t.Errorf("a fourth socket from an address: %d", code)
	}
	r, err := http.NewRequest(http.MethodGet, w.url+"?query={echo(text:%22a%22)}", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(r)
	if err != nil || response.StatusCode != http.StatusTooManyRequests {
		t.Errorf("a stream beside them: %v, %v", response, err)
	}
	_ = response.Body.Close()
	_ = first.Close()
	eventually(t, "the first one is gone", func() bool { return w.engine.Stats().Connections <= 2 })
	w.begin(t, `{"authorization":"alice"}`)
}

// A flood of messages is closed with its code, of whatever they are.
func TestE5_Floods(t *testing.T) {
	floods := map[string]func(*peer, int) error{
		"subscribe and complete": func(p *peer, i int) error {
			if i%2 == 0 {
				return p.WriteMessage(websocket.TextMessage, []byte(`{"type":"subscribe","id":"1","payload":{"query":"subscription { object(id: \"x\") }"}}`))
			}
			return p.WriteMessage(websocket.TextMessage, []byte(`{"type":"complete","id":"1"}`))
		},
		"pings": func(p *peer, _ int) error { return p.WriteMessage(websocket.TextMessage, []byte(`{"type":"ping"}`)) },
		"pings of WebSocket": func(p *peer, _ int) error {
			return p.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second))
		},
	}
	w := newWorld(t, func(o *wire.Options) { o.MaxMessages = 100 })
	for name, say := range floods {
		p := w.begin(t, "")
		closed := make(chan int, 1)
		go func() { closed <- p.code() }()
		for i := range 10_000 {
			if say(p, i) != nil {
				break
			}
		}
		if code := <-closed; code != 4443 {
			t.Errorf("%s: closed with %d", name, code)
		}
	}
	eventually(t, "nothing stays", func() bool {
		s := w.engine.Stats()
		return s.Connections == 0 && s.Members == 0 && s.Groups == 0
	})
	// Without the limit a flood is read at the speed of its answers.
	w = newWorld(t)
	p := w.begin(t, "")
	go func() {
		for range 5000 {
			if p.WriteMessage(websocket.TextMessage, []byte(`{"type":"ping"}`)) != nil {
				return
			}
		}
	}()
	for range 5000 {
		if m := p.hear(); m.Type != "pong" {
			t.Fatal(m)
		}
	}
}

// Frames that are not as WebSocket has them, and messages of many of them.
func TestE8_Frames(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.MaxMessage = 4000 })
	masked := func(first byte, payload string) []byte {
		b := []byte{first, 0x80 | byte(len(payload)), 0, 0, 0, 0} // a mask of zeros
		return append(b, payload...)
	}
	var bomb bytes.Buffer
	z, _ := flate.NewWriter(&bomb, flate.BestCompression)
	_, _ = z.Write(bytes.Repeat([]byte(" "), 1<<20))
	_ = z.Flush()
	for name, c := range map[string]struct {
		code   int
		frames [][]byte
	}{
		"a fragmented message that grows": {1009, func() (all [][]byte) {
			all = append(all, masked(0x01, `{"type":"ping","payload":"`))
			for range 50 {
				all = append(all, masked(0x00, strings.Repeat("x", 100)))
			}
			return append(all, masked(0x80, `"}`))
		}()},
		"a frame that is announced larger": {1009, [][]byte{append([]byte{0x81, 0xfe, 0x20, 0x00, 0, 0, 0, 0}, bytes.Repeat([]byte("x"), 0x2000)...)}},
		"compressed":                       {1002, [][]byte{masked(0xc1, string(bomb.Bytes()[:100]))}},
		"not masked":                       {1002, [][]byte{{0x81, 2, '{', '}'}}},
		"a reserved opcode":                {1002, [][]byte{masked(0x83, "{}")}},
		"a ping in parts":                  {1002, [][]byte{masked(0x09, "x")}},
		"a continuation of nothing":        {1002, [][]byte{masked(0x80, "x")}},
	} {
		p := w.begin(t, "")
		for _, frame := range c.frames {
			if _, err := p.NetConn().Write(frame); err != nil {
				break
			}
		}
		if code := p.code(); code != c.code {
			t.Errorf("%s: closed with %d, want %d", name, code, c.code)
		}
	}
	p := w.begin(t, "")
	for _, frame := range [][]byte{masked(0x01, `{"type":`), masked(0x89, "between"), masked(0x80, `"ping"}`)} {
		if _, err := p.NetConn().Write(frame); err != nil {
			t.Fatal(err)
		}
	}
	if m := p.hear(); m.Type != "pong" {
		t.Errorf("a message in parts, with a ping between: %+v", m)
	}
}

// The sockets of a session that has ended are closed with a code of their own; an
// answer that is being made comes before.
func TestE9_SessionsThatEnd(t *testing.T) {
	w := newWorld(t)
	alice, bob, nobody := w.begin(t, `{"authorization":"alice"}`), w.begin(t, `{"authorization":"bob"}`), w.begin(t, "")
	for _, p := range []*peer{alice, bob, nobody} {
		p.subscribe("1", followObject, "id", "x")
		p.state()
	}
	w.engine.EndSession("alice")
	if code := alice.code(); code != 4440 {
		t.Errorf("closed with %d", code)
	}
	w.engine.EndAccount("bob")
	if code := bob.code(); code != 4440 {
		t.Errorf("closed with %d", code)
	}
	nobody.settle()
	w.change("x")
	nobody.state()
}

// One that ends while a socket is still asking who is there is noticed too.
func TestE9_SessionsThatEndMeanwhile(t *testing.T) {
	var w *world
	w = newWorld(t, func(o *wire.Options) {
		begin := o.Begin
		o.Begin = func(ctx context.Context, authorization, locale string) (context.Context, error) {
			ctx, err := begin(ctx, authorization, locale)
			w.engine.EndSession("alice")
			w.engine.EndAccount("bob")
			return ctx, err
		}
	})
	for _, name := range []string{"alice", "bob"} {
		p := w.dial(t)
		p.say(`{"type":"connection_init","payload":{"authorization":"` + name + `"}}`)
		if code := p.code(); code != 4440 {
			t.Errorf("%s: closed with %d", name, code)
		}
	}
	w.begin(t, "").settle()
}

// A session that expires by itself ends its sockets at that moment.
func TestE9_SessionsThatExpire(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) {
		who := o.Who
		o.Who = func(ctx context.Context) wire.Who {
			it := who(ctx)
			if it.Account != "" {
				it.Expires = time.Now().Add(200 * time.Millisecond)
			}
			return it
		}
	})
	p := w.begin(t, `{"authorization":"alice"}`)
	p.subscribe("1", followObject, "id", "x")
	p.state()
	if code := p.code(); code != 4440 {
		t.Errorf("closed with %d", code)
	}
}

// Every code that is closed with stands in the documents, and no other.
func TestTheDocumentsShowTheCodes(t *testing.T) {
	source, err := os.ReadFile("close.go")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/protocol.md")
	if err != nil {
		t.Fatal(err)
	}
	inCode, inPage := map[string]bool{"1000": true, "1002": true, "1008": true, "1009": true, "1011": true, "1012": true, "1013": true}, map[string]bool{}
	for _, m := range regexp.MustCompile(`closeCode\((4\d+)\)`).FindAllSubmatch(source, -1) {
		inCode[string(m[1])] = true
	}
	for _, m := range regexp.MustCompile(`(?m)^\| ([14]\d{3}) \|`).FindAllSubmatch(page, -1) {
		inPage[string(m[1])] = true
	}
	for code := range inCode {
		if !inPage[code] {
			t.Errorf("docs/protocol.md does not have %s", code)
		}
	}
	for code := range inPage {
		if !inCode[code] {
			t.Errorf("docs/protocol.md has %s, which is never said", code)
		}
	}
}
