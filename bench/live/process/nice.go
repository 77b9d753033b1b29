package process

import (
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// Nice sets how willingly this program and the servers it starts give way to
// others, -20 to 19.
func Nice(nice int) error {
	err := eachThread(func(id int) error { return unix.Setpriority(unix.PRIO_PROCESS, id, nice) })
	if err != nil {
		return fmt.Errorf("nice %d: %w", nice, err)
	}
	// Where Linux groups processes by session, nice counts within the session, and
	// this among sessions (sched(7)).
	const group = "/proc/self/autogroup"
	if _, err := os.Stat(group); err != nil {
		return nil
	}
	return os.WriteFile(group, []byte(strconv.Itoa(nice)), 0)
}
