package attack

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// raw opens a connection and says something on it.
func raw(t *testing.T, s *apptest.Server, say string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if _, err := io.WriteString(c, say); err != nil {
		t.Fatal(err)
	}
	return c
}

// Who sends headers or a body a byte at a time is cut off, however many do; others are
// answered meanwhile.
func TestA3_SlowRequests(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	const head = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n"
	var cut, never atomic.Int32
	var all sync.WaitGroup
	for i := range 300 {
		begin := "GET / HTTP/1.1\r\nHost: a\r\nX-A: "
		if i%2 == 0 {
			begin = head + "\r\n{"
		}
		c := raw(t, s, begin)
		all.Go(func() {
			ended := make(chan struct{})
			go func() {
				_, _ = io.Copy(io.Discard, c) // an answer, maybe, and then the end
				close(ended)
			}()
			for range 60 {
				select {
				case <-ended:
					cut.Add(1)
					return
				case <-time.After(500 * time.Millisecond):
					_, _ = io.WriteString(c, " ") // fails when it was cut
				}
			}
			never.Add(1)
		})
	}
	for range 20 {
		s.As("").Do(t, `{ directions { id } }`, nil)
	}
	all.Wait()
	if never.Load() != 0 {
		t.Errorf("%d of 300 were not cut off in half a minute", never.Load())
	}
	s.As("").Do(t, `{ directions { id } }`, nil)
}

// What a proxy in front could read otherwise than this server is refused, and the
// connection closed; what is too large too.
func TestA14_RequestsThatReadTwoWays(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	body := `{"query":"{ __typename }"}`
	smuggled := "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n" + body
	for about, c := range map[string]struct {
		say    string
		status int // 0: that of the first answer does not matter
	}{
		"two lengths":           {"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 26\r\nContent-Length: 5\r\n\r\n" + body, 400},
		"a length of none":      {"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: +26\r\n\r\n" + body, 400},
		"chunked by two names":  {"POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + smuggled, 501},
		"an unknown encoding":   {"POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + smuggled, 501},
		"a space in a name":     {"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length : 26\r\n\r\n" + body, 400},
		"a folded header":       {"POST /graphql HTTP/1.1\r\nHost: a\r\n Content-Length: 26\r\n\r\n" + body, 400},
		"two hosts":             {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
		"no host":               {"GET / HTTP/1.1\r\n\r\n", 400},
		"a NUL in a header":     {"GET / HTTP/1.1\r\nHost: a\r\nX-A: \x00\r\n\r\n", 400},
		"64 KiB of headers":     {"GET / HTTP/1.1\r\nHost: a\r\nX-A: " + strings.Repeat("a", 64<<10) + "\r\n\r\n", 431},
		"10,000 headers":        {"GET / HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("X-A: a\r\n", 10_000) + "\r\n", 431},
		"64 KiB of a path":      {"GET /" + strings.Repeat("a", 64<<10) + " HTTP/1.1\r\nHost: a\r\n\r\n", 431},
		"HTTP/2 without asking": {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0},
	} {
		t.Run(about, func(t *testing.T) {
			conn := raw(t, s, "")
			go func() { _, _ = io.WriteString(conn, c.say) }() // it may be cut off in the middle
			_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
			in := bufio.NewReader(conn)
			response, err := http.ReadResponse(in, nil)
			if err != nil {
				return // cut off without a word
			}
			if c.status != 0 && response.StatusCode != c.status {
				t.Errorf("status %d, want %d", response.StatusCode, c.status)
			}
			_, _ = io.Copy(io.Discard, response.Body)
			if again, err := http.ReadResponse(in, nil); err == nil {
				t.Errorf("a second request was read: %d", again.StatusCode)
			}
		})
	}
	// One that says both a length and chunks is read by the chunks, and nothing after it.
	conn := raw(t, s, fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", len(smuggled)+5)+smuggled)
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	in := bufio.NewReader(conn)
	if response, err := http.ReadResponse(in, nil); err == nil {
		_, _ = io.Copy(io.Discard, response.Body)
		if response.StatusCode != http.StatusBadRequest {
			t.Errorf("status %d", response.StatusCode)
		}
		if again, err := http.ReadResponse(in, nil); err == nil {
			t.Errorf("what was smuggled was read: %d", again.StatusCode)
		}
	}
}

func readAll(c net.Conn) string {
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	all, _ := io.ReadAll(c) // what it said until it was cut
	return string(all)
}

// signInFrom tries to sign in with headers and returns the code of the refusal.
func signInFrom(t *testing.T, s *apptest.Server, headers map[string]string) string {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, s.URL+"/graphql",
		strings.NewReader(`{"query":"mutation { signIn(input: {email: \"nobody`+fmt.Sprint(time.Now().UnixNano())+`@example.kz\", password: \"a wrong password\"}) { userErrors { code } } }"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	a, err := apptest.Send(r)
	if err != nil {
		t.Fatal(err)
	}
	return a.Text("signIn", "userErrors", 0, "code")
}
