package store

import (
	"context"
	"fmt"
)

// KeepStatistics has PostgreSQL look anew at tables that grew or changed much since
// it last did. It does so by itself once a minute at most; a rush fills an empty
// table in seconds, and plans made for an empty table read all of it. SQLite needs
// none: its plans follow the indexes.
func (s *Store) KeepStatistics(ctx context.Context) error {
	if !s.Postgres() {
		return nil
	}
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() //nolint:errcheck // back to the pool
	// One server at a time; the others have nothing to wait for.
	rows, err := conn.QueryContext(ctx, `SELECT format('%I', relname) FROM pg_stat_user_tables
		WHERE n_mod_since_analyze > 1000 AND n_mod_since_analyze > 0.5 * greatest(n_live_tup - n_mod_since_analyze, 0)
		AND schemaname = current_schema() AND pg_try_advisory_xact_lock(hashtext('erikti statistics'), relid::int)`)
	if err != nil {
		return fmt.Errorf("looking at the statistics: %w", err)
	}
	var tables []string
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			return err
		}
		tables = append(tables, table)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, table := range tables {
		if _, err := conn.ExecContext(ctx, "ANALYZE "+table); err != nil {
			return fmt.Errorf("counting anew: %w", err)
		}
	}
	return nil
}
