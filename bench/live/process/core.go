package process

import (
	"errors"
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// Cores returns two cores that this program may use: one for the servers, one
// for the load client.
func Cores() (server, client int, err error) {
	var allowed unix.CPUSet
	if err := unix.SchedGetaffinity(0, &allowed); err != nil {
		return 0, 0, err
	}
	var cores []int
	for core := 0; core < 1024 && len(cores) < 2; core++ {
		if allowed.IsSet(core) {
			cores = append(cores, core)
		}
	}
	if len(cores) < 2 {
		return 0, 0, errors.New("two cores are needed: one for the server, one for the load client")
	}
	return cores[0], cores[1], nil
}

// Pin keeps every thread of this program on a core. New threads and processes
// follow.
func Pin(core int) error {
	return eachThread(func(id int) error { return pinThread(id, core) })
}

func eachThread(do func(id int) error) error {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return err
	}
	for _, t := range threads {
		id, err := strconv.Atoi(t.Name())
		if err != nil {
			return err
		}
		if err := do(id); err != nil {
			return err
		}
	}
	return nil
}

func pinThread(id int, cores ...int) error {
	var set unix.CPUSet
	for _, core := range cores {
		set.Set(core)
	}
	return unix.SchedSetaffinity(id, &set)
}

// OnCores calls start, which makes a process that stays on cores.
func OnCores(cores []int, start func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var own unix.CPUSet
	if err := unix.SchedGetaffinity(0, &own); err != nil {
		return err
	}
	if err := pinThread(0, cores...); err != nil {
		return err
	}
	return errors.Join(start(), unix.SchedSetaffinity(0, &own))
}
