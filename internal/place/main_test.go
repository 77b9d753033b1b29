package place_test

import (
	"flag"
	"os"
	"testing"

	"erikti/internal/pgtest"
)

// TestMain keeps the tests that draw their cases short, unless long ones are wanted.
func TestMain(m *testing.M) {
	if os.Getenv("ERIKTI_TEST_LONG") == "" {
		if err := flag.Set("rapid.checks", "20"); err != nil {
			panic(err)
		}
	}
	pgtest.Main(m)
}
