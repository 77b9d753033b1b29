package pii_test

import (
	"slices"
	"strings"
	"testing"

	"erikti/ent/gen"
	"erikti/ent/gen/migrate"
)

// ofNobody are columns whose names look like a person's.
var ofNobody = []string{ // an organization's own, for everybody to read
	"organizations.contact_email", "organizations.contact_phone",
	"organizations.address_kk", "organizations.address_ru", "organizations.address_en",
}

// joins are tables of nothing but two references: whether they tell of a person, the
// classes of the rows they join say.
var joins = []string{
	"article_directions", "article_pictures", "course_following", "event_directions", "organization_directions", "organization_regions", "volunteer_directions",
}

// Every column of the database says what it says of a person, and nothing is said of
// what is no column.
func TestI7_EveryColumnHasAClass(t *testing.T) {
	columns := map[string]bool{}
	for _, table := range migrate.Tables {
		if slices.Contains(joins, table.Name) {
			continue
		}
		for _, c := range table.Columns {
			columns[table.Name+"."+c.Name] = true
			if class := gen.Classes[table.Name][c.Name]; !class.Valid() {
				t.Errorf("%s.%s: %q: say in ent/schema what it says of a person (package ent/pii)", table.Name, c.Name, class)
			}
		}
	}
	for table, classes := range gen.Classes {
		for column := range classes {
			if !columns[table+"."+column] {
				t.Errorf("%s.%s is no column", table, column)
			}
		}
	}
}

// What its name gives away is not classed as nothing.
func TestI7_NamesThatGiveAPersonAway(t *testing.T) {
	words := []string{"email", "phone", "birth", "given_name", "family_name", "guardian", "password", "token_hash", "volunteer_id", "person_no", "salt", "address"}
	for table, classes := range gen.Classes {
		for column, class := range classes {
			for _, word := range words {
				if strings.Contains(column, word) && class == "none" && !slices.Contains(ofNobody, table+"."+column) {
					t.Errorf("%s.%s says nothing of a person?", table, column)
				}
			}
		}
	}
}
