package process

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of times in /proc (USER_HZ), 100 a second on Linux.
const tick = 10 * time.Millisecond

// CPU is the time that a process has used, in user and kernel mode.
func (p *Process) CPU() (time.Duration, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.PID))
	if err != nil {
		return 0, err
	}
	// The name, in parentheses, may hold anything; utime and stime are the 12th
	// and 13th after it.
	fields := bytes.Fields(raw[bytes.LastIndexByte(raw, ')')+1:])
	user, err := strconv.Atoi(string(fields[11]))
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(string(fields[12]))
	return time.Duration(user+system) * tick, err
}

// RSS is the resident memory of a process in bytes.
func (p *Process) RSS() (int64, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.PID))
	if err != nil {
		return 0, err
	}
	pages, err := strconv.ParseInt(strings.Fields(string(raw))[1], 10, 64)
	return pages * int64(os.Getpagesize()), err
}

// Descriptors is how many a process has open, its sockets among them.
func (p *Process) Descriptors() (int, error) {
	folder := fmt.Sprintf("/proc/%d/fd", p.PID)
	// Linux counts them for stat since 6.2.
	if info, err := os.Stat(folder); err != nil || info.Size() > 0 {
		return int(info.Size()), err
	}
	entries, err := os.ReadDir(folder)
	return len(entries), err
}

// Goroutines reads go_goroutines from the server's metrics; 0 when it has none.
func (p *Process) Goroutines() int { return int(p.Metric("go_goroutines")) }

// Metric reads the sum of a metric, over its labels, from the server's metrics; 0
// when it has none.
func (p *Process) Metric(name string) float64 {
	r, err := once.Get("http://" + p.Addr + "/metrics")
	if err != nil {
		return 0
	}
	defer r.Body.Close() //nolint:errcheck // only read
	var sum float64
	for lines := bufio.NewScanner(r.Body); lines.Scan(); {
		rest, found := strings.CutPrefix(lines.Text(), name)
		if fields := strings.Fields(rest); found && len(fields) > 0 && (rest[0] == ' ' || rest[0] == '{') {
			value, _ := strconv.ParseFloat(fields[len(fields)-1], 64)
			sum += value
		}
	}
	return sum
}

// Busy is the time that a core was not idle, whoever used it.
func Busy(core int) (time.Duration, error) {
	raw, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(raw)) {
		fields := strings.Fields(line)
		if fields[0] != fmt.Sprintf("cpu%d", core) {
			continue
		}
		var sum time.Duration
		for i, field := range fields[1:9] { // user nice system idle iowait irq softirq steal
			n, err := strconv.Atoi(field)
			if err != nil {
				return 0, err
			}
			if i != 3 && i != 4 {
				sum += time.Duration(n) * tick
			}
		}
		return sum, nil
	}
	return 0, fmt.Errorf("/proc/stat has no core %d", core)
}
