package document

import (
	"math"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"erikti/internal/fault"
)

// The limits of a document's shape.
const (
	MostBytes  = 64 << 10 // long texts belong into variables
	MostTokens = 2000
	// MostDepth is how many fields stand in each other; edges and node do not count.
	MostDepth = 15
	// MostIntrospectionDepth is the same below __schema and __type. The query that
	// tools send is 14 deep there.
	MostIntrospectionDepth = 20

	MostRoots      = 30  // root fields of an operation, through fragments too
	MostAliases    = 60  // in the document
	MostDirectives = 60  // in the document
	MostFragments  = 60  // definitions in the document
	MostSpreads    = 150 // uses of fragments, inline ones too
	MostOperations = 20
	MostRepeated   = 20 // times that a name of the answer stands in one selection
	MostNesting    = 40 // lists and objects of a value in each other

	mostLevels = 60 // fields in each other, edges and node too
)

// Check measures a document before it is validated. What cannot be parsed is left
// to who parses it.
func Check(text string) *fault.Failure {
	if len(text) > MostBytes {
		return tooMuch("bytes", len(text), MostBytes)
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, MostTokens)
	if err != nil {
		return unparsed(err)
	}
	return check(doc)
}

// unparsed tells a limit of the parser from a fault of the text.
func unparsed(err error) *fault.Failure {
	e, ok := err.(*gqlerror.Error) //nolint:errorlint // the parser returns nothing else
	switch {
	case !ok:
		return nil
	case strings.HasPrefix(e.Message, "exceeded token limit"):
		return fault.Fail(fault.TooComplex, "tokens").With("limit", MostTokens)
	case strings.HasPrefix(e.Message, "exceeded maximum nesting depth"):
		return tooMuch("depth", parser.MaxNestingDepth, MostDepth)
	}
	return nil
}

func tooMuch(what string, found, limit int) *fault.Failure {
	return fault.Fail(fault.TooComplex, what).With("found", found).With("limit", limit)
}

func check(doc *ast.QueryDocument) *fault.Failure {
	m := measure{fragments: make(map[string]*ast.FragmentDefinition, len(doc.Fragments)), done: map[string]*extent{}}
	if n := len(doc.Operations); n > MostOperations {
		return tooMuch("operations", n, MostOperations)
	}
	if n := len(doc.Fragments); n > MostFragments {
		return tooMuch("fragments", n, MostFragments)
	}
	for _, f := range doc.Fragments {
		if m.fragments[f.Name] == nil {
			m.fragments[f.Name] = f
		}
	}
	var most extent
	for _, op := range doc.Operations {
		m.directives += len(op.Directives)
		for _, v := range op.VariableDefinitions {
			m.directives += len(v.Directives)
			m.nesting = max(m.nesting, nesting(v.DefaultValue))
		}
		most.widen(m.selections(op.SelectionSet))
	}
	for _, f := range doc.Fragments { // also those that nobody spreads
		m.directives += len(f.Directives)
		inside := m.fragment(f.Name)
		inside.fields = 0
		most.widen(inside)
	}
	for _, c := range []struct {
		what         string
		found, limit int
	}{
		{"directives", m.directives, MostDirectives},
		{"aliases", m.aliases, MostAliases},
		{"spreads", m.spreads, MostSpreads},
		{"nesting", m.nesting, MostNesting},
		{"repeated", m.repeated, MostRepeated},
		{"depth", most.depth, MostDepth},
		{"introspection", most.introspection, MostIntrospectionDepth},
		{"depth", most.levels, mostLevels},
		{"roots", most.fields, MostRoots},
	} {
		if c.found > c.limit {
			return tooMuch(c.what, c.found, c.limit)
		}
	}
	return nil
}

// measure counts what a document has; each fragment is looked into once, however
// often it is spread.
type measure struct {
	fragments                              map[string]*ast.FragmentDefinition
	done                                   map[string]*extent // nil while one looks into it
	directives, aliases, spreads, repeated int
	nesting                                int
}

// extent is how far a selection goes.
type extent struct {
	depth         int // without edges and node
	levels        int // with them
	introspection int // below __schema and __type
	fields        int // at its top, through fragments
}

func (e *extent) widen(by extent) {
	e.depth, e.levels = max(e.depth, by.depth), max(e.levels, by.levels)
	e.introspection, e.fields = max(e.introspection, by.introspection), max(e.fields, by.fields)
}

func (m *measure) selections(set ast.SelectionSet) extent {
	var e extent
	names := make(map[string]int, len(set))
	m.add(&e, set, names)
	for _, n := range names {
		m.repeated = max(m.repeated, n)
	}
	return e
}

// add adds a selection, and the inline fragments in it, which make no level.
func (m *measure) add(e *extent, set ast.SelectionSet, names map[string]int) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			names[s.Alias]++
			m.directives += len(s.Directives)
			for _, a := range s.Arguments {
				m.nesting = max(m.nesting, nesting(a.Value))
			}
			if s.Alias != s.Name {
				m.aliases++
			}
			inside := m.selections(s.SelectionSet)
			inside.levels++
			switch s.Name {
			case "edges", "node":
			case "__schema", "__type":
				inside.introspection = max(inside.introspection, inside.depth)
				inside.depth = 1
			default:
				inside.depth++
			}
			inside.fields = 0
			e.widen(inside)
			e.fields = sum(e.fields, 1)
		case *ast.InlineFragment:
			m.directives += len(s.Directives)
			m.spreads++
			m.add(e, s.SelectionSet, names)
		case *ast.FragmentSpread:
			m.directives += len(s.Directives)
			m.spreads++
			inside := m.fragment(s.Name)
			fields := sum(e.fields, inside.fields)
			e.widen(inside)
			e.fields = fields
		}
	}
}

// fragment is how far a fragment goes: no way for one that is not there, or that
// spreads itself, which validation refuses.
func (m *measure) fragment(name string) extent {
	if known, ok := m.done[name]; ok {
		if known == nil {
			return extent{}
		}
		return *known
	}
	f := m.fragments[name]
	if f == nil {
		return extent{}
	}
	m.done[name] = nil
	e := m.selections(f.SelectionSet)
	m.done[name] = &e
	return e
}

// nesting is how many lists and objects stand in each other in a value.
func nesting(v *ast.Value) int {
	if v == nil {
		return 0
	}
	deep := 0
	for _, child := range v.Children {
		deep = max(deep, nesting(child.Value))
	}
	if v.Kind == ast.ListValue || v.Kind == ast.ObjectValue {
		deep++
	}
	return deep
}

// sum does not overflow: fragments that spread others twice double.
func sum(a, b int) int {
	if a > math.MaxInt32-b {
		return math.MaxInt32
	}
	return a + b
}
