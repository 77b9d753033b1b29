package attack

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// Documents that are not GraphQL, or do not fit the schema, tell nothing back.
func TestA4_BadDocuments(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		bad := func(name, code, document string) badCase {
			return w.spoil(name, code, w.organizer, document, map[string]any{"a": canary})
		}
		node := func(name, code, id string) badCase { return bad(name, code, `{ node(id: `+id+`) { id } }`) }
		named := badCase{
			"an operation that is not there",
			w.post(w.organizer, []byte(`{"query": "query b { __typename }", "operationName": "`+canary+`"}`)), http.StatusOK, "BAD_REQUEST",
		}
		w.refuses(t, []badCase{
			bad("no GraphQL", "BAD_REQUEST", canary+" }{"),
			bad("not closed", "BAD_REQUEST", "{ viewer { "+canary),
			bad("a text not closed", "BAD_REQUEST", `{ node(id: "`+canary+`) { id } }`),
			bad("a NUL in the document", "BAD_REQUEST", "{ viewer\x00 { "+canary+" } }"),
			bad("deep beyond all bounds", "TOO_COMPLEX", repeat("{ "+canary+" ", 20_000)),
			bad("deep lists", "TOO_COMPLEX", `{ nodes(ids: `+repeat("[", 20_000)+`"`+canary),
			bad("a million braces", "TOO_COMPLEX", repeat("{", 1_000_000)),
			bad("an unknown field", "BAD_REQUEST", "{ "+canary+" }"),
			bad("an unknown argument", "BAD_REQUEST", `{ viewer(`+canary+`: 1) { memberships { id } } }`),
			bad("an unknown type", "BAD_REQUEST", `query($a: `+canary+`) { __typename }`),
			bad("an unknown fragment", "BAD_REQUEST", `{ ...`+canary+` }`),
			bad("a fragment of an unknown type", "BAD_REQUEST", `{ ...f } fragment f on `+canary+` { id }`),
			bad("a fragment in a circle", "BAD_REQUEST", `{ ...`+canary+` } fragment `+canary+` on Query { ...`+canary+` }`),
			bad("an unknown directive", "BAD_REQUEST", `{ __typename @`+canary+` }`),
			bad("an unused variable", "BAD_REQUEST", `query($`+canary+`: ID) { __typename }`),
			bad("an unknown variable", "BAD_REQUEST", `{ node(id: $`+canary+`) { id } }`),
			bad("two operations of one name", "BAD_REQUEST", `query `+canary+` { __typename } query `+canary+` { __typename }`),
			bad("two operations, none named", "BAD_REQUEST", `query a { __typename } query `+canary+` { __typename }`),
			bad("fields that conflict", "BAD_REQUEST", `{ `+canary+`: __typename `+canary+`: directions { id } }`),
			bad("an argument twice", "BAD_REQUEST", `{ node(id: "`+canary+`", id: "x") { id } }`),
			bad("a field of an input twice", "BAD_REQUEST", `{ events(where: {id: "`+canary+`", id: "x"}) { totalCount } }`),
			bad("an unknown field of an input", "BAD_USER_INPUT", `{ events(where: {`+canary+`: 1}) { totalCount } }`),
			bad("an unknown value of an enum", "BAD_USER_INPUT", `{ networkStats(direction: `+canary+`) { asOf } }`),
			bad("a text for an enum", "BAD_USER_INPUT", `{ networkStats(direction: "`+canary+`") { asOf } }`),
			bad("an unknown language", "BAD_USER_INPUT", `{ directions { name(locale: `+canary+`) } }`),
			bad("a day that is none", "BAD_USER_INPUT", `{ regions(at: "`+canary+`") { id } }`),
			bad("a 30th of February", "BAD_USER_INPUT", `{ regions(at: "2024-02-30") { id } }`),
			bad("a day as number", "BAD_USER_INPUT", `{ regions(at: 20240101) { id } }`),
			node("a fraction as id", "BAD_USER_INPUT", "1.5"),
			node("true as id", "BAD_USER_INPUT", "true"),
			node("an enum as id", "BAD_USER_INPUT", canary),
			node("a list as id", "BAD_USER_INPUT", `["`+canary+`"]`),
			node("an object as id", "BAD_USER_INPUT", `{a: "`+canary+`"}`),
			node("null as id", "BAD_USER_INPUT", "null"),
			named,
		})
	})
}

// Int is a whole number of 32 bits, wherever it stands.
func TestB10_IntegersThatAreNone(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	var cases []badCase
	for name, number := range map[string]string{
		"2^31": "2147483648", "-2^31-1": "-2147483649", "2^53": "9007199254740992", "2^63": "9223372036854775808",
		"2^64": "18446744073709551616", "100 digits": "9" + repeat("0", 99), "1.5": "1.5", "1.0": "1.0", "1e2": "1e2",
		"1e400": "1e400", "a text": `"5"`, "true": "true", "a list": "[[5]]", "an object": "{a: 5}", "an enum": "NaN",
	} {
		cases = append(cases,
			w.spoil("literal page "+name, "BAD_USER_INPUT", w.organizer, `{ events(first: `+number+`) { totalCount } }`, nil),
			w.spoil("literal page of an inner list "+name, "BAD_USER_INPUT", w.organizer, `{ organizations { edges { node { events(last: `+number+`) { totalCount } } } } }`, nil),
			w.spoil("literal capacity "+name, "BAD_USER_INPUT", w.organizer, `mutation { updateShift(input: {shiftId: "`+w.shift+`", capacity: `+number+`}) { userErrors { code } } }`, nil),
		)
		if name == "an enum" || name == "an object" {
			continue // no JSON
		}
		value := json.RawMessage(number)
		cases = append(cases,
			w.spoil("variable page "+name, "BAD_USER_INPUT", w.organizer, `query($n: Int) { events(first: $n) { totalCount } }`, map[string]any{"n": value}),
			w.spoil("default page "+name, "BAD_USER_INPUT", w.organizer, `query($n: Int = `+number+`) { events(first: $n) { totalCount } }`, nil),
			w.spoil("variable capacity "+name, "BAD_USER_INPUT", w.organizer, updateShift, fields("shiftId", w.shift, "capacity", value)),
			w.spoil("variable version "+name, "BAD_USER_INPUT", w.organizer, updateEvent, fields("eventId", w.event, "expectedVersion", value)),
		)
	}
	w.refuses(t, cases)
}

// Fragments that spread others twice are exponential for whoever follows each.
func TestB5_FragmentsThatDouble(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	document := "{ ...f0 }"
	for i := range 60 {
		document += fmt.Sprintf(" fragment f%d on Query { ...f%d ...f%d }", i, i+1, i+1)
	}
	done := make(chan *apptest.Answer)
	go func() {
		a, _ := s.As("").Try(document+" fragment f60 on Query { __typename }", nil)
		done <- a
	}()
	select {
	case a := <-done:
		if a == nil || a.Text("__typename") != "Query" && a.Code() == "" {
			t.Errorf("%+v", a)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("no answer")
	}
}
