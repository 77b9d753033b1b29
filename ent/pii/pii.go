// Package pii classes every field of the graph by what it says of a person. The
// class is an annotation of the field in ent/schema; generating fails for a field
// without one. What is generated from it (pii of ent/gen) is what exporting,
// erasing and the tests of personal data go by.
package pii

// Class is what a field says of a person.
type Class string

// The classes.
const (
	// None says nothing of a person.
	None Class = "none"
	// Personal says something of a person, or whose a row is. It is exported to the
	// person, and erased with them unless it only points to their row.
	Personal Class = "personal"
	// Sensitive harms a person when others read it: secrets, and what others wrote of
	// them. It is in no list, filter, order or log.
	Sensitive Class = "sensitive"
)

// Name of the annotation.
func (Class) Name() string { return "PII" }

// Valid says whether it is one of the classes.
func (c Class) Valid() bool { return c == None || c == Personal || c == Sensitive }
