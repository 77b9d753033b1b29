package wire_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Clients that name every type they can read get one answer, not a stream of one event;
// long answers to visitors are compressed for who can read that, those to others never.
func TestHowAnAnswerIsSent(t *testing.T) {
	w := newWorld(t)
	const all = "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
	long := strings.Repeat("long ", 500)
	for name, c := range map[string]struct {
		accept, encoding, authorization, text string
		kind, sent                            string
	}{
		"every type":            {all, "", "", "a", "application/graphql-response+json", ""},
		"events rather":         {"application/json;q=0.5, text/event-stream", "", "", "a", "text/event-stream", ""},
		"events or anything":    {"text/event-stream, */*;q=0.1", "", "", "a", "text/event-stream", ""},
		"JSON rather":           {"application/json, text/event-stream;q=0.9", "", "", "a", "application/json", ""},
		"long":                  {all, "gzip, br", "", long, "application/graphql-response+json", "gzip"},
		"short":                 {all, "gzip", "", "a", "application/graphql-response+json", ""},
		"long, as it is":        {all, "br, gzip;q=0", "", long, "application/graphql-response+json", ""},
		"long, to one known":    {all, "gzip", "Bearer alice", long, "application/graphql-response+json", ""},
		"long, and no encoding": {all, "identity", "", long, "application/graphql-response+json", ""},
	} {
		t.Run(name, func(t *testing.T) {
			query := url.Values{"query": {`query($t: String!) { echo(text: $t) }`}, "variables": {string(mustJSON(map[string]any{"t": c.text}))}}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.url+"?"+query.Encode(), nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Accept", c.accept)
			r.Header.Set("Accept-Encoding", c.encoding)
			if c.authorization != "" {
				r.Header.Set("Authorization", c.authorization)
			}
			response, err := http.DefaultTransport.RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = response.Body.Close() }()
			kind, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
			if sent := response.Header.Get("Content-Encoding"); kind != c.kind || sent != c.sent {
				t.Errorf("%s as %q, want %s as %q", kind, sent, c.kind, c.sent)
			}
			body := io.Reader(response.Body)
			if c.sent == "gzip" {
				if body, err = gzip.NewReader(body); err != nil {
					t.Fatal(err)
				}
			}
			text, err := io.ReadAll(body)
			if err != nil || !strings.Contains(string(text), c.text) {
				t.Errorf("%v: %.80s", err, text)
			}
		})
	}
}
