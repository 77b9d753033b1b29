package program

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"

	"erikti/internal/apptest"
	"erikti/internal/demo"
)

// from is where a request seems to come from.
type from struct{ host, header, value string }

// send asks with another Host, and a header of a proxy.
func (f from) send(t *testing.T, s *apptest.Server, token, query string, variables map[string]any) *apptest.Answer {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, s.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	if f.host != "" {
		r.Host = f.host
	}
	if f.header != "" {
		r.Header.Set(f.header, f.value)
	}
	a, err := apptest.Send(r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// The demo's accounts answer this machine only; a public demo answers everyone,
// without those who have rights over the whole network.
func TestDemoAccounts(t *testing.T) {
	t.Parallel()
	url := apptest.SQLite(t)
	s := apptest.Start(t, url, "DEMO=true", "DEMO_TRAFFIC=off")
	near := []from{{}, {host: "localhost:8080"}, {host: "127.0.0.1"}, {host: "[::1]:8080"}}
	far := []from{
		{host: "erikti.kz"},
		{host: "10.0.0.1:8080"},
		{host: "localhost.erikti.kz"},
		{host: "127.0.0.1.nip.io"},
		{header: "X-Forwarded-For", value: "127.0.0.1"},
		{header: "X-Forwarded-Host", value: "localhost"},
		{header: "X-Forwarded-Proto", value: "https"},
		{header: "X-Real-Ip", value: "127.0.0.1"},
		{header: "Forwarded", value: "for=127.0.0.1"},
		{header: "Via", value: "1.1 proxy"},
	}
	try := func(s *apptest.Server, f from, email string) *apptest.Answer {
		return f.send(t, s, "", signIn, apptest.Input("email", email, "password", demo.Password))
	}
	var token string
	for _, account := range demo.Accounts {
		for _, f := range near {
			a := try(s, f, account.Email)
			granted(t, a, "signIn")
			token = a.Text("signIn", "token")
		}
		for _, f := range far {
			a := try(s, f, account.Email)
			refused(t, a, "signIn", "WRONG_CREDENTIALS")
			unknown := try(s, f, "nobody@example.kz")
			if data(t, a) != data(t, unknown) {
				t.Errorf("%+v tells a demo account from nobody: %s", f, a.Body)
			}
		}
	}
	// A session opened nearby is none from afar.
	for _, f := range far {
		if a := f.send(t, s, token, `{ viewer { volunteer { id } } }`, nil); a.Status != http.StatusUnauthorized || a.Code() != "UNAUTHENTICATED" {
			t.Errorf("%+v: %d %s", f, a.Status, a.Body)
		}
	}
	// An account of one's own is no demo account.
	own := s.Register(t, "dana")
	if a := far[0].send(t, s, own.Token, `{ viewer { volunteer { id } } }`, nil); len(a.Errors) > 0 {
		t.Errorf("%s", a.Body)
	}
	s.Stop()

	s = apptest.Start(t, url, "DEMO=public", "DEMO_TRAFFIC=off")
	for _, account := range demo.Accounts {
		for _, f := range append(near, far...) {
			a := try(s, f, account.Email)
			if account.Platform {
				refused(t, a, "signIn", "WRONG_CREDENTIALS")
			} else {
				granted(t, a, "signIn")
			}
		}
	}
	s.Stop()

	s = apptest.Start(t, url, "DEMO=false")
	for _, account := range demo.Accounts {
		refused(t, try(s, from{}, account.Email), "signIn", "WRONG_CREDENTIALS")
	}
}
