package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cpu is the time that processors worked, which other programs do not lengthen.
type cpu struct{ own, postgres time.Duration }

func (w *world) cpu(ctx context.Context, n *network) cpu {
	var c cpu
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) == nil {
		c.own = time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
	}
	if !n.store.Postgres() {
		return c
	}
	rows, err := n.store.DB().QueryContext(ctx, "SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
	if err != nil {
		return c
	}
	defer rows.Close() //nolint:errcheck // only measured
	for rows.Next() {
		var pid int
		if rows.Scan(&pid) == nil {
			c.postgres += ofProcess(pid)
		}
	}
	return c
}

// ofProcess reads a process's time from /proc, in hundredths of a second.
func ofProcess(pid int) time.Duration {
	raw, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(raw), ") ")
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// perPlace says how long the processors worked for each place.
func (c cpu) perPlace(since cpu, places float64) string {
	return fmt.Sprintf("%.0f µs of CPU a place, of which PostgreSQL %.0f",
		(c.own-since.own+c.postgres-since.postgres).Seconds()*1e6/places, (c.postgres-since.postgres).Seconds()*1e6/places)
}
