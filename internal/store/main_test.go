package store

import (
	"fmt"
	"os"
	"testing"

	"erikti/internal/pgtest"
)

// asMigration tells this test binary to migrate a database and do nothing else:
// a process to kill half-way.
const asMigration = "ERIKTI_STORE_MIGRATES"

func TestMain(m *testing.M) {
	if database := os.Getenv(asMigration); database != "" {
		if err := migrateHalfWay(database); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	pgtest.Main(m)
}
