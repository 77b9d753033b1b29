package store

import (
	"encoding/hex"
	"encoding/json"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/lib/pq"
)

// AnyOf is the predicate that a column is one of texts. Its statement is the same for
// one, which most ask for, and the same for all other numbers: an IN with a mark for each
// would be prepared anew for every length.
func AnyOf(postgres bool, column string, values []string) func(*entsql.Selector) {
	return func(s *entsql.Selector) {
		if len(values) == 1 {
			s.Where(entsql.EQ(s.C(column), values[0]))
			return
		}
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

// AnyOfBytes is AnyOf for a column of bytes.
func AnyOfBytes(postgres bool, column string, values []string) func(*entsql.Selector) {
	return func(s *entsql.Selector) {
		if len(values) == 1 {
			s.Where(entsql.EQ(s.C(column), []byte(values[0])))
			return
		}
		s.Where(entsql.P(func(b *entsql.Builder) {
			b.WriteString(s.C(column))
			if postgres {
				all := make(pq.ByteaArray, len(values))
				for i, v := range values {
					all[i] = []byte(v)
				}
				b.WriteString(" = ANY(").Arg(all).WriteString(")")
				return
			}
			all := make([]string, len(values))
			for i, v := range values {
				all[i] = hex.EncodeToString([]byte(v))
			}
			raw, err := json.Marshal(all)
			if err != nil {
				panic(err) // digits can be written
			}
			b.WriteString(" IN (SELECT unhex(value) FROM json_each(").Arg(string(raw)).WriteString("))")
		}))
	}
}
