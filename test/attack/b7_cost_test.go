package attack

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"erikti/graph/gen/exec"
	"erikti/internal/apptest"
)

// What a document costs multiplies by the pages in it, wherever they stand, and a
// refusal says the cost, the limit and what is dear: by the schema's names.
func TestB7_DocumentsThatCostTooMuch(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t))
	inner := `organizations(first: %s) { edges { node { children(first: %s) { edges { node { e: events(first: %s) { edges { node { id shifts { id } } } } } } } } } }`
	page := func(a, b, c string) string { return fmt.Sprintf(inner, a, b, c) }
	fragment := `{ ...f } fragment f on Query { organizations(first: 100) { edges { ...g } } } fragment g on OrganizationEdge { node { ...h } }
		fragment h on Organization { children(first: 100) { ...i } } fragment i on OrganizationConnection { edges { node { events(first: 100) { edges { node { shifts { id } } } } } } }`
	for about, c := range map[string]struct {
		document  string
		variables map[string]any
		field     string
	}{
		"nested pages":    {"{ " + page("100", "100", "100") + " }", nil, "Event.shifts"},
		"last":            {"{ " + strings.ReplaceAll(page("100", "100", "100"), "first", "last") + " }", nil, "Event.shifts"},
		"pages of nobody": {"{ " + strings.NewReplacer("(first: %s)", "").Replace(inner) + " }", nil, "Event.shifts"},
		"variables": {
			"query($n: Int, $m: Int = 100) { " + page("$n", "$m", "$n") + " }",
			map[string]any{"n": 100},
			"Event.shifts",
		},
		"variables of nobody": {"query($n: Int) { " + page("$n", "$n", "$n") + " }", nil, "Event.shifts"},
		"fragments":           {fragment, nil, "Event.shifts"},
		"numbers, many times": {
			"{ " + func() (d string) {
				for i := range 30 {
					d += fmt.Sprintf("a%d: networkStats { byRegion { totals { events volunteers } } byMonth { totals { events } } } ", i)
				}
				return d
			}() + "}", nil, "",
		},
		"edges only": {`{ organizations(first: 100) { edges { node { children(first: 100) { edges { node { children(first: 100) { edges { cursor } } } } } } } } }`, nil, "Organization.children"},
	} {
		a := s.As("").Ask(t, c.document, c.variables)
		if c.field == "" {
			if a.Code() != "" {
				t.Errorf("%s: %.300s", about, a.Body)
			}
			continue
		}
		if a.Code() != "TOO_COMPLEX" {
			t.Errorf("%s: %.300s", about, a.Body)
			continue
		}
		e := extensions(t, a)
		cost, _ := e["cost"].(float64)
		if cost <= 100_000 || e["limit"] != 100_000.0 || e["field"] != c.field || !strings.Contains(a.Errors[0].Message, c.field) {
			t.Errorf("%s: %v %s", about, e, a.Errors[0].Message)
		}
	}
	// What pages ask for, and what is left out, pass.
	s.As("").Do(t, "{ "+page("5", "5", "20")+" }", nil)
	s.As("").Do(t, `query($no: Boolean!) { organizations { totalCount } ... @include(if: $no) { dear: `+page("100", "100", "100")+` } }`, map[string]any{"no": false})
	s.As("").Do(t, `{ events(first: 100) { totalCount edges { node { id title organization { name } region { name } shifts { id startsAt capacity available live { confirmed waitlisted } } } } } }`, nil)
}

// The limit is an option; 0 is none.
func TestB7_TheCostIsAnOption(t *testing.T) {
	document := `{ events(first: 100) { edges { node { id } } } }`
	for option, code := range map[string]string{"MAX_COST=100": "TOO_COMPLEX", "MAX_COST=110": "TOO_COMPLEX", "MAX_COST=111": "", "MAX_COST=0": ""} {
		s := apptest.Start(t, apptest.SQLite(t), option)
		if a := s.As("").Ask(t, document, nil); a.Code() != code {
			t.Errorf("%s: %s", option, a.Body)
		}
	}
}

// drawn draws documents that read, from the schema.
type drawn struct {
	schema *ast.Schema
	random *rand.Rand
	left   int // fields
}

func (d *drawn) selection(of *ast.Definition, depth int) string {
	var b strings.Builder
	b.WriteString("{ __typename")
	for range 1 + d.random.IntN(4) {
		f := of.Fields[d.random.IntN(len(of.Fields))]
		if d.left--; d.left < 0 || strings.HasPrefix(f.Name, "__") {
			continue
		}
		arguments, ok := d.arguments(f)
		if !ok {
			continue
		}
		field := fmt.Sprintf(" a%d: %s%s", d.left, f.Name, arguments)
		inside := d.schema.Types[f.Type.Name()]
		if inside.IsCompositeType() {
			if depth == 0 || len(inside.Fields) == 0 {
				continue
			}
			field += " " + d.selection(inside, depth-1)
		}
		b.WriteString(field)
	}
	return b.String() + " }"
}

