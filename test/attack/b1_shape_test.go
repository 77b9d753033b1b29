package attack

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"erikti/internal/apptest"
)

// extensions of the first error of an answer.
func extensions(t *testing.T, a *apptest.Answer) map[string]any {
	t.Helper()
	var body struct {
		Errors []struct{ Extensions map[string]any }
	}
	if err := json.Unmarshal(a.Body, &body); err != nil || len(body.Errors) == 0 {
		t.Fatalf("no error: %.300s", a.Body)
	}
	return body.Errors[0].Extensions
}

// tooComplex asks for a document that is refused, in a language that has words for
// it, and says what was found and the limit.
func tooComplex(t *testing.T, s *apptest.Server, about, document string, found, limit int) {
	t.Helper()
	a := s.As("").Ask(t, document, nil)
	if a.Code() != "TOO_COMPLEX" {
		t.Errorf("%s: %.300s", about, a.Body)
		return
	}
	e := extensions(t, a)
	if found > 0 && e["found"] != float64(found) || e["limit"] != float64(limit) {
		t.Errorf("%s: found %v, limit %v; want %d, %d", about, e["found"], e["limit"], found, limit)
	}
	if message := a.Errors[0].Message; !strings.Contains(message, fmt.Sprint(limit)) || strings.Contains(message, "failure.") {
		t.Errorf("%s: %s", about, message)
	}
}

// parents is a document of a depth: an organization's parent's parent and so on.
func parents(depth int) string {
	return "{ organizations(first: 1) { edges { node { " + strings.Repeat("parent { ", depth-2) + "id" + strings.Repeat(" }", depth-2) + " } } } }"
}

// A document is 15 fields deep at most, edges and node left out, however the fields
// come to stand in each other.
func TestB1_DocumentsThatAreTooDeep(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	for _, depth := range []int{3, 14, 15} {
		s.As("").Do(t, parents(depth), nil)
	}
	for _, depth := range []int{16, 17, 40, 200} {
		tooComplex(t, s, fmt.Sprint(depth, " deep"), parents(depth), depth, 15)
	}
	fragments := func(n int) string { // 2 + 2n deep
		d := "{ organizations(first: 1) { edges { node { ...f0 } } } }"
		for i := range n {
			d += fmt.Sprintf(" fragment f%d on Organization { ... on Organization { parent { ...g%d } } } fragment g%d on Organization { parent { ...f%d } }", i, i, i, i+1)
		}
		return d + fmt.Sprintf(" fragment f%d on Organization { id }", n)
	}
	s.As("").Do(t, fragments(6), nil) // 14
	tooComplex(t, s, "through fragments", fragments(7), 16, 15)
	tooComplex(t, s, "through fragments, far", fragments(20), 42, 15)
	tooComplex(t, s, "in a fragment that nobody spreads", `{ __typename } fragment f on Organization { `+strings.Repeat("parent { ", 20)+"id"+strings.Repeat(" }", 20)+` }`, 21, 15)
	tooComplex(t, s, "edges in edges", strings.Repeat("{ edges ", 100)+strings.Repeat("}", 100), 100, 60)
	// A list of connections in each other is as deep as it reads.
	s.As("").Do(t, `{ organizations(first: 1) { edges { node { children(first: 1) { edges { node { children(first: 1) { edges { node { id } } } } } } } } } }`, nil)
}

// Many fields at the top of an operation, by aliases or fragments, are refused.
func TestB2_ManyRootFields(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	roots := func(n int) string {
		d := "{"
		for i := range n {
			d += fmt.Sprintf(" a%d: __typename", i)
		}
		return d + " }"
	}
	s.As("").Do(t, roots(30), nil)
	tooComplex(t, s, "31 roots", roots(31), 31, 30)
	tooComplex(t, s, "500 roots", roots(500), 0, 60)
	tooComplex(t, s, "5,000 roots", roots(5000), 0, 64<<10)
	spread := "{ ...f ...g } fragment f on Query {"
	for i := range 20 {
		spread += fmt.Sprintf(" a%d: __typename", i)
	}
	spread += " } fragment g on Query {"
	for i := range 20 {
		spread += fmt.Sprintf(" b%d: __typename", i)
	}
	tooComplex(t, s, "40 roots through fragments", spread+" }", 40, 30)
	deep := "{ viewer { volunteer {"
	for i := range 61 {
		deep += fmt.Sprintf(" a%d: id", i)
	}
	tooComplex(t, s, "61 aliases", deep+" } } }", 61, 60)
}

