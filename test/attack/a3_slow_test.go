package attack

import (
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
