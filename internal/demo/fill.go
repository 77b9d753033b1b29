package demo

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"erikti/ent/gen"
	"erikti/ent/rule"
	"erikti/internal/store"
)

// The settings that say what was made: with which seed, and for which day.
const (
	seedSetting = "demo.seed"
	daySetting  = "demo.day"
)

// Filled says whether the database holds a demo.
func Filled(ctx context.Context, st *store.Store) (bool, error) {
	_, err := st.Client.Setting.Get(rule.System(ctx), seedSetting)
	if gen.IsNotFound(err) {
		return false, nil
	}
	return err == nil, err
}

// Empty says whether there is nothing that a demo would mix with: no organization,
// no volunteer and no event.
func Empty(ctx context.Context, st *store.Store) (bool, error) {
	ctx = rule.System(ctx)
	for _, exist := range []func(context.Context) (bool, error){
		st.Client.Organization.Query().Exist, st.Client.Volunteer.Query().Exist, st.Client.Event.Query().Exist,
	} {
		if any, err := exist(ctx); err != nil || any {
			return false, err
		}
	}
	return true, nil
}

// Fill makes the demo of a seed for the day of now. Reference data must be there,
// and the database Empty. One transaction; when another program was faster, it
// changes nothing. Pictures is the folder of the pictures of articles; hash makes the
// stored form of the accounts' password.
func Fill(ctx context.Context, st *store.Store, pictures string, seed uint64, now time.Time, hash func(password string) (string, error)) error {
	n, err := build(seed, now)
	if err != nil {
		return fmt.Errorf("making the demo: %w", err)
	}
	n.pictures = pictures
	passwordHash, err := hash(Password)
	if err != nil {
		return fmt.Errorf("making the demo: %w", err)
	}
	return st.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		// The row is the lock: a second program waits here until the first has
		// committed, and then finds it taken.
		first, err := claim(ctx, tx, strconv.FormatUint(seed, 10))
		if err != nil || !first {
			return err
		}
		if err := tx.Setting.Create().SetID(daySetting).SetValue(string(n.today)).Exec(ctx); err != nil {
			return err
		}
		if err := n.write(ctx, tx, passwordHash); err != nil {
			return err
		}
		return analyze(ctx, tx, st.Postgres())
	})
}

// analyze tells PostgreSQL what was written: until it finds out by itself, a minute
// later, it would plan for empty tables.
func analyze(ctx context.Context, tx *gen.Tx, postgres bool) error {
	if !postgres {
		return nil
	}
	_, err := tx.ExecContext(ctx, `ANALYZE organizations, organization_regions, organization_directions, volunteers,
		volunteer_privates, volunteer_directions, memberships, events, event_directions, shifts, signups,
		waitlist_entries, hour_entries, enrollments, credit_awards, credit_allocations, credit_steps, credit_payouts`)
	return err
}

func claim(ctx context.Context, tx *gen.Tx, seed string) (bool, error) {
	result, err := tx.ExecContext(ctx,
		"INSERT INTO settings (id, value) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING", seedSetting, seed)
	if err != nil {
		return false, err
	}
	rows, err := result.RowsAffected()
	return rows == 1, err
}
