package statetest_test

import (
	"cmp"
	"os"
	"os/exec"
	"strings"
	"testing"

	"erikti/internal/state"
	"erikti/internal/state/statetest"
)

type door string

var doors = state.Table[door]{Kind: "door", Moves: map[string]state.Move[door]{
	"open": {From: []door{"SHUT"}, To: "OPEN"}, "shut": {From: []door{"OPEN"}, To: "SHUT"}, "lock": {From: []door{"SHUT"}, To: "LOCKED"},
}}

// ask changes a door as its table says.
func ask(now *door, change string) error {
	to, err := doors.Next(change, *now)
	if err == nil {
		*now = to
	}
	return err
}

// ways are how a program may do what its table says, or not.
var ways = map[string]func(now *door, change string) error{
	"as the table":                  ask,
	"a state that nothing leads to": ask,
	"a change that the table has not": func(now *door, change string) error {
		if change == "open" {
			*now = "OPEN"
			return nil
		}
		return ask(now, change)
	},
	"another state": func(now *door, change string) error {
		err := ask(now, change)
		if err == nil && change == "lock" {
			*now = "OPEN"
		}
		return err
	},
	"refused, and changed": func(now *door, change string) error {
		err := ask(now, change)
		if err != nil {
			*now = "LOCKED"
		}
		return err
	},
	"a refusal without the state": func(now *door, change string) error {
		if err := ask(now, change); err != nil {
			return state.Refuse(doors.Kind, door(""), doors.Moves[change].From...)
		}
		return nil
	},
	"a refusal without where it would be done": func(now *door, change string) error {
		if err := ask(now, change); err != nil {
			return state.Refuse(doors.Kind, *now)
		}
		return nil
	},
	"refused silently": func(now *door, change string) error {
		_ = ask(now, change)
		return nil
	},
}

// more are states that nothing leads to.
var more = map[string][]door{"a state that nothing leads to": {"AJAR"}}

// complaint is what the walk says of a way, where that is no change from a state.
var complaint = map[string]string{"a state that nothing leads to": "nothing begins in AJAR"}

const way = "STATETEST_WAY"

// A walk passes of a program that does what the table says, and fails of each that does
// not: the walk of such a program runs in a process of its own.
func TestRun(t *testing.T) {
	if name := os.Getenv(way); name != "" {
		now := door("SHUT")
		call := func(change string) statetest.Call {
			return statetest.Do(change, func() error { return ways[name](&now, change) })
		}
		statetest.Walk[door]{
			Table: doors, States: append([]door{"SHUT", "OPEN", "LOCKED"}, more[name]...), Starts: []door{"SHUT"},
			Put: func(_ statetest.Call, in door) { now = in }, At: func() door { return now },
			Calls: []statetest.Call{call("open"), call("shut"), call("lock")},
		}.Run(t)
		return
	}
	for name := range ways {
		walk := exec.Command(os.Args[0], "-test.run=^TestRun$") //nolint:gosec // this program
		walk.Env = append(os.Environ(), way+"="+name)
		out, err := walk.CombinedOutput()
		if passed := err == nil; passed != (name == "as the table") || !passed && !strings.Contains(string(out), cmp.Or(complaint[name], " from ")) {
			t.Errorf("%s: passed %v: %s", name, passed, out)
		}
	}
}
