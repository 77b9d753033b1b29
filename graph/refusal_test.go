package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"erikti/graph"
	"erikti/graph/gen/exec"
	"erikti/internal/document"
)

// edge is what a document meets before anything is executed.
func edge() *executor.Executor {
	schema := exec.NewExecutableSchema(exec.Config{})
	e := executor.New(schema)
	e.SetParserTokenLimit(document.MostTokens)
	e.SetErrorPresenter(graph.NewPresenter(schema.Schema(), func(context.Context) string { return "" }, false).Present)
	e.Use(graph.Introspection{})
	e.Use(document.Fitting{Schema: schema.Schema()})
	e.Use(graph.Paging{})
	e.Use(document.Bounds{
		Kept:   func(context.Context, string) bool { return false },
		Prices: graph.Prices(schema.Schema()), MaxCost: 100_000,
	})
	e.Use(graph.Filters{})
	return e
}

// ask returns the code of what a document is refused with, "" when it is not.
func ask(e *executor.Executor, text string, w ...any) string {
	ctx := graphql.StartOperationTrace(context.Background())
	oc, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: text, Variables: given(w)})
	if errs == nil {
		return ""
	}
	if len(errs) > 20 {
		errs = errs[:20]
	}
	shown := e.DispatchError(graphql.WithOperationContext(ctx, oc), errs).Errors
	code, _ := shown[0].Extensions["code"].(string)
	return code
}

func given(w []any) map[string]any {
	if len(w) == 0 {
		return nil
	}
	return map[string]any{"w": w[0]}
}

// worst are the documents that take longest to refuse (or to let pass) among those
// that were looked for: each plays on one part of the edge.
func worst() map[string]string {
	fill := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		}
		return b.String()
	}
	tree := func(depth, wide int, leaf string) string {
		d := leaf
		for range depth {
			d = strings.Repeat("parent { "+d+" } ", wide)
		}
		return d
	}
	doubling := func(n int, field string) string {
		d := "{ organizations { edges { node { ...f0 } } } }"
		for i := range n {
			d += fmt.Sprintf(" fragment f%d on Organization { %s }", i, strings.ReplaceAll(strings.ReplaceAll(field, "#", fmt.Sprint(i+1)), "@", fmt.Sprint(i)))
		}
		return d + fmt.Sprintf(" fragment f%d on Organization { id }", n)
	}
	return map[string]string{
		"unknown fields":                    "{ viewer { volunteer {" + fill(900, " fieldd#") + " } } }",
		"unknown fields, nearly known":      "{ events { edges { node {" + fill(900, " startsA#") + " } } } }",
		"unknown arguments":                 "{ events(" + fill(600, " firsst#: 1") + ") { totalCount } }",
		"unknown types":                     "query(" + fill(480, "$a#: EventWhereInpu#") + ") { __typename }",
		"unknown input fields":              "{ events(where: {" + fill(600, " titleContain#: 1") + "}) { totalCount } }",
		"unknown enum values":               "{ events(where: {stateIn: [" + fill(1900, " DRAF#") + "]}) { totalCount } }",
		"unknown directives":                "{ __typename " + fill(60, "@includ# ") + "}",
		"unknown fragments":                 "{ " + fill(600, "...f# ") + "}",
		"unused variables":                  "query(" + fill(480, "$a#: Int ") + ") { __typename }",
		"a wide filter":                     "{ events(where: {or: [" + fill(380, "{id: \"#\"} ") + "]}) { totalCount } }",
		"a deep filter":                     "{ events(where: " + strings.Repeat("{not: ", 480) + "{id: \"a\"}" + strings.Repeat("}", 480) + ") { totalCount } }",
		"a deep list":                       "{ nodes(ids: " + strings.Repeat("[", 900) + strings.Repeat("]", 900) + ") { id } }",
		"repeated fields":                   "{ organizations { edges { node { " + strings.Repeat("parent { id name } ", 20) + " } } } }",
		"repeated fields in each other":     "{ organizations { edges { node { " + tree(2, 13, "id") + " } } } }",
		"repeated fields, deep":             "{ organizations { edges { node { " + tree(8, 2, "id ") + " } } } }",
		"repeated connections":              "{ organizations { edges { node { " + strings.Repeat("children { edges { node { events { edges { node { id } } } } } } ", 20) + " } } } }",
		"different arguments":               "{ organizations { edges { node { " + fill(20, "children(first: #) { edges { node { id } } } ") + " } } } }",
		"fragments that double":             doubling(59, "...f# ...f#"),
		"fragments that double fields":      doubling(11, "parent { ...f# } parent { ...f# }"),
		"fragments that double aliases":     doubling(11, "a@: parent { ...f# } b@: parent { ...f# } c@: parent { ...f# }"),
		"fragments that all spread":         doubling(30, strings.Repeat("...f# ", 20)),
		"fragments in inline fragments":     doubling(12, strings.Repeat("... on Organization { parent { ...f# } } ", 10)),
		"fragments, each with each":         "{ organizations { edges { node { " + fill(59, "...f# ") + " } } } }" + fill(59, " fragment f# on Organization { parent { id name parent { id } } }"),
		"fragments, each with each, differ": "{ organizations { edges { node { " + fill(50, "...f# ") + " } } } }" + fill(50, " fragment f# on Organization { a: parent { id b: parent { c: id } } x#: id }"),
		"fragments in fragments, crossed": "{ organizations { edges { node { " + fill(18, "...f# ") + " } } } }" +
			strings.ReplaceAll(fill(18, " fragment f# on Organization { parent { ...g } }"), "...g ", fill(18, "...g# ")) + fill(18, " fragment g# on Organization { parent { id name } }"),
		"a circle of fragments":      "{ ...f0 }" + fill(59, " fragment f# on Query { ...f0 ...f1 ...f2 ...f3 ...f4 ...f5 }"),
		"questions about the schema": `{ __schema { types { ` + fill(8, "a#: fields { type { fields { type { name kind description } args { type { name } } } } }") + ` } } }`,
		"a cost beyond numbers":      "{ organizations(first: 100) { edges { node { " + strings.Repeat("children(first: 100) { edges { node { ", 13) + "id" + strings.Repeat(" } } }", 13) + " } } } }",
		"tokens":                     "{ nodes(ids: [" + strings.Repeat("1 ", 30_000) + "]) { id } }",
		"one long text":              `{ node(id: "` + strings.Repeat(`\u0041`, 10_000) + `") { id } }`,
		"comments":                   strings.Repeat("#\n", 30_000) + "{ __typename }",
		"operations":                 fill(20, "query a# { events { edges { node { id } } } } "),
		"strings":                    "{ nodes(ids: [" + strings.Repeat(`"""a""" `, 1900) + "]) { id } }",
	}
}

