package attack

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// A body over 1 MiB is refused, whether or not it says how long it is.
func TestA1_BodiesThatAreTooLarge(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	over := `{"query": "{ __typename }", "variables": {"a": "` + canary + repeat("x", 1<<20) + `"}}`
	unknownLength := w.post(w.organizer, nil)
	unknownLength.Body, unknownLength.ContentLength = io.NopCloser(strings.NewReader(over)), -1
	w.refuses(t, []badCase{
		{"over 1 MiB", w.post(w.organizer, []byte(over)), http.StatusRequestEntityTooLarge, "BAD_REQUEST"},
		{"over 1 MiB, length not said", unknownLength, http.StatusRequestEntityTooLarge, "BAD_REQUEST"},
	})
}

// A compressed body is refused, so that none can be a bomb.
func TestA2_CompressedBodies(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 8 {
		if _, err := z.Write(make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	encoded := func(encoding string) *http.Request {
		r := w.post(w.organizer, bomb.Bytes())
		r.Header.Set("Content-Encoding", encoding)
		return r
	}
	plain := w.post(w.organizer, bomb.Bytes())
	w.refuses(t, []badCase{
		{"gzip", encoded("gzip"), http.StatusUnsupportedMediaType, "BAD_REQUEST"},
		{"deflate", encoded("deflate"), http.StatusUnsupportedMediaType, "BAD_REQUEST"},
		{"br", encoded("br"), http.StatusUnsupportedMediaType, "BAD_REQUEST"},
		{"gzip twice", encoded("gzip, gzip"), http.StatusUnsupportedMediaType, "BAD_REQUEST"},
		{"gzip without saying so", plain, http.StatusBadRequest, "BAD_REQUEST"},
	})
}
