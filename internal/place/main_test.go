package place_test

import (
	"flag"
	"os"
	"testing"

	"erikti/internal/pgtest"
)

// TestMain keeps the tests that draw their cases short, unless long ones are wanted.
func TestMain(m *testing.M) {
	// People have random ids: a file with the draws of a failure could not be played again.
	if err := flag.Set("rapid.nofailfile", "true"); err != nil {
		panic(err)
	}
	if os.Getenv("ERIKTI_TEST_LONG") == "" {
		checks := "8"
		if slowed {
			checks = "2"
		}
		for name, value := range map[string]string{"rapid.checks": checks, "rapid.steps": "60"} {
			if err := flag.Set(name, value); err != nil {
				panic(err)
			}
		}
	}
	pgtest.Main(m)
}