func (d *drawn) arguments(f *ast.FieldDefinition) (string, bool) {
	given := ""
	for _, a := range f.Arguments {
		switch {
		case a.Name == "first" && d.random.IntN(2) == 0:
			given = fmt.Sprintf("(first: %d)", d.random.IntN(101))
		case a.Type.NonNull:
			return "", false
		}
	}
	return given, true
}

// What an answer holds was paid for: an operation never costs less than the objects
// that it reads.
func TestB7_TheCostIsNeverLessThanTheAnswer(t *testing.T) {
	apptest.EachDatabase(t, func(t *testing.T, database string) {
		s := apptest.Start(t, database)
		c, organization := organizer(s, "organizer")
		for i := range 12 {
			c.Shift(t, organization, 5, i)
		}
		s.Stop()
		priced, free := apptest.Start(t, database, "MAX_COST=1"), apptest.Start(t, database, "MAX_COST=0")
		schema := exec.NewExecutableSchema(exec.Config{}).Schema()
		random := rand.New(rand.NewPCG(20, 20))
		compared, most := 0, 0
		for range 400 {
			d := drawn{schema: schema, random: random, left: 25}
			document := d.selection(schema.Query, 7)
			a := free.As(c.Token).Ask(t, document, nil)
			if a.Code() == "TOO_COMPLEX" || a.Code() == "BAD_REQUEST" {
				t.Fatalf("%s\n%s", document, a.Body)
			}
			objects := objectsIn(a.Data) - 1
			refused := priced.As(c.Token).Ask(t, document, nil)
			cost := 1.0
			if refused.Code() == "TOO_COMPLEX" {
				cost, _ = extensions(t, refused)["cost"].(float64)
			}
			if objects > int(cost) {
				t.Errorf("%d objects for %v:\n%s", objects, cost, document)
			}
			compared, most = compared+1, max(most, objects)
		}
		if most < 20 {
			t.Errorf("the largest answer of %d has %d objects", compared, most)
		}
	})
}

// objectsIn is how many objects an answer holds: an edge and its node are one row.
func objectsIn(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		n = 1
		if kind, _ := v["__typename"].(string); strings.HasSuffix(kind, "Edge") {
			n = 0
			for _, inside := range v {
				n = max(n, objectsIn(inside))
			}
			return max(1, n)
		}
		for _, inside := range v {
			n += objectsIn(inside)
		}
	case []any:
		for _, inside := range v {
			n += objectsIn(inside)
		}
	}
	return n
}

// What visitors of an address and an account ask for in a minute is bounded by its
// cost, over HTTP and sockets alike; others are not held up.
func TestB7_TheCostOfAMinute(t *testing.T) {
	s := apptest.Start(t, apptest.SQLite(t), "COST_PER_ADDRESS=1000", "COST_PER_ACCOUNT=500", "TRUSTED_PROXIES=127.0.0.0/8")
	document := `{ events(first: 97) { edges { cursor } } }` // 1 + 97 * 1.1, up
	ask := func(token, address string) *http.Response {
		t.Helper()
		r, err := http.NewRequest(http.MethodPost, s.URL+"/graphql", strings.NewReader(`{"query":`+strconv.Quote(document)+`}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Forwarded-For", address)
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		return response
	}
	answered := func(token, address string) (n int) {
		for range 20 {
			response := ask(token, address)
			switch response.StatusCode {
			case http.StatusOK:
				n++
			case http.StatusTooManyRequests:
				if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err != nil || seconds < 1 || seconds > 60 {
					t.Errorf("Retry-After: %q", response.Header.Get("Retry-After"))
				}
			default:
				t.Errorf("status %d", response.StatusCode)
			}
		}
		return n
	}
	if n := answered("", "192.0.2.1"); n != 9 {
		t.Errorf("%d for a visitor, want 9", n)
	}
	if n := answered("", "192.0.2.2"); n != 9 {
		t.Errorf("%d for another visitor, want 9", n)
	}
	a := s.Register(t, "spender")
	if n := answered(a.Token, "192.0.2.1"); n != 4 {
		t.Errorf("%d for an account, want 4", n)
	}
	if n := answered(a.Token, "192.0.2.3"); n != 0 {
		t.Errorf("%d for an account from elsewhere, want 0", n)
	}
}
