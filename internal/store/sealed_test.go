package store_test

import (
	"maps"
	"slices"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/migrate"
	"erikti/ent/pii"
	"erikti/internal/store"

	"entgo.io/ent/schema/field"
)

// hashes and verifiers say nothing of what they were made of.
var hashes = map[string]bool{"accounts.password_hash": true, "registrations.password_hash": true}

// Every sensitive text is sealed: a column of that class that is not, and a sealed one that
// is no longer there, fail here.
func TestI8_EverySensitiveTextIsSealed(t *testing.T) {
	for _, table := range migrate.Tables {
		var want []string
		for _, c := range table.Columns {
			if gen.Classes[table.Name][c.Name] == pii.Sensitive && c.Type == field.TypeString && !hashes[table.Name+"."+c.Name] {
				want = append(want, c.Name)
			}
		}
		if got := slices.Sorted(slices.Values(store.Sealed[table.Name])); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: %v are sealed, %v are sensitive", table.Name, got, want)
		}
	}
	if len(store.Sealed) == 0 || len(slices.Collect(maps.Keys(gen.Classes))) == 0 {
		t.Error("nothing was looked at")
	}
}
