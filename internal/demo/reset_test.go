package demo

import (
	"errors"
	"testing"

	"erikti/internal/reference"
	"erikti/internal/store"
)

func TestReset(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		before, err := dump(t.Context(), st)
		if err != nil {
			t.Fatal(err)
		}
		if err := Reset(t.Context(), st); !errors.Is(err, ErrNoDemo) {
			t.Errorf("resetting what is no demo: %v", err)
		}
		fill(t, st, noon)
		// A stranger's rows go too, whatever they point to.
		visit(t, st, noon.AddDate(0, 0, -3)).leaveTraces(t, st)
		full, err := dump(t.Context(), st)
		if err != nil {
			t.Fatal(err)
		}
		for table, rows := range full {
			if rows == "" {
				t.Errorf("the test leaves nothing in %s", table)
			}
		}
		if err := Reset(t.Context(), st); err != nil {
			t.Fatal(err)
		}
		after, err := dump(t.Context(), st)
		if err != nil {
			t.Fatal(err)
		}
		for table := range before {
			if before[table] != after[table] {
				t.Errorf("%s is not as before the demo", table)
			}
		}
		if empty, err := Empty(t.Context(), st); err != nil || !empty {
			t.Errorf("empty: %v (%v)", empty, err)
		}
		if err := reference.Seed(t.Context(), st); err != nil {
			t.Error(err)
		}
		fill(t, st, noon)
	})
}
