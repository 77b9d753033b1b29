package attack

import (
	"net/http"
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
		deep := func(name, body string) badCase { // it is not even read
			return badCase{name, w.post(w.organizer, []byte(body)), http.StatusBadRequest, "TOO_COMPLEX"}
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
			deep("100,000 lists in each other", `{"query": "{ __typename }", "variables": {"`+canary+`": `+repeat("[", 100_000)+repeat("]", 100_000)+`}}`),
			deep("100,000 objects in each other", `{"query": "{ __typename }", "variables": `+repeat(`{"`+canary[:1]+`":`, 100_000)+"1"+repeat("}", 100_000)+`}`),
			deep("100,000 lists that never end", `{"`+canary+`": `+repeat("[", 100_000)),
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
