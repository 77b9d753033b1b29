package personal

import (
	"context"
	"fmt"

	"erikti/ent/gen"
)

// HandOver gives what a record without an account was told and proven, its consents,
// qualifications, and what it learned with its certificates, to the person who takes it over. Places and hours are handed over by
// those who keep them; the rest is forgotten (Forget).
func HandOver(ctx context.Context, tx *gen.Tx, from, to string) error {
	for _, of := range handedOver {
		statement := `UPDATE ` + of.table + ` SET volunteer_id = $2 WHERE volunteer_id = $1`
		if of.once != "" {
			statement += ` AND ` + of.once + ` NOT IN (SELECT ` + of.once + ` FROM ` + of.table + ` WHERE volunteer_id = $2)`
		}
		if _, err := tx.ExecContext(ctx, statement, from, to); err != nil {
			return fmt.Errorf("handing over %s: %w", of.table, err)
		}
	}
	return nil
}

// handedOver are the tables, with the column of what a person has once at most.
var handedOver = []struct{ table, once string }{
	{"consents", ""},
	{"guardian_consents", ""},
	{"qualifications", ""},
	{"lesson_attendances", "lesson_id"},
	{"course_results", "cohort_id"},
	{"certificates", "cohort_id"},
	{"passports", ""},
}
