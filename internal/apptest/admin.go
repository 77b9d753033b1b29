package apptest

import (
	"net/http"
	"net/url"
	"regexp"
	"sync"
	"testing"
	"time"
)

// speech is what a program says, for who reads while it speaks.
type speech struct {
	mu   sync.Mutex
	text []byte
}

// Write of io.Writer.
func (s *speech) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text = append(s.text, p...)
	return len(p), nil
}

var setupLink = regexp.MustCompile(`/setup\?token=(\S+)`)

// FirstAdmin becomes the first administrator of the platform, by the link that the
// program printed at start, and returns their client.
func (s *Server) FirstAdmin(t testing.TB) *Client {
	t.Helper()
	var token string
	for range 200 {
		s.said.mu.Lock()
		found := setupLink.FindSubmatch(s.said.text)
		s.said.mu.Unlock()
		if found != nil {
			token = string(found[1])
			break
		}
		time.Sleep(25 * time.Millisecond)
	}
	const email, password = "first.admin@example.kz", "password of the first admin"
	r, err := http.PostForm(s.URL+"/setup", url.Values{
		"token": {token}, "email": {email}, "password": {password}, "givenName": {"First"}, "familyName": {"Admin"},
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
	if r.StatusCode != http.StatusOK {
		t.Fatalf("the link of the console: %d", r.StatusCode)
	}
	a := s.As("").Do(t, `mutation($in: SignInInput!) { signIn(input: $in) { token } }`, Input("email", email, "password", password))
	return s.As(a.Text("signIn", "token"))
}
