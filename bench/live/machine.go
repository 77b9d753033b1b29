package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// machine says on what was measured.
func machine() string {
	kernel := word("/proc/sys/kernel/osrelease")
	node := "no Node"
	if version, err := exec.Command("node", "--version").Output(); err == nil {
		node = "Node " + strings.TrimSpace(string(version))
	}
	return fmt.Sprintf("%d cores (%s), Linux %s, %s, %s; load average at the start %s.",
		runtime.NumCPU(), model(), kernel, runtime.Version(), node, loadAverage())
}

func word(file string) string {
	raw, err := os.ReadFile(file)
	if err != nil {
		return "?"
	}
	return strings.TrimSpace(string(raw))
}

func loadAverage() string {
	first, _, _ := strings.Cut(word("/proc/loadavg"), " ")
	return first
}

func model() string {
	for line := range strings.Lines(word("/proc/cpuinfo")) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}
