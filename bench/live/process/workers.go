package process

import (
	"fmt"
	"os"
	"strings"
)

// unboundWorkers are the cores of the kernel's workers that are bound to none, in
// hexadecimal (docs.kernel.org/core-api/workqueue.html).
const unboundWorkers = "/sys/devices/virtual/workqueue/cpumask"

// Workers keeps the kernel's workers on a core, for all programs, until undo is
// called. They end what a server writes to its disk: on the core of a client that
// polls and goes first, a commit waits for milliseconds until they have a turn, and on
// the server's they take their time from the server. Root may do that.
func Workers(core int) (undo func(), err error) {
	before, err := os.ReadFile(unboundWorkers)
	if err != nil {
		return nil, notMoved(err)
	}
	// Words of 32 cores, the last ones first.
	mask := fmt.Sprintf("%x%s", uint32(1)<<(core%32), strings.Repeat(",00000000", core/32))
	if err := os.WriteFile(unboundWorkers, []byte(mask), 0); err != nil {
		return nil, notMoved(err)
	}
	return func() {
		_ = os.WriteFile(unboundWorkers, before, 0) // it could be set before
	}, nil
}

func notMoved(err error) error {
	return fmt.Errorf("the kernel's workers stay where they are, measure without -nice below 0: %w", err)
}
