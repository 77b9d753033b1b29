package demo

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent/dialect/sql/schema"

	"erikti/ent/gen"
	"erikti/ent/gen/migrate"
	"erikti/ent/rule"
	"erikti/internal/store"
)

// ErrNoDemo refuses to delete what is not a demo.
var ErrNoDemo = errors.New("this database holds no demo: nothing was deleted")

// kept are the tables of reference data; of the settings only the demo's go.
var kept = map[*schema.Table]bool{
	migrate.RegionsTable: true, migrate.DistrictsTable: true, migrate.DirectionsTable: true, migrate.SettingsTable: true,
}

// Reset deletes everything but reference data, what people did in the demo too. A
// database without a demo is left alone, with ErrNoDemo.
func Reset(ctx context.Context, st *store.Store) error {
	filled, err := Filled(ctx, st)
	if err != nil {
		return err
	}
	if !filled {
		return ErrNoDemo
	}
	return st.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		for _, table := range childrenFirst(migrate.Tables) {
			if kept[table] {
				continue
			}
			if _, err := tx.ExecContext(ctx, `DELETE FROM "`+table.Name+`"`); err != nil {
				return fmt.Errorf("deleting %s: %w", table.Name, err)
			}
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM settings WHERE id IN ($1, $2)", seedSetting, daySetting)
		return err
	})
}

// childrenFirst orders tables so that a row goes before those that it points to.
func childrenFirst(tables []*schema.Table) []*schema.Table {
	var order []*schema.Table
	seen := map[*schema.Table]bool{}
	var visit func(*schema.Table)
	visit = func(t *schema.Table) {
		if seen[t] {
			return
		}
		seen[t] = true
		for _, child := range tables {
			for _, key := range child.ForeignKeys {
				if key.RefTable == t && child != t {
					visit(child)
				}
			}
		}
		order = append(order, t)
	}
	for _, t := range tables {
		visit(t)
	}
	return order
}
