package attack

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

func repeat(s string, n int) string { return strings.Repeat(s, n) }

// What is not one GraphQL request in JSON is refused before anything runs.
func TestA4_BodiesThatAreNoRequest(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		bad := func(name, body string) badCase {
			return badCase{name, w.post(w.organizer, []byte(body)), http.StatusBadRequest, "BAD_REQUEST"}
		}
		w.refuses(t, []badCase{
			bad("empty", ""),
			bad("null", "null"),
			bad("text", `"`+canary+`"`),
			bad("no JSON", canary),
			bad("cut off", `{"query": "{ viewer { `+canary),
			bad("something after it", `{"query": "{ __typename }"} `+canary),
			bad("two objects", `{"query": "{ __typename }"}{"query": "{ `+canary+` }"}`),
			bad("byte order mark", "\ufeff"+`{"query": "{ __typename }", "x": "`+canary+`"}`),
			bad("UTF-16", "\xff\xfe{\x00\"\x00"+canary),
			bad("invalid UTF-8", `{"query": "{ __typename }", "variables": {"a": "`+canary+"\xff\"}}"),
			bad("overlong UTF-8", `{"query": "{ __typename }", "variables": {"a": "`+canary+"\xc0\xaf\"}}"),
			bad("a NUL byte in JSON", `{"query": "{ __typename }", "variables": {"a": "`+canary+"\x00\"}}"),
			bad("a list of requests", `[{"query": "{ __typename }", "variables": {"a": "`+canary+`"}}]`),
			bad("no query", `{"variables": {"a": "`+canary+`"}}`),
			bad("null query", `{"query": null, "operationName": "`+canary+`"}`),
			bad("empty query", `{"query": " \n", "operationName": "`+canary+`"}`),
			bad("a number as query", `{"query": 5, "operationName": "`+canary+`"}`),
			bad("a list as query", `{"query": ["`+canary+`"]}`),
			bad("a number as operation name", `{"query": "{ __typename }", "operationName": 5, "x": "`+canary+`"}`),
			bad("a list of variables", `{"query": "{ __typename }", "variables": ["`+canary+`"]}`),
			bad("a text as variables", `{"query": "{ __typename }", "variables": "`+canary+`"}`),
			bad("a text as extensions", `{"query": "{ __typename }", "extensions": "`+canary+`"}`),
			bad("the query twice", `{"query": "{ __typename }", "query": "{ `+canary+` }"}`),
			bad("the variables twice", `{"query": "{ __typename }", "variables": {}, "variables": {"a": "`+canary+`"}}`),
			bad("100,000 lists in each other", `{"query": "{ __typename }", "variables": {"`+canary+`": `+repeat("[", 100_000)+repeat("]", 100_000)+`}}`),
			bad("100,000 objects in each other", `{"query": "{ __typename }", "variables": `+repeat(`{"`+canary[:1]+`":`, 100_000)+"1"+repeat("}", 100_000)+`}`),
			bad("100,000 lists that never end", `{"`+canary+`": `+repeat("[", 100_000)),
		})
	})
}

// A key has one spelling: another one is another key, and is left.
func TestA4_KeysAsTheyAreSpelled(t *testing.T) {
	w := &world{Server: apptest.Start(t, apptest.SQLite(t))}
	a, err := apptest.Send(w.post(nil, []byte(`{"query": "{ __typename }", "QUERY": "{ directions { id } }"}`)))
	if err != nil || a.Text("__typename") != "Query" {
		t.Fatalf("%v %s", err, a.Body)
	}
}

// A1, A2: size and encoding of a body.
func TestA1_BodiesThatAreTooLarge(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	over := `{"query": "{ __typename }", "variables": {"a": "` + canary + repeat("x", 1<<20) + `"}}`
	unknownLength := w.post(w.organizer, nil)
	unknownLength.Body, unknownLength.ContentLength = http.NoBody, -1
	unknownLength.Body = readCloser{strings.NewReader(over)}
	w.refuses(t, []badCase{
		{"over 1 MiB", w.post(w.organizer, []byte(over)), http.StatusRequestEntityTooLarge, "BAD_REQUEST"},
		{"over 1 MiB, length not said", unknownLength, http.StatusRequestEntityTooLarge, "BAD_REQUEST"},
	})
}

func TestA2_CompressedBodies(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 64 {
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

const register = `mutation($in: RegisterInput!) { register(input: $in) { token userErrors { code } } }`

// A5, A6: methods, types and what may run by which.
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
