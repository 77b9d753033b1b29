package document

import (
	"encoding/json"
	"math"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
)

// What things cost, in tenths: an object or an edge is a row, a value of it is less.
const (
	priceOfRow   = 10
	priceOfValue = 1
	// A list that nobody has said the length of counts as a page of the largest size.
	lengthOfList = 100
)

// Prices know what the fields of a schema cost. The cost of an operation is the
// number of objects that its answer has when every list is as long as it may be, and
// a tenth for each value: connections as long as the page that is asked for. Safe for
// many goroutines.
type Prices struct {
	fields map[*ast.FieldDefinition]price
	// Introspection is the most that what is below __schema and __type may cost: three
	// times what tools ask for.
	introspection float64
}

type price struct {
	own        float64 // of each one
	length     float64 // of a list
	lengthFrom string  // the argument that is as long as the list
	connection bool
	edges      bool // the list of a connection: as long as its page
	coordinate string
}

// NewPrices looks at a schema. Lengths says how long lists of objects are at most,
// by coordinate ("Event.shifts", "*.userErrors" of every type); "Query.nodes(ids:)"
// says that a list is as long as an argument. Weights says what fields cost beyond
// their objects, in objects.
func NewPrices(schema *ast.Schema, lengths, weights map[string]int) *Prices {
	p := &Prices{fields: map[*ast.FieldDefinition]price{}}
	for _, t := range schema.Types {
		for _, f := range t.Fields {
			p.fields[f] = priceOf(schema, t, f, lengths, weights)
		}
	}
	standard, err := parser.ParseQuery(&ast.Source{Input: standardIntrospection})
	if err != nil {
		panic(err) // it is ours
	}
	if errs := validator.ValidateWithRules(schema, standard, nil); len(errs) > 0 {
		panic(errs)
	}
	p.introspection = 3 * p.Of(standard.Operations[0], nil).introspection
	return p
}

func priceOf(schema *ast.Schema, t *ast.Definition, f *ast.FieldDefinition, lengths, weights map[string]int) price {
	coordinate := t.Name + "." + f.Name
	is := price{coordinate: coordinate, own: priceOfValue, length: 1}
	of := schema.Types[f.Type.Name()]
	if of == nil || !of.IsCompositeType() {
		return is
	}
	is.own = priceOfRow + float64(weights[coordinate])*priceOfRow
	switch {
	case strings.HasSuffix(of.Name, "Connection"):
		is.connection = true
	case strings.HasSuffix(t.Name, "Connection") && f.Type.Elem != nil:
		is.edges = true
	case strings.HasSuffix(t.Name, "Edge") && f.Name == "node":
		is.own = 0 // the edge is the row
	case f.Type.Elem != nil:
		is.length = lengthOfList
		for _, a := range f.Arguments {
			if _, ok := lengths[coordinate+"("+a.Name+":)"]; ok { // its value says nothing
				is.lengthFrom = a.Name
			}
		}
		if n, ok := lengths[coordinate]; ok {
			is.length = float64(n)
		} else if n, ok := lengths["*."+f.Name]; ok {
			is.length = float64(n)
		} else if n, ok := introspectionLengths(schema)[coordinate]; ok {
			is.length = float64(n)
		}
	}
	return is
}

// introspectionLengths are about those of a schema of this size.
func introspectionLengths(schema *ast.Schema) map[string]int {
	return map[string]int{
		"__Schema.types": len(schema.Types), "__Schema.directives": len(schema.Directives),
		"__Type.fields": 10, "__Type.inputFields": 10, "__Type.enumValues": 10, "__Type.interfaces": 2,
		"__Type.possibleTypes": 5, "__Field.args": 3, "__Directive.args": 3,
	}
}

// Cost is what an operation costs, in tenths of an object.
type Cost struct {
	all           float64
	introspection float64 // in it, below __schema and __type
	dearest       float64 // of one field alone
	field         string  // which one
}

// Objects is the cost in whole objects, 1 at least.
func (c Cost) Objects() int { return whole(c.all - c.introspection) }

func whole(tenths float64) int {
	return int(min(max(1, math.Ceil(tenths/priceOfRow)), 1<<50))
}

