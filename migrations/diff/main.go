// Diff writes the migrations that lead from the files in migrations/ to the ent
// schema, for both databases: go run ./migrations/diff NAME. It replays the files
// into an empty SQLite database in memory and an empty database of a throwaway
// PostgreSQL, and writes nothing where nothing changed.
package main

import (
	"context"
	"fmt"
	"os"
	"regexp"

	"erikti/internal/pgtest"
	"erikti/migrations/diff/plan"
)

var nameOK = regexp.MustCompile(`^[a-z][a-z0-9_]{2,60}$`)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "diff:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 2 || !nameOK.MatchString(os.Args[1]) {
		return fmt.Errorf("name the migration in small letters: go run ./migrations/diff add_something")
	}
	cluster, err := pgtest.Start()
	if err != nil {
		return err
	}
	defer cluster.Stop() //nolint:errcheck // it is thrown away
	url, err := cluster.Database()
	if err != nil {
		return err
	}
	ctx := context.Background()
	for _, d := range []plan.Target{plan.SQLite("migrations/sqlite"), plan.Postgres("migrations/postgres", url)} {
		fmt.Println("planning", d.Dir)
		if err := d.Diff(ctx, os.Args[1]); err != nil {
			return err
		}
	}
	return nil
}
