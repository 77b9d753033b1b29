package store

import entsql "entgo.io/ent/dialect/sql"

// Locked makes a query lock the rows of its table that it returns, in their order, until
// the transaction ends: against other writers, not against those who only refer to them.
// SQLite's writer is alone anyway.
func Locked(postgres bool) func(*entsql.Selector) {
	return func(s *entsql.Selector) {
		if postgres {
			s.For(entsql.LockStrength("NO KEY UPDATE"), entsql.WithLockTables(s.TableName()))
		}
	}
}
