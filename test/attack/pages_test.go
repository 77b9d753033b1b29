package attack

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/graph/gen/exec"
	"erikti/internal/apptest"
)

// connections returns, for every connection of the schema, a document with %s for
// its arguments.
func connections(t *testing.T) map[string]string {
	t.Helper()
	schema := exec.NewExecutableSchema(exec.Config{}).Schema()
	all := map[string]string{}
	for _, of := range schema.Types {
		for _, f := range of.Fields {
			if of.Kind != ast.Object || !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue
			}
			list := f.Name + "(%s) { totalCount edges { cursor } }"
			document := "{ " + list + " }"
			if of == schema.Types["Viewer"] {
				document = "{ viewer { " + list + " } }"
			} else if of != schema.Query {
				document = `{ node(id: "x") { ... on ` + of.Name + " { " + list + " } } }"
			}
			all[of.Name+"."+f.Name] = document
		}
	}
	if len(all) < 5 {
		t.Fatalf("the schema has %d connections: %v", len(all), all)
	}
	return all
}

// Every connection has a page of 100 at most and takes its own cursors only.
func TestB8_PagesAndCursorsOfEveryConnection(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		event := w.As("").Do(t, `{ events(first: 1) { edges { cursor } } }`, nil).Text("events", "edges", 0, "cursor")
		organization := w.As("").Do(t, `{ organizations(first: 1) { edges { cursor } } }`, nil).Text("organizations", "edges", 0, "cursor")
		if event == "" || organization == "" {
			t.Fatal("no cursors")
		}
		garbage := map[string]string{
			"text": canary, "empty": "", "base64 of text": base64.RawStdEncoding.EncodeToString([]byte(canary)),
			"truncated": event[:len(event)/2], "long": repeat(canary, 4_000), "a NUL": `\u0000` + canary,
			"a map": base64.RawStdEncoding.EncodeToString([]byte("\x81\xa1i\xdf\xff\xff\xff\xff" + canary)),
			"huge":  base64.RawStdEncoding.EncodeToString([]byte("\x82\xa1i\xdb\xff\xff\xff\xff" + canary)),
			"deep":  base64.RawStdEncoding.EncodeToString([]byte("\x82\xa1i\xa1x\xa1v" + repeat("\x91", 40_000))),
		}
		for name, document := range connections(t) {
			other := organization
			if strings.HasSuffix(name, ".children") || strings.HasSuffix(name, ".organizations") {
				other = event
			}
			page := func(about, code, arguments string) badCase {
				return w.spoil(name+" "+about, code, w.organizer, fmt.Sprintf(document, arguments), nil)
			}
			variable := func(about, code, arguments string, value any) badCase {
				query := "query($v: Int, $c: Cursor) " + fmt.Sprintf(document, arguments)
				if !strings.Contains(arguments, "$c") {
					query = strings.Replace(query, ", $c: Cursor", "", 1)
				}
				if !strings.Contains(arguments, "$v") {
					query = strings.Replace(query, "$v: Int, ", "", 1)
				}
				return w.spoil(name+" "+about, code, w.organizer, query, map[string]any{"v": value, "c": value})
			}
			cases := []badCase{
				page("101", "BAD_USER_INPUT", "first: 101"),
				page("10^6", "BAD_USER_INPUT", "first: 1000000"),
				page("last 10^6", "BAD_USER_INPUT", "last: 1000000"),
				page("-1", "BAD_USER_INPUT", "first: -1"),
				page("last -1", "BAD_USER_INPUT", "last: -1"),
				page("first and last", "BAD_USER_INPUT", "first: 1, last: 1"),
				variable("variable 10^6", "BAD_USER_INPUT", "first: $v", 1_000_000),
				variable("variable -1", "BAD_USER_INPUT", "last: $v", -1),
				variable("variable first and last", "BAD_USER_INPUT", "first: $v, last: $v", 1),
				variable("a null first and last", "BAD_USER_INPUT", "first: $v, last: $v", nil),
				page("other type's cursor", "BAD_CURSOR", `after: "`+other+`"`),
				page("other type's cursor before", "BAD_CURSOR", `first: 1, before: "`+other+`"`),
				variable("other type's cursor in a variable", "BAD_CURSOR", "after: $c", other),
				variable("a cursor beside no size", "BAD_CURSOR", `first: $v, after: "`+canary+`"`, nil),
				variable("a cursor beside no last", "BAD_CURSOR", `last: $v, before: "`+canary+`"`, nil),
				page("a cursor beside null", "BAD_CURSOR", `first: null, after: "`+canary+`"`),
				variable("a cursor that is a number", "BAD_CURSOR", "after: $c", 5),
				variable("a cursor that is a list", "BAD_CURSOR", "after: $c", []any{canary, canary}),
			}
			for about, cursor := range garbage {
				cases = append(cases, page(about, "BAD_CURSOR", `first: 1, after: "`+cursor+`"`))
			}
			w.refuses(t, cases)
		}
	})
}