// Directives, repeated fields, tokens, bytes, operations and fragments have a bound.
func TestB3_TooMuchOfAnything(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	for _, c := range []struct {
		about        string
		document     string
		found, limit int
	}{
		{"directives on a field", "{ __typename " + strings.Repeat("@include(if: true) ", 61) + "}", 61, 60},
		{"directives in a fragment", "{ ...f } fragment f on Query { __typename " + strings.Repeat("@a ", 61) + "}", 61, 60},
		{"directives on an operation", "query " + strings.Repeat("@a ", 61) + "{ __typename }", 61, 60},
		{"a field repeated", "{ " + strings.Repeat("__typename ", 21) + "}", 21, 20},
		{"a field repeated in inline fragments", "{ " + strings.Repeat("... { __typename } ", 21) + "}", 21, 20},
		{"tokens", "{ events(where: {idIn: [" + strings.Repeat(`"a" `, 2000) + "]}) { totalCount } }", 0, 2000},
		{"tokens that are no GraphQL", "{ a(b: [" + strings.Repeat("1 ", 3000), 0, 2000},
		{"bytes", "{ __typename }" + strings.Repeat(" ", 65_536), 65_550, 64 << 10},
		{"operations", strings.Repeat("query a { __typename } ", 21), 21, 20},
		{"fragments", "{ __typename }" + strings.Repeat(" fragment f on Query { __typename }", 61), 61, 60},
		{"spreads", "{ " + strings.Repeat("...f ", 151) + "} fragment f on Query { __typename }", 151, 150},
		{"a value in itself", "{ events(where: " + strings.Repeat("{not: ", 40) + "{id: \"a\"}" + strings.Repeat("}", 40) + ") { totalCount } }", 41, 40},
		{"a default in itself", "query($w: EventWhereInput = " + strings.Repeat("{not: ", 40) + "{id: \"a\"}" + strings.Repeat("}", 40) + ") { events(where: $w) { totalCount } }", 41, 40},
	} {
		tooComplex(t, s, c.about, c.document, c.found, c.limit)
	}
}

// The schema can be asked for as tools do, and no more than three times as much.
func TestB4_QuestionsAboutTheSchema(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	types := s.As("").Do(t, introspection, nil).At("__schema", "types").([]any)
	if len(types) < 50 {
		t.Errorf("%d types", len(types))
	}
	circle := func(n int) string {
		return "{ __schema { types { " + strings.Repeat("fields { type { ", n) + "name" + strings.Repeat(" } }", n) + " } } }"
	}
	s.As("").Do(t, circle(1), nil)
	for about, d := range map[string]string{
		"a circle":                circle(3),
		"a large circle":          circle(30),
		"a circle of __type":      `{ __type(name: "Event") { ` + strings.Repeat("ofType { ", 25) + "name" + strings.Repeat(" }", 25) + " } }",
		"many times":              `{ a: __schema { ...f } b: __schema { ...f } c: __schema { ...f } d: __schema { ...f } ` + "} " + introspectionParts,
		"many times below one":    `{ __schema { a: types { ...t } b: types { ...t } c: types { ...t } d: types { ...t } } } ` + introspectionParts,
		"types of possible types": `{ __schema { types { possibleTypes { possibleTypes { possibleTypes { name } } } } } }`,
		"a circle, many times": `{ __schema { types { ` + func() (d string) {
			for i := range 20 {
				d += fmt.Sprintf(" a%d: fields { type { fields { type { name kind description } args { type { name } } } } }", i)
			}
			return d
		}() + ` } } }`,
	} {
		a := s.As("").Ask(t, d, nil)
		if code := a.Code(); code != "TOO_COMPLEX" && code != "BAD_REQUEST" {
			t.Errorf("%s: %.200s", about, a.Body)
		}
	}
}

const introspectionParts = `fragment f on __Schema { types { ...t } }
fragment t on __Type { kind name description specifiedByURL
  fields(includeDeprecated: true) { name description args { ...i } type { ...r } isDeprecated deprecationReason }
  inputFields { ...i } interfaces { ...r } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...r } }
fragment i on __InputValue { name description type { ...r } defaultValue }
fragment r on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }`

// introspection is what tools ask for first.
const introspection = `query IntrospectionQuery { __schema { queryType { name } mutationType { name } subscriptionType { name } ...f
  directives { name description locations args { ...i } } } } ` + introspectionParts

// A list of requests is not a request.
func TestB6_ListsOfRequests(t *testing.T) {
	w := newWorld(t, apptest.Start(t, apptest.SQLite(t)))
	one := `{"query": "mutation { signOut { signedOut } }", "variables": {"a": "` + canary + `"}}`
	w.refuses(t, []badCase{
		{"of one", w.post(w.organizer, []byte("["+one+"]")), 400, "BAD_REQUEST"},
		{"of a thousand", w.post(w.organizer, []byte("["+one+strings.Repeat(","+one, 999)+"]")), 400, "BAD_REQUEST"},
		{"of none", w.post(w.organizer, []byte("[]")), 400, "BAD_REQUEST"},
	})
	w.organizer.Do(t, `{ viewer { memberships { id } } }`, nil) // still signed in
}
