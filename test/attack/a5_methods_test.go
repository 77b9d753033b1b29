package attack

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// A type that is not JSON in UTF-8 is refused, and an answer that there is not.
func TestA5_MethodsAndContentTypes(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	typed := func(contentType string) *http.Request {
		r := w.post(w.organizer, []byte(`{"query": "{ __typename }", "variables": {"a": "`+canary+`"}}`))
		r.Header.Set("Content-Type", contentType)
		return r
	}
	accept := typed("application/json")
	accept.Header.Set("Accept", "text/html, application/"+canary)
	cases := []badCase{{"an answer that there is not", accept, http.StatusNotAcceptable, "BAD_REQUEST"}}
	for _, contentType := range []string{
		"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=" + canary,
		"application/graphql", "application/json; charset=utf-16", "application/" + canary, "application/json; x", ";",
	} {
		cases = append(cases, badCase{"type " + contentType, typed(contentType), http.StatusUnsupportedMediaType, "BAD_REQUEST"})
	}
	w.refuses(t, cases)
}

func (w *world) method(t *testing.T, method, query string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(method, w.URL+"/graphql?"+query, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+w.volunteer.Token)
	return r
}

// A method that is not served gets those that are.
func TestA5_WrongMethodsSayWhichAreRight(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	for _, method := range []string{"PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", canary} {
		a, err := http.DefaultClient.Do(w.method(t, method, "query={__typename}"))
		if err != nil {
			t.Fatal(err)
		}
		_ = a.Body.Close()
		if a.StatusCode != http.StatusMethodNotAllowed || a.Header.Get("Allow") != "GET, POST" {
			t.Errorf("%s: %d, Allow %q", method, a.StatusCode, a.Header.Get("Allow"))
		}
	}
}

// A mutation runs by POST only, a subscription over a WebSocket only.
func TestA6_WhatRunsByGETAndPOST(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	signUp := `mutation { signUpForShift(input: {shiftId: "` + w.notYet + `", idempotencyKey: "` + canary + `"}) { userErrors { code } } }`
	cancel := `mutation { cancelSignup(input: {signupId: "` + w.signup + `"}) { userErrors { code } } }`
	subscribe := `subscription { eventCapacity(eventId: "` + w.event + `") { version } }`
	get := func(query string, more ...string) *http.Request {
		return w.method(t, http.MethodGet, "query="+url.QueryEscape(query)+strings.Join(more, ""))
	}
	two := `query a { __typename } mutation b { cancelSignup(input: {signupId: "` + w.signup + `"}) { userErrors { code } } }`
	cases := []badCase{
		{"a mutation by GET", get(cancel), http.StatusMethodNotAllowed, "BAD_REQUEST"},
		{"a refused mutation by GET", get(signUp), http.StatusMethodNotAllowed, "BAD_REQUEST"},
		{"a mutation named by GET", get(two, "&operationName=b"), http.StatusMethodNotAllowed, "BAD_REQUEST"},
		{"a subscription by GET", get(subscribe), http.StatusMethodNotAllowed, "BAD_REQUEST"},
		{"a subscription by POST", w.ask(w.volunteer, subscribe, nil), http.StatusMethodNotAllowed, "BAD_REQUEST"},
		{"variables that are no JSON, by GET", get("{ __typename }", "&variables="+canary), http.StatusBadRequest, "BAD_REQUEST"},
		{"no query, by GET", w.method(t, http.MethodGet, "x="+canary), http.StatusBadRequest, "BAD_REQUEST"},
	}
	w.refuses(t, cases)
	for i := range 5 {
		r := cases[i].request.Clone(t.Context())
		if r.GetBody != nil {
			r.Body, _ = r.GetBody()
		}
		a, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = a.Body.Close()
		if a.Header.Get("Allow") == "" {
			t.Errorf("%s: 405 without Allow", cases[i].name)
		}
	}
}
