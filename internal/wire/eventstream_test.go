package wire_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"erikti/internal/wire"
)

// stream is an event stream that is read as the standard says: lines, of which
// event and data count, until an empty one.
type stream struct {
	*http.Response
	t     testing.TB
	lines *bufio.Reader
	alive int // comments
}

type event struct{ name, data string }

func (w *world) stream(t testing.TB, method, query string, headers http.Header, variables ...any) *stream {
	t.Helper()
	given := map[string]any{}
	for i := 0; i+1 < len(variables); i += 2 {
		given[fmt.Sprint(variables[i])] = variables[i+1]
	}
	address, body := w.url+"/graphql", io.Reader(http.NoBody)
	if method == http.MethodGet {
		address += "?" + url.Values{"query": {query}, "variables": {string(mustJSON(given))}}.Encode()
	} else {
		body = bytes.NewReader(mustJSON(map[string]any{"query": query, "variables": given}))
	}
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Accept": {"text/event-stream"}, "Content-Type": {"application/json"}}
	for name, values := range headers {
		r.Header[name] = values
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = response.Body.Close()
	})
	return &stream{Response: response, t: t, lines: bufio.NewReader(response.Body)}
}

// next returns the next event; an event without data fires nothing in a browser.
func (s *stream) next() (event, bool) {
	s.t.Helper()
	var e event
	data := false
	for {
		line, err := s.lines.ReadString('\n')
		if err == io.EOF {
			return e, false
		}
		if err != nil {
			s.t.Fatal(err)
		}
		line = strings.TrimSuffix(line, "\n")
		if strings.Contains(line, "\r") {
			s.t.Fatalf("a carriage return: %q", line)
		}
		name, value, _ := strings.Cut(line, ":")
		switch {
		case line == "" && data:
			return e, true
		case line == "":
			e = event{}
		case name == "":
			s.alive++
		case name == "event":
			e.name = strings.TrimPrefix(value, " ")
		case name == "data":
			data = true
			e.data += strings.TrimPrefix(value, " ")
		default:
			s.t.Fatalf("an odd line: %q", line)
		}
	}
}

func (s *stream) state() value {
	s.t.Helper()
	e, more := s.next()
	if !more || e.name != "next" {
		s.t.Fatalf("instead of a state: %+v", e)
	}
	return stateOf(s.t, []byte(e.data))
}

// Streams and sockets follow the same group; a stream completes with an event that
// browsers fire, and ends.
func TestEventStreams(t *testing.T) {
	w := newWorld(t)
	socket := w.begin(t, "")
	socket.subscribe("1", followObject, "id", "final")
	socket.state()
	streams := []*stream{
		w.stream(t, http.MethodGet, followObject, nil, "id", "final"),
		w.stream(t, http.MethodPost, followObject, nil, "id", "final"),
	}
	for _, s := range streams {
		if s.StatusCode != http.StatusOK || s.Header.Get("Content-Type") != "text/event-stream; charset=utf-8" ||
			s.Header.Get("X-Accel-Buffering") != "no" || !strings.Contains(s.Header.Get("Cache-Control"), "no-store") {
			t.Errorf("%d %v", s.StatusCode, s.Header)
		}
		if v := s.state(); v.Version != 0 {
			t.Errorf("at first: %+v", v)
		}
	}
	if s := w.engine.Stats(); s.Groups != 1 || s.Members != 3 {
		t.Errorf("%+v", s)
	}
	for range 3 {
		version := w.change("final")
		for _, s := range streams {
			if v := s.state(); v.Version != version {
				t.Errorf("%+v, want %d", v, version)
			}
		}
	}
	for _, s := range streams {
		if e, _ := s.next(); e != (event{name: "complete"}) {
			t.Errorf("the end: %+v", e)
		}
		if e, more := s.next(); more {
			t.Errorf("after the end: %+v", e)
		}
	}
	eventually(t, "the streams are gone", func() bool { return w.engine.Stats().Connections == 1 })
	// A query and a mutation are streams of one state.
	for _, q := range []string{`{ echo(text: "t") }`, `mutation { touch(id: "t") }`} {
		s := w.stream(t, http.MethodPost, q, nil)
		if e, _ := s.next(); e.name != "next" || strings.Contains(e.data, "errors") {
			t.Errorf("%s: %+v", q, e)
		}
		if e, _ := s.next(); e.name != "complete" {
			t.Errorf("%s: %+v", q, e)
		}
	}
}

// What cannot be executed is told as an event and completed; what is no request of
// GraphQL, or a mutation by GET, by its status.
func TestEventStreamsOfErrors(t *testing.T) {
	w := newWorld(t)
	for query, field := range map[string]string{
		"subscription {": "", "{ no }": "", `subscription { object(id: "nothing") }`: "NOT_FOUND", "{ panics }": "INTERNAL",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			s := w.stream(t, method, query, nil)
			e, _ := s.next()
			var result struct {
				Data   any
				Errors []struct{ Extensions struct{ Code string } }
			}
			if err := json.Unmarshal([]byte(e.data), &result); err != nil || e.name != "next" || len(result.Errors) != 1 || result.Data != nil ||
				field != "" && result.Errors[0].Extensions.Code != field {
				t.Errorf("%s %s: %+v", method, query, e)
			}
			if e, _ := s.next(); e.name != "complete" {
				t.Errorf("%s %s: %+v", method, query, e)
			}
			if _, more := s.next(); more {
				t.Errorf("%s %s: more after the end", method, query)
			}
		}
	}
	before := w.version("t")
	for _, c := range []struct {
		method, query string
		headers       http.Header
		status        int
	}{
		{http.MethodGet, `mutation { touch(id: "t") }`, nil, http.StatusMethodNotAllowed},
		{http.MethodGet, "", nil, http.StatusBadRequest},
		{http.MethodPut, "{ waits }", nil, http.StatusMethodNotAllowed},
		{http.MethodPost, "{ waits }", http.Header{"Content-Type": {"text/plain"}}, http.StatusUnsupportedMediaType},
	} {
		s := w.stream(t, c.method, c.query, c.headers)
		if s.StatusCode != c.status || !strings.HasPrefix(s.Header.Get("Content-Type"), "application/json") {
			t.Errorf("%s %s: %d %s", c.method, c.query, s.StatusCode, s.Header.Get("Content-Type"))
		}
	}
	if w.version("t") != before {
		t.Error("a mutation was made by GET")
	}
}