// Of is what an operation costs with its variables. Fragments are looked into once.
func (p *Prices) Of(op *ast.OperationDefinition, variables map[string]any) Cost {
	b := bill{prices: p, variables: variables, fragments: map[*ast.FragmentDefinition]Cost{}}
	return b.selections(op.SelectionSet, 1)
}

type bill struct {
	prices    *Prices
	variables map[string]any
	fragments map[*ast.FragmentDefinition]Cost
}

// selections adds up a selection of an object; page is how long the list in it is
// when it is that of a connection.
func (b *bill) selections(set ast.SelectionSet, page float64) Cost {
	var c Cost
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if !b.left(s.Directives) {
				c.add(b.field(s, page))
			}
		case *ast.InlineFragment:
			if !b.left(s.Directives) {
				c.add(b.selections(s.SelectionSet, page))
			}
		case *ast.FragmentSpread:
			if s.Definition != nil && !b.left(s.Directives) {
				c.add(b.fragment(s.Definition, page))
			}
		}
	}
	return c
}

func (b *bill) fragment(f *ast.FragmentDefinition, page float64) Cost {
	if strings.HasSuffix(f.TypeCondition, "Connection") {
		return b.selections(f.SelectionSet, page) // it depends on where it is spread
	}
	known, ok := b.fragments[f]
	if !ok {
		known = b.selections(f.SelectionSet, 1)
		b.fragments[f] = known
	}
	return known
}

func (b *bill) field(f *ast.Field, page float64) Cost {
	is, ok := b.prices.fields[f.Definition]
	if !ok { // __typename, __schema and __type are in no type
		is = price{own: priceOfValue, length: 1, coordinate: f.Name}
		if len(f.SelectionSet) > 0 {
			is.own = priceOfRow
		}
	}
	length, inside := is.length, 1.0
	switch {
	case is.edges:
		length = page
	case is.connection:
		inside = b.page(f)
	case is.lengthFrom != "":
		length = b.length(f, is)
	}
	c := b.selections(f.SelectionSet, inside)
	if c.dearest < is.own {
		c.dearest, c.field = is.own, is.coordinate
	}
	if is.connection && strings.HasSuffix(c.field, "Connection.edges") {
		c.field = is.coordinate
	}
	c.all = length * (is.own + c.all)
	c.introspection *= length
	c.dearest *= length
	if strings.HasPrefix(f.Name, "__") && f.Name != "__typename" {
		c.introspection = c.all
	}
	return c
}

// page is how many of a connection are asked for.
func (b *bill) page(f *ast.Field) float64 {
	for _, name := range []string{"first", "last"} {
		if n, ok := number(b.argument(f, name)); ok {
			return max(0, n)
		}
	}
	return lengthOfList
}

func (b *bill) length(f *ast.Field, is price) float64 {
	if list, ok := b.argument(f, is.lengthFrom).([]any); ok {
		return float64(len(list))
	}
	return is.length
}

func (b *bill) argument(f *ast.Field, name string) any {
	a := f.Arguments.ForName(name)
	if a == nil {
		return nil
	}
	v, err := a.Value.Value(b.variables)
	if err != nil {
		return nil // it was validated; what it stands for is refused where it is used
	}
	return v
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case int:
		return float64(v), true
	case float64:
		return v, true
	case json.Number:
		f, err := v.Float64()
		return f, err == nil
	}
	return 0, false
}

// left says whether a selection is left out: @skip(if: true), @include(if: false).
func (b *bill) left(directives ast.DirectiveList) bool {
	for _, d := range directives {
		if d.Name != "skip" && d.Name != "include" {
			continue
		}
		a := d.Arguments.ForName("if")
		if a == nil {
			continue
		}
		if v, err := a.Value.Value(b.variables); err == nil && v == (d.Name == "skip") {
			return true
		}
	}
	return false
}

func (c *Cost) add(o Cost) {
	c.all += o.all
	c.introspection += o.introspection
	if o.dearest > c.dearest {
		c.dearest, c.field = o.dearest, o.field
	}
}
