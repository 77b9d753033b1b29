package attack

import (
	"bufio"
	"io"
	"net/http"
	"testing"

	"erikti/internal/apptest"
)

const signOut = `mutation($in: SignOutInput) { signOut(input: $in) { signedOut } }`

// Signing out closes the sockets and streams of the session with a code that clients
// come again after; the old token is refused then, and others are not touched.
func TestE9_SigningOutClosesSockets(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, url string) {
		s := apptest.Start(t, url)
		everybody := people(t, s, 3)
		one, two, other := everybody[0], everybody[1], everybody[2]
		sockets := []*socket{open(t, one, false), open(t, one, false)}
		elsewhere, visitor := open(t, other, false), open(t, s.As(""), false)
		stream := streamOf(t, one)
		one.Do(t, signOut, nil)
		for _, s := range sockets {
			if code := s.code(); code != 4440 {
				t.Errorf("closed with %d", code)
			}
		}
		if _, err := io.ReadAll(stream); err != nil {
			t.Errorf("the stream: %v", err)
		}
		if a := one.Ask(t, `{ viewer { volunteer { id } } }`, nil); a.Status != http.StatusUnauthorized {
			t.Errorf("the old token: %s", a.Body)
		}
		elsewhere.settle()
		visitor.settle()

		// Over its own socket the answer comes before the end.
		own := open(t, two, false)
		own.subscribe("out", signOut, map[string]any{"in": map[string]any{"everywhere": true}})
		if next, end := own.hear(), own.hear(); next.Type != "next" || end.Type != "complete" {
			t.Errorf("%+v, %+v", next, end)
		}
		if code := own.code(); code != 4440 {
			t.Errorf("closed with %d", code)
		}
		elsewhere.settle()
	})
}

// streamOf opens an event stream of a set and waits for its first event.
func streamOf(t *testing.T, c *apptest.Client) io.Reader {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, c.Server.URL+"/graphql?query=subscription%7BshiftCapacities%7Breset%7D%7D", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+c.Token)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	lines := bufio.NewReader(response.Body)
	if line, err := lines.ReadString('\n'); err != nil || line != "event: next\n" {
		t.Fatalf("%q, %v", line, err)
	}
	return lines
}
