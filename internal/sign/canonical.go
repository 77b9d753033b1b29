package sign

import (
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"
)

// canonical is the hash of what a document says (RDF Dataset Canonicalization,
// RDFC-1.0), or ErrAltered for one that cannot have been made here: it says something
// that no term has a meaning for, or things that are not told apart.
func canonical(doc map[string]any) ([sha256.Size]byte, error) {
	opts := ld.NewJsonLdOptions("")
	opts.DocumentLoader, opts.SafeMode = terms{}, true
	said, err := ld.NewJsonLdProcessor().ToRDF(doc, opts)
	if err != nil {
		return [sha256.Size]byte{}, ErrAltered
	}
	dataset, ok := said.(*ld.RDFDataset)
	if !ok || !toldApart(dataset) {
		return [sha256.Size]byte{}, ErrAltered
	}
	opts.Algorithm, opts.Format = ld.AlgorithmURDNA2015, "application/n-quads"
	lines, err := ld.NewJsonLdApi().Normalize(dataset, opts)
	text, ok := lines.(string)
	if err != nil || !ok {
		return [sha256.Size]byte{}, ErrAltered
	}
	return sha256.Sum256([]byte(text)), nil
}

// toldApart says whether every nameless node differs from the others by what it says
// itself. What is made here does; where many are alike, the algorithm tries their
// permutations, which would let a small document keep a processor busy for years.
func toldApart(dataset *ld.RDFDataset) bool {
	lines := map[string][]string{}
	for graph, quads := range dataset.Graphs {
		for _, q := range quads {
			subject, object := q.Subject.GetValue(), q.Object.GetValue()
			if ld.IsBlankNode(q.Object) {
				lines[object] = append(lines[object], graph+" of "+named(q.Subject)+" "+q.Predicate.GetValue())
				object = "_"
			} else {
				object = literal(q.Object)
			}
			if ld.IsBlankNode(q.Subject) {
				lines[subject] = append(lines[subject], graph+" "+q.Predicate.GetValue()+" "+object)
			}
		}
	}
	seen := map[string]bool{}
	for _, of := range lines {
		slices.Sort(of)
		key := strings.Join(of, "\n")
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}

func named(n ld.Node) string {
	if ld.IsBlankNode(n) {
		return "_"
	}
	return n.GetValue()
}

// literal tells a value from another one of the same letters.
func literal(n ld.Node) string {
	if l, ok := n.(*ld.Literal); ok {
		return l.Datatype + " " + l.Language + " " + l.Value
	}
	return "<" + n.GetValue() + ">"
}