// variables are those that take longest, to documents that take them.
func variables() map[string]string {
	filter := "query($w: EventWhereInput) { events(where: $w) { totalCount } }"
	return map[string]string{
		filter + " ":  strings.Repeat(`{"not":`, 9_000) + `{"id":"a"}` + strings.Repeat("}", 9_000),
		filter:        `{"or":[{"id":"a"}` + strings.Repeat(`,{"id":"a"}`, 90_000) + `]}`,
		filter + "  ": `{"idIn":["a"` + strings.Repeat(`,"a"`, 250_000) + `]}`,
		"query($w: [ID!]!) { nodes(ids: $w) { id } }": `["a"` + strings.Repeat(`,"a"`, 250_000) + `]`,
	}
}

// Each of the worst documents is answered, and found ones are added to the corpus.
func TestB5_TheWorstDocuments(t *testing.T) {
	e := edge()
	for name, text := range worst() {
		// Work is bounded by what is allocated: time is not the same everywhere.
		var code string
		allocations := testing.AllocsPerRun(1, func() { code = ask(e, text) })
		if allocations > 1_000_000 {
			t.Errorf("%s: %.0f allocations, %s", name, allocations, code)
		}
	}
}

// BenchmarkRefusals is the CPU time that the worst documents take.
func BenchmarkRefusals(b *testing.B) {
	e := edge()
	for name, text := range worst() {
		b.Run(strings.ReplaceAll(name, " ", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				ask(e, text)
			}
		})
	}
}

// BenchmarkRefusedVariables is the same for variables, with their JSON read.
func BenchmarkRefusedVariables(b *testing.B) {
	e := edge()
	for text, value := range variables() {
		b.Run(fmt.Sprintf("%.40s %d bytes", strings.ReplaceAll(text, " ", "_"), len(value)), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				var w any
				d := json.NewDecoder(strings.NewReader(value))
				d.UseNumber()
				if err := d.Decode(&w); err != nil {
					b.Fatal(err)
				}
				ask(e, text, w)
			}
		})
	}
}

// FuzzDocuments looks for documents that break the edge, or make it work long.
func FuzzDocuments(f *testing.F) {
	for _, text := range worst() {
		f.Add(text)
	}
	files, err := filepath.Glob("../test/attack/testdata/documents/*.graphql")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	e := edge()
	f.Fuzz(func(t *testing.T, text string) {
		ask(e, text)
	})
}
