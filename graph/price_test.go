package graph

import (
	"strings"
	"testing"
)

// What prices are said of is in the schema.
func TestPricesAreOfTheSchema(t *testing.T) {
	known := map[string]bool{}
	for _, of := range schema().Types {
		for _, f := range of.Fields {
			known[of.Name+"."+f.Name], known["*."+f.Name] = true, true
			for _, a := range f.Arguments {
				known[of.Name+"."+f.Name+"("+a.Name+":)"] = true
			}
		}
	}
	for coordinate := range lengths {
		if !known[coordinate] {
			t.Errorf("%s is not in the schema", coordinate)
		}
	}
	for coordinate := range weights {
		if !known[coordinate] || strings.HasPrefix(coordinate, "*.") {
			t.Errorf("%s is not in the schema", coordinate)
		}
	}
}
