package wire_test

import (
	"encoding/binary"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"erikti/internal/wire"
)

// masked is a frame as a client sends it, with a mask of zeros.
func masked(first byte, payload string) []byte {
	b := []byte{first}
	switch n := len(payload); {
	case n < 126:
		b = append(b, 0x80|byte(n))
	default:
		b = binary.BigEndian.AppendUint16(append(b, 0x80|126), uint16(n))
	}
	return append(append(b, 0, 0, 0, 0), payload...)
}

// FuzzFrames sends whatever it likes after the handshake, cut in two at some byte: the
// connection ends or is answered, nothing panics, and others are served.
func FuzzFrames(f *testing.F) {
	init, text := `{"type":"connection_init"}`, byte(0x81)
	subscribe := `{"id":"1","type":"subscribe","payload":{"query":"subscription { object(id: \"a\") }"}}`
	for _, frames := range [][]byte{
		masked(text, init), append(masked(text, init), masked(text, subscribe)...), masked(text, subscribe),
		append(masked(text, init), masked(text, `{"id":"1","type":"complete"}`)...),
		append(masked(text, init), masked(text, init)...), masked(text, `{"type":"ping"}`), masked(text, `{"type":"pong","payload":{}}`),
		masked(0x89, "ping"), masked(0x8a, ""), masked(0x88, "\x03\xe8bye"), masked(0x88, "\x00"), masked(0x82, "\x00"), masked(0xc1, "x"), masked(0x01, "{"),
		append(masked(0x01, init[:5]), masked(0x80, init[5:])...), masked(0x80, "}"),
		{0x81, 0x05, 'h', 'e', 'l', 'l', 'o'},
		{0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
		masked(text, strings.Repeat("[", 500)), masked(text, `{"id":"","type":"subscribe","payload":{}}`), masked(text, `{"type":"subscribe","type":"ping"}`),
		masked(text, `{"id":"1","type":"subscribe","payload":{"query":"{ panics }"}}`),
		{},
	} {
		f.Add(frames, uint16(len(frames)/2))
	}
	w := newWorld(f)
	f.Fuzz(func(t *testing.T, frames []byte, cut uint16) {
		p := w.dial(t)
		nc := p.NetConn()
		at := min(int(cut), len(frames))
		for _, part := range [][]byte{frames[:at], frames[at:]} {
			_, _ = nc.Write(part) // it may have been closed
		}
		if c, ok := nc.(interface{ CloseWrite() error }); ok {
			_ = c.CloseWrite()
		}
		_ = nc.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := io.Copy(io.Discard, nc); err != nil && strings.Contains(err.Error(), "timeout") {
			t.Fatalf("the connection does not end: %q", frames)
		}
		_ = nc.Close()
	})
}

// FuzzMessages reads messages as the protocols do: what is read is one JSON object, no
// key twice, and what was read is what it says.
func FuzzMessages(f *testing.F) {
	for _, s := range []string{
		`{"query":"{ a }","variables":{"a":[1,2,{"b":null}]},"operationName":"x","extensions":{}}`, `{"query":"a","query":"b"}`, `{"Query":"a"}`,
		`{"query":1}`, `{"query":null}`, `{"variables":[]}`, `{}`, `{`, `[]`, `null`, "\ufeff{}", `{"a":1e999}`, `{"query":"\ud800"}`, `{"query":"a"} {}`, "{\"query\":\"\xff\"}",
		`{"documentId":"sha256:00","extensions":null}`, `{"id":"1","type":"subscribe","payload":{"query":"{ a }"}}`, `{"a":{"query":"x"}}`, `{"a\u0000":1,"a\u0000":2}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		query, failed := wire.ReadRequest(raw)
		if failed {
			return
		}
		var object map[string]json.RawMessage
		if err := json.Unmarshal(raw, &object); err != nil {
			t.Fatalf("%q was read, and is no JSON object: %v", raw, err)
		}
		var said *string
		if object["query"] != nil {
			if err := json.Unmarshal(object["query"], &said); err != nil {
				t.Fatalf("%q was read, and its query is no text", raw)
			}
		}
		if said == nil {
			said = new(string)
		}
		if *said != query {
			t.Fatalf("%q was read as %q, and says %q", raw, query, *said)
		}
	})
}
