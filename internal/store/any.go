package store

import (
	"encoding/json"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/lib/pq"
)

// AnyOf is the predicate that a column is one of texts, whose statement is the same
// however many there are: an IN with a mark for each would be prepared anew for every
// length.
func AnyOf(postgres bool, column string, values []string) func(*entsql.Selector) {
	return func(s *entsql.Selector) {
		s.Where(entsql.P(func(b *entsql.Builder) {
			b.WriteString(s.C(column))
			if postgres {
				b.WriteString(" = ANY(").Arg(pq.StringArray(values)).WriteString(")")
				return
			}
			raw, err := json.Marshal(values)
			if err != nil {
				panic(err) // texts can be written
			}
			b.WriteString(" IN (SELECT value FROM json_each(").Arg(string(raw)).WriteString("))")
		}))
	}
}
