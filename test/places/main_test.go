// Package places looks for histories that a correct engine of places cannot have:
// many clients of real processes, while these are killed, their database stops, and
// the network between them is cut or slow. What clients saw is checked against a
// model of one shift; what is left is checked in the database.
package places

import (
	"flag"
	"os"
	"testing"
	"time"

	"erikti/internal/apptest"
)

// Tests here wait more than they work, so more of them run at once than there are
// processors; -parallel overrides it.
func TestMain(m *testing.M) {
	if err := flag.Set("test.parallel", "4"); err != nil {
		panic(err)
	}
	apptest.Main(m)
}

// long says whether the long variants run.
func long() bool { return os.Getenv("ERIKTI_TEST_LONG") != "" }

// lasting is how long a test goes on: normally, and in its long variant.
func lasting(normal, inLong time.Duration) time.Duration {
	if long() {
		return inLong
	}
	return normal
}
