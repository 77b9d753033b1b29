package reference

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"erikti/ent/gen"
	"erikti/ent/gen/direction"
	"erikti/ent/gen/district"
	"erikti/ent/gen/region"
	"erikti/ent/rule"
	"erikti/internal/geo"
	"erikti/internal/store"
)

// setting remembers which rows were written: the fingerprint of all of them.
const setting = "reference.fingerprint"

// Seed writes the regions, districts and directions that are missing or that this
// program knows better. It is safe at each start and from two programs at once;
// when there is nothing to do it only reads, a row and three counts.
func Seed(ctx context.Context, st *store.Store) error {
	ctx = rule.System(ctx)
	done, err := seeded(ctx, st.Client)
	if err != nil {
		return fmt.Errorf("looking for reference data: %w", err)
	}
	if done {
		return nil
	}
	if err := st.Tx(ctx, write); err != nil {
		return fmt.Errorf("writing reference data: %w", err)
	}
	return nil
}

// seeded says whether the rows of this program stand in the database. The counts
// find a database whose rows were taken out by hand.
func seeded(ctx context.Context, client *gen.Client) (bool, error) {
	s, err := client.Setting.Get(ctx, setting)
	if gen.IsNotFound(err) {
		return false, nil
	}
	if err != nil || s.Value != fingerprint() {
		return false, err
	}
	for _, table := range []struct {
		count func(context.Context) (int, error)
		want  int
	}{
		{client.Region.Query().Count, len(geo.Regions())},
		{client.District.Query().Count, len(districtRows())},
		{client.Direction.Query().Count, len(directions)},
	} {
		if n, err := table.count(ctx); err != nil || n < table.want {
			return false, err
		}
	}
	return true, nil
}

// fingerprint changes when any row does.
func fingerprint() string {
	all := fmt.Sprint(geo.Regions(), districtRows(), directions)
	sum := sha256.Sum256([]byte(all))
	return hex.EncodeToString(sum[:])
}

// write upserts all rows in one order, so that two programs that do it at once
// wait for each other instead of colliding.
func write(ctx context.Context, tx *gen.Tx) error {
	if err := tx.Region.CreateBulk(regionRows(tx)...).
		OnConflictColumns(region.FieldID).UpdateNewValues().Exec(ctx); err != nil {
		return err
	}
	if err := tx.District.CreateBulk(districtBuilders(tx)...).
		OnConflictColumns(district.FieldID).UpdateNewValues().Exec(ctx); err != nil {
		return err
	}
	if err := tx.Direction.CreateBulk(directionRows(tx)...).
		OnConflictColumns(direction.FieldID).UpdateNewValues().Exec(ctx); err != nil {
		return err
	}
	return tx.Setting.Create().SetID(setting).SetValue(fingerprint()).
		OnConflictColumns("id").UpdateNewValues().Exec(ctx)
}
