package personal

import (
	"testing"

	"erikti/ent/gen"
	"erikti/ent/pii"
)

// Every table with a column that says something of a person is exported and erased as
// the table says, or is apart with a reason.
func TestI1_EveryTableWithPersonalColumns(t *testing.T) {
	known := map[string]bool{"volunteer_directions": true}
	for _, k := range tables {
		known[k.table] = true
		if gen.Classes[k.table] == nil && k.table != "volunteer_directions" {
			t.Errorf("%s is no table", k.table)
		}
		for _, c := range k.hide {
			if _, ok := gen.Classes[k.table][c]; !ok {
				t.Errorf("%s.%s is no column", k.table, c)
			}
		}
	}
	for table, classes := range gen.Classes {
		for column, class := range classes {
			if class != pii.None && !known[table] && apart[table] == "" {
				t.Errorf("%s.%s is %s: say in internal/personal/tables.go whose its rows are, and what becomes of them when the person is erased", table, column, class)
				break
			}
		}
	}
	for table := range apart {
		if known[table] || gen.Classes[table] == nil {
			t.Errorf("%s is not apart", table)
		}
	}
}

// No hash of a secret is exported.
func TestI1_NoSecretsInTheArchive(t *testing.T) {
	for _, k := range tables {
		for _, c := range k.columns() {
			if c == "password_hash" || c == "token_hash" || c == "salt" || c == "secret" {
				t.Errorf("%s.%s is exported", k.table, c)
			}
		}
	}
}