// Who names no size gets 20, however they name none.
func TestB8_PagesOfNoSize(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	c, organization := organizer(s, "organizer")
	for range 25 {
		c.Shift(t, organization, 1, 3)
	}
	none := map[string]any{"v": nil}
	for _, ask := range []struct {
		arguments string
		variables map[string]any
	}{
		{"", nil},
		{"(first: null)", nil},
		{"(last: null)", nil},
		{"(first: null, last: null)", nil},
		{"(first: $v)", none},
		{"(last: $v)", none},
		{"(first: $v)", nil},
		{"(last: $v)", nil},
		{"(first: $v, last: null)", nil},
		{"(first: null, last: $v)", none},
	} {
		head := ""
		if strings.Contains(ask.arguments, "$v") {
			head = "query($v: Int) "
		}
		for _, place := range []string{
			head + "{ events" + ask.arguments + " { totalCount edges { node { id } } } }",
			head + "{ organizations { edges { node { events" + ask.arguments + " { totalCount edges { node { id } } } } } } }",
			head + "{ ...f } fragment f on Query { events" + ask.arguments + " { totalCount edges { node { id } } } }",
		} {
			a := c.Do(t, place, ask.variables)
			found, _ := a.At("events").(map[string]any)
			if found == nil {
				found, _ = a.At("organizations", "edges", 0, "node", "events").(map[string]any)
			}
			edges, _ := found["edges"].([]any)
			if len(edges) != 20 || found["totalCount"] != 25.0 {
				t.Errorf("%s: %d of %v", place, len(edges), found["totalCount"])
			}
		}
	}
}

// A cursor of one order is none of another.
func TestB9_CursorsOfAnotherOrder(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		w := newWorld(t, apptest.Start(t, database))
		orders := []string{"", "[{field: TITLE}]", "[{field: STARTS_AT}]", "[{field: TITLE}, {field: STARTS_AT}]", "[{field: STARTS_AT}, {field: TITLE}]"}
		by := func(order string) string {
			if order == "" {
				return ""
			}
			return ", orderBy: " + order
		}
		kind := func(order string) string { // the default is by time
			if order == "" {
				return "[{field: STARTS_AT}]"
			}
			return order
		}
		var cases []badCase
		for _, from := range orders {
			cursor := w.As("").Do(t, `{ events(first: 1`+by(from)+`) { edges { cursor } } }`, nil).Text("events", "edges", 0, "cursor")
			for _, to := range orders {
				if kind(from) == kind(to) {
					w.As("").Do(t, `{ events(first: 5, after: "`+cursor+`"`+by(to)+`) { edges { cursor } } }`, nil)
					continue
				}
				cases = append(cases, w.spoil("from "+from+" to "+to, "BAD_CURSOR", w.organizer,
					`{ events(first: 5, after: "`+cursor+`"`+by(to)+`) { edges { cursor } } }`, nil))
			}
		}
		w.refuses(t, cases)
	})
}
