package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"testing"
	"time"

	"erikti/ent/rule"
	"erikti/internal/pgtest"
)

// Two transactions write a row at the same moment that excludes the other's: one writes
// it, the other finds that it was not first. They do not wait for each other in a
// circle, which PostgreSQL would have to break (F4).
func TestF4_RowsThatExcludeEachOtherWaitInNoCircle(t *testing.T) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	named, err := url.Parse(pgtest.URL(t))
	must(err)
	super, err := url.Parse(pgtest.Shared(t).Superuser())
	must(err)
	super.Path = named.Path
	q := super.Query()
	q.Set("options", "-c deadlock_timeout=5ms") // a circle is found sooner, and there is time for more
	super.RawQuery = q.Encode()
	st, err := Open(t.Context(), super.String(), Options{})
	must(err)
	t.Cleanup(func() { must(st.Close()) })
	_, err = st.DB().Exec(`CREATE TABLE apart (person bigint, at timestamptz, CONSTRAINT one_at_a_time EXCLUDE USING gist (person WITH =, at WITH =))`)
	must(err)

	const pairs, times = 4, 1500
	write := func(ctx context.Context, person int) error {
		tx, err := st.Client.Tx(ctx)
		if err != nil {
			return err
		}
		rows := NewRows(true, "person bigint", "at timestamptz")
		rows.Add(person, time.Unix(0, 0))
		var w Writes
		w.InsertApart("apart", "one_at_a_time", rows)
		if err := w.Run(ctx, tx); err != nil {
			if Taken(err) { // it is the other's all the same
				err = ErrCollided
			}
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	}
	var all sync.WaitGroup
	for pair := range pairs {
		all.Go(func() {
			for n := range times {
				errs := make([]error, 2)
				var both sync.WaitGroup
				for i := range errs {
					both.Go(func() { errs[i] = write(rule.System(t.Context()), pair*times+n) })
				}
				both.Wait()
				if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), ErrCollided) {
					t.Error(fmt.Errorf("the two got %w", errors.Join(errs...)))
					return
				}
			}
		})
	}
	all.Wait()
}
