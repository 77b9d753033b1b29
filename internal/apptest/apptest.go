// Package apptest starts the real program for tests: the same wiring, on a real
// database, on a port of its own, spoken to over HTTP.
package apptest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"erikti/internal/app"
	"erikti/internal/option"
	"erikti/internal/pgtest"
	"erikti/internal/store"
)

// EachDatabase runs a test on a fresh SQLite database and on a fresh PostgreSQL
// one.
func EachDatabase(t *testing.T, test func(t *testing.T, databaseURL string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, pgtest.SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, pgtest.URL(t)) })
}

// SQLite returns the address of a fresh database file.
func SQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "erikti.db")
}

// Server is a running program.
type Server struct {
	App *app.App
	// URL is its address, without a path.
	URL  string
	Out  *bytes.Buffer // what it said at start; read it after Stop
	said speech
	stop func()
}

// Start starts the program on a database, with options as environment variables
// have them ("DEMO=false"). Limits by address are off. It is stopped at the end
// of the test.
func Start(t testing.TB, databaseURL string, environ ...string) *Server {
	t.Helper()
	return start(t, databaseURL, time.Now, environ)
}

// StartAt is Start with another clock on the wall.
func StartAt(t testing.TB, databaseURL string, now func() time.Time, environ ...string) *Server {
	t.Helper()
	return start(t, databaseURL, now, environ)
}

func start(t testing.TB, databaseURL string, now func() time.Time, environ []string, adjust ...func(*store.Options)) *Server {
	t.Helper()
	environ = append(append(defaults(databaseURL), "PICTURES_FOLDER="+t.TempDir()), environ...)
	opts, _, err := option.Parse(environ, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Out: &bytes.Buffer{}}
	ctx, cancel := context.WithCancel(context.Background())
	if s.App, err = app.NewAt(ctx, opts, io.MultiWriter(s.Out, &s.said), now, adjust...); err != nil {
		cancel()
		t.Fatal(err)
	}
	address, err := s.App.Listen()
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	s.URL = "http://" + address.String()
	done := make(chan error, 1)
	go func() { done <- s.App.Run(ctx) }()
	stopped := false
	s.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("the program ended: %v", err)
			}
		case <-time.After(20 * time.Second):
			t.Error("the program does not end")
		}
	}
	t.Cleanup(s.stop)
	s.waitReady(t)
	return s
}

// defaults are the options that tests change nothing about.
func defaults(databaseURL string) []string {
	return []string{
		"ADDR=127.0.0.1:0", "DATABASE_URL=" + databaseURL, "DEMO=false",
		"ATTEMPTS_PER_ADDRESS=0", "REPORTS_PER_ADDRESS=0", "ATTEMPTS_OVERALL=0", "COST_PER_ADDRESS=0", "COST_PER_ACCOUNT=0", "SIGN_INS_PER_ACCOUNT=0", "HASHES_WAITING=0",
		"REQUEST_TIMEOUT=60s",
	}
}

// Stop ends the program as SIGTERM does, and waits for it.
func (s *Server) Stop() { s.stop() }

func (s *Server) waitReady(t testing.TB) {
	t.Helper()
	for range 400 {
		if r, err := http.Get(s.URL + "/readyz"); err == nil {
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("the program is not ready")
}

// Error is a top-level error of an answer.
type Error struct {
	Message    string `json:"message"`
	Path       []any  `json:"path"`
	Extensions struct {
		Code string `json:"code"`
	} `json:"extensions"`
}

// Answer is what a request got.
type Answer struct {
	Status int
	Body   []byte
	Data   map[string]any
	Errors []Error
}

// Code returns the code of the first error, "" when there is none.
func (a *Answer) Code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Extensions.Code
}

// At walks the data by names and indexes; nil where it ends.
func (a *Answer) At(path ...any) any {
	var at any = a.Data
	for _, step := range path {
		switch s := step.(type) {
		case string:
			m, ok := at.(map[string]any)
			if !ok {
				return nil
			}
			at = m[s]
		case int:
			l, ok := at.([]any)
			if !ok || s >= len(l) {
				return nil
			}
			at = l[s]
		}
	}
	return at
}

// Text is At for a string.
func (a *Answer) Text(path ...any) string {
	s, _ := a.At(path...).(string)
	return s
}

// Number is At for a number.
func (a *Answer) Number(path ...any) int {
	n, _ := a.At(path...).(float64)
	return int(n)
}

// Client asks as somebody, in a language. The zero value is a visitor.
type Client struct {
	Server *Server
	Token  string
	Locale string
	HTTP   *http.Client // http.DefaultClient when nil
}

// As returns a client with a session's token, "" for a visitor.
func (s *Server) As(token string) *Client { return &Client{Server: s, Token: token} }

// Try sends a request and returns what it got; only a broken connection is an
// error.
func (c *Client) Try(query string, variables map[string]any) (*Answer, error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(http.MethodPost, c.Server.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if c.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	if c.Locale != "" {
		r.Header.Set("Accept-Language", c.Locale)
	}
	if c.HTTP != nil {
		return send(c.HTTP, r)
	}
	return Send(r)
}

// Send sends a request as it is.
func Send(r *http.Request) (*Answer, error) { return send(http.DefaultClient, r) }

func send(client *http.Client, r *http.Request) (*Answer, error) {
	response, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close() //nolint:errcheck // read to the end
	a := &Answer{Status: response.StatusCode}
	if a.Body, err = io.ReadAll(response.Body); err != nil {
		return nil, err
	}
	var decoded struct {
		Data   map[string]any `json:"data"`
		Errors []Error        `json:"errors"`
	}
	if err := json.Unmarshal(a.Body, &decoded); err != nil {
		return a, nil //nolint:nilerr // not every answer is JSON
	}
	a.Data, a.Errors = decoded.Data, decoded.Errors
	return a, nil
}

// Ask sends a request whose answer may have errors.
func (c *Client) Ask(t testing.TB, query string, variables map[string]any) *Answer {
	t.Helper()
	a, err := c.Try(query, variables)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Do sends a request whose answer has no top-level error.
func (c *Client) Do(t testing.TB, query string, variables map[string]any) *Answer {
	t.Helper()
	a := c.Ask(t, query, variables)
	if len(a.Errors) > 0 {
		t.Fatalf("%s\n%s", query, a.Body)
	}
	return a
}

// Register makes an account and returns its client; name makes the address.
func (s *Server) Register(t testing.TB, name string) *Client {
	t.Helper()
	a := s.As("").Do(t, `mutation($in: RegisterInput!) { register(input: $in) { token userErrors { code } } }`, map[string]any{
		"in": map[string]any{
			"email": name + "@example.kz", "password": "password of " + name,
			"givenName": name, "familyName": "Test", "birthDate": "1990-05-17",
		},
	})
	token := a.Text("register", "token")
	if token == "" {
		t.Fatalf("registering: %s", a.Body)
	}
	return s.As(token)
}

// Input writes a variable named in.
func Input(fields ...any) map[string]any {
	in := map[string]any{}
	for i := 0; i+1 < len(fields); i += 2 {
		in[fmt.Sprint(fields[i])] = fields[i+1]
	}
	return map[string]any{"in": in}
}