// Line breaks in what clients and people write make no events, and what a client
// forges of an earlier stream means nothing.
func TestE17_NothingIsInjected(t *testing.T) {
	w := newWorld(t)
	for _, text := range []string{"a\nevent: complete\ndata:\n\n", "a\r\n\r\nevent: next\r\ndata: {}\r\n\r\n", "a\u2028b\u0085c\x00", "\ufeff: x"} {
		s := w.stream(t, http.MethodPost, `query($text: String!) { echo(text: $text) }`,
			http.Header{"Last-Event-Id": {"7\nevent: x"[:1]}, "Accept-Language": {"ru"}}, "text", text)
		e, _ := s.next()
		var result struct{ Data struct{ Echo string } }
		if err := json.Unmarshal([]byte(e.data), &result); err != nil || result.Data.Echo != text || e.name != "next" {
			t.Errorf("%q: %+v, %v", text, e, err)
		}
		if e, _ := s.next(); e != (event{name: "complete"}) {
			t.Errorf("%q: %+v", text, e)
		}
		s = w.stream(t, http.MethodGet, `subscription($id: ID!, $note: String) { object(id: $id, note: $note) }`,
			http.Header{"Last-Event-Id": {"forged"}}, "id", "x", "note", text)
		if v := s.state(); v.Note != text {
			t.Errorf("%q: %+v", text, v)
		}
	}
}

// A Last-Event-ID that would break out of its header is refused before it is read.
func TestE17_AForgedLastEventID(t *testing.T) {
	w := newWorld(t)
	for name, id := range map[string]string{"CR": "7\rx", "CR at the end": "7\r\r", "LF": "7\nevent x", "LF and CR": "7\n\rdata: x", "NUL": "7\x00", "a word": "forged"} {
		c, err := net.Dial("tcp", strings.TrimPrefix(w.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		_ = c.SetDeadline(time.Now().Add(patience))
		_, _ = fmt.Fprintf(c, "GET /?query=%s HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nLast-Event-ID: %s\r\n\r\n",
			url.QueryEscape(`subscription{object(id:"x")}`), id)
		want := http.StatusBadRequest
		if name == "a word" { // means nothing, and harms nobody
			want = http.StatusOK
		}
		r, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if r.StatusCode != want {
			t.Errorf("%s: %d, want %d", name, r.StatusCode, want)
		}
		_ = c.Close()
	}
}

// While nothing changes a comment comes from time to time, so that nobody between
// takes the stream for dead; a reader that takes nothing is dropped.
func TestEventStreamsAreKeptAlive(t *testing.T) {
	w := newWorld(t, func(o *wire.Options) { o.PingEvery, o.WriteTimeout = 50*time.Millisecond, time.Second })
	s := w.stream(t, http.MethodGet, followObject, nil, "id", "x")
	s.state()
	time.Sleep(300 * time.Millisecond)
	version := w.change("x")
	if v := s.state(); v.Version != version || s.alive < 2 {
		t.Errorf("%+v after %d comments", v, s.alive)
	}
	w.large()
	stopped, err := net.Dial("tcp", strings.TrimPrefix(w.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer stopped.Close() //nolint:errcheck // it is dropped
	_, _ = fmt.Fprintf(stopped, "GET /?query=%s HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n", url.QueryEscape(`subscription{object(id:"x")}`))
	eventually(t, "it follows", func() bool { return w.engine.Stats().Members == 2 })
	for changes := 0; w.engine.Stats().DroppedSlow == 0; changes++ {
		version := w.change("x")
		for v := s.state(); v.Version != version; v = s.state() {
		}
		if changes > 100_000 {
			t.Fatalf("%+v", w.engine.Stats())
		}
	}
}

// When the server drains, streams end without an event: clients come again.
func TestEventStreamsThatDrain(t *testing.T) {
	w := newWorld(t)
	s := w.stream(t, http.MethodGet, followObject, nil, "id", "x")
	s.state()
	socket := w.begin(t, "")
	w.engine.Drain()
	if e, more := s.next(); more {
		t.Errorf("a stream that drains says %+v", e)
	}
	if code := socket.code(); code != 1012 {
		t.Errorf("a socket that drains: %d", code)
	}
	if code := w.dial(t).code(); code != 1012 {
		t.Errorf("a socket that comes then: %d", code)
	}
	if s := w.stream(t, http.MethodGet, followObject, nil, "id", "x"); s.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a stream that comes then: %d", s.StatusCode)
	}
}
