package attack

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// smuggled is the request that an attacker hides behind another one: whoever reads it
// answers it.
const smuggled = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"

// answersTo says something on a connection of its own and returns the statuses of all
// answers, until the server closes it. It fails when the server neither answers nor
// closes.
func answersTo(t *testing.T, s *apptest.Server, say string) (all []int) {
	t.Helper()
	conn := raw(t, s, "")
	go func() { _, _ = io.WriteString(conn, say) }() // it may be cut off in the middle
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	in := bufio.NewReader(conn)
	for {
		response, err := http.ReadResponse(in, nil)
		if err != nil {
			if failed, ok := err.(net.Error); ok && failed.Timeout() {
				t.Errorf("after %v it waits", all)
			}
			return all
		}
		all = append(all, response.StatusCode)
		_, _ = io.Copy(io.Discard, response.Body)
	}
}

// What a proxy in front could read otherwise than this server is refused, and the
// connection closed: what is hidden behind it is never read as a request. That the same
// requests without the trick are answered, hidden one and all, shows that it is the trick.
func TestA14_RequestsThatReadTwoWays(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	const head = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
	body := `{"query":"{ __typename }"}`
	length := fmt.Sprintf("Content-Length: %d\r\n", len(body))
	last := strings.Replace(smuggled, "\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1)
	if got := answersTo(t, s, head+length+"\r\n"+body+last); !slices.Equal(got, []int{200, 200}) {
		t.Fatalf("two requests in a row: %v", got)
	}
	for about, c := range map[string]struct {
		say    string
		status []int // of which the first answer is one; none: it may be cut off without a word
	}{
		"a length and chunks, the end first":   {head + fmt.Sprintf("Content-Length: %d\r\n", 5+len(smuggled)) + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, []int{400}},
		"a length and chunks, the length less": {head + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body) + smuggled, []int{200, 400}},
		"chunks alone":                         {head + "Transfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body) + smuggled, []int{200}},
		"two lengths":                          {head + length + "Content-Length: 5\r\n\r\n" + body + smuggled, []int{400}},
		"two lengths in one header":            {head + "Content-Length: 26, 5\r\n\r\n" + body + smuggled, []int{400}},
		"a length with a sign":                 {head + "Content-Length: +26\r\n\r\n" + body + smuggled, []int{400}},
		"a negative length":                    {head + "Content-Length: -1\r\n\r\n" + body + smuggled, []int{400}},
		"a length in hexadecimal":              {head + "Content-Length: 0x1a\r\n\r\n" + body + smuggled, []int{400}},
		"chunked by two names":                 {head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + smuggled, []int{400, 501}},
		"chunked in a list":                    {head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + smuggled, []int{400, 501}},
		"an unknown encoding":                  {head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + smuggled, []int{400, 501}},
		"a chunk of a size that overflows":     {head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n" + smuggled, []int{400}},
		"a space before the colon":             {head + "Content-Length : 26\r\n\r\n" + body + smuggled, []int{400}},
		"a folded header":                      {head + "X-A: b\r\n Content-Length: 26\r\n\r\n" + body + smuggled, []int{400}},
		"a header folded first":                {"POST /graphql HTTP/1.1\r\n Host: a\r\n\r\n" + smuggled, []int{400}},
		"a NUL in a header":                    {"GET / HTTP/1.1\r\nHost: a\r\nX-A: \x00\r\n\r\n" + smuggled, []int{400}},
		"two hosts":                            {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + smuggled, []int{400}},
		"no host":                              {"GET / HTTP/1.1\r\n\r\n" + smuggled, []int{400}},
		"64 KiB in a header":                   {"GET / HTTP/1.1\r\nHost: a\r\nX-A: " + strings.Repeat("a", 64<<10) + "\r\n\r\n" + smuggled, []int{431}},
		"10,000 headers":                       {"GET / HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("X-A: a\r\n", 10_000) + "\r\n" + smuggled, []int{431}},
		"64 KiB of an address":                 {"GET /" + strings.Repeat("a", 64<<10) + " HTTP/1.1\r\nHost: a\r\n\r\n" + smuggled, []int{431}},
		"HTTP/2 by prior knowledge":            {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00", []int{400, 505}},
		"HTTP/2 by an upgrade":                 {"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close, Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n", []int{200}},
	} {
		t.Run(about, func(t *testing.T) {
			t.Parallel()
			got := answersTo(t, s, c.say)
			if len(got) != 1 || !slices.Contains(c.status, got[0]) {
				t.Errorf("answered %v, want one of %v and nothing more", got, c.status)
			}
		})
	}
}
