// Package statetest walks a table of states by what the program does: every change from
// every state, so that a change that the table has not, and a state that a refusal does
// not name, are seen.
package statetest

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	"erikti/internal/fault"
	"erikti/internal/state"
)

// Walk is a table with the calls that make its changes, of one thing after the other.
type Walk[S ~string] struct {
	Table state.Table[S]
	// States are all states there are.
	States []S
	// Starts are those in which it begins. To each other one some change leads.
	Starts []S
	// Put brings the thing into a state before a call.
	Put func(c Call, in S)
	// At is the state in which the thing is now.
	At func() S
	// Calls make the changes: each change of the table is in one of them.
	Calls []Call
	// Begin are the changes with which a thing begins: there is none yet to call them on.
	Begin []string
}

// Call makes one of some changes, the first that can be made.
type Call struct {
	Changes []string
	// Make makes the call, and returns what it is refused with.
	Make func() error
	// Silent is one that nobody makes of this thing: from another state it does nothing,
	// and is not refused.
	Silent bool
	// Again is one that leaves a thing alone that is where it leads, and is not refused.
	Again bool
	// Code is what it is refused with, where that says by itself what is the matter and
	// names no state; WRONG_STATE without it.
	Code fault.Code
	// Bare is one that looks for a thing in a state: its refusal names none, for there is
	// none.
	Bare bool
}

// Do is a call that makes one change.
func Do(change string, f func() error) Call { return Call{Changes: []string{change}, Make: f} }

// Run walks the table.
func (w Walk[S]) Run(t *testing.T) {
	t.Helper()
	w.whole(t)
	for _, c := range w.Calls {
		for _, from := range w.States {
			w.Put(c, from)
			if now := w.At(); now != from {
				t.Fatalf("%v: put into %s, it is in %s", c.Changes, from, now)
			}
			err := c.Make()
			now := w.At()
			to, allowed := w.expects(c, from)
			switch {
			case to != "":
				if err != nil || now != to {
					t.Errorf("%v from %s: %v, and now it is in %s, want %s", c.Changes, from, err, now, to)
				}
			case now != from:
				t.Errorf("%v from %s: %v, and now it is in %s", c.Changes, from, err, now)
			case c.Silent, c.Again && w.leads(c, from):
				if err != nil {
					t.Errorf("%v from %s: %v", c.Changes, from, err)
				}
			default:
				refused(t, c, w.Table.Kind, from, allowed, err)
			}
		}
	}
}

// expects is where a call leads by the table; "" where it is refused, with the states from
// which it would be done.
func (w Walk[S]) expects(c Call, from S) (to S, allowed []S) {
	for _, change := range c.Changes {
		m := w.Table.Moves[change]
		if slices.Contains(m.From, from) {
			return m.To, nil
		}
		allowed = append(allowed, m.From...)
	}
	return "", allowed
}

// leads says whether a change of a call leads to a state.
func (w Walk[S]) leads(c Call, to S) bool {
	return slices.ContainsFunc(c.Changes, func(change string) bool { return w.Table.Moves[change].To == to })
}

func refused[S ~string](t *testing.T, c Call, kind string, from S, allowed []S, err error) {
	t.Helper()
	r, ok := fault.AsRefusal(err)
	code := cmp.Or(c.Code, fault.WrongState)
	if !ok || r.Code != code {
		t.Errorf("%v from %s: %v, want %s", c.Changes, from, err, code)
		return
	}
	if c.Bare || code != fault.WrongState {
		return
	}
	var named []S
	for _, s := range names(r) {
		named = append(named, S(s))
	}
	if r.Args["state"] != string(from) || !slices.Equal(named, allowed) || r.Detail != kind && r.Detail != "" {
		t.Errorf("%v from %s: the refusal %q names %v and %v, want %v", c.Changes, from, r.Detail, r.Args["state"], named, allowed)
	}
}

func names(r *fault.Refusal) []string {
	all, _ := r.Args["allowed"].([]string)
	return all
}

// whole fails when a change of the table is in no call, a state of it is none of all, or
// one of all is none in which anything ever is.
func (w Walk[S]) whole(t *testing.T) {
	t.Helper()
	called := slices.Clone(w.Begin)
	for _, c := range w.Calls {
		called = append(called, c.Changes...)
	}
	if all, tried := slices.Sorted(maps.Keys(w.Table.Moves)), slices.Compact(slices.Sorted(slices.Values(called))); !slices.Equal(all, tried) {
		t.Fatalf("the table has the changes %q, and tried are %q", all, tried)
	}
	for change, m := range w.Table.Moves {
		for _, s := range append(slices.Clone(m.From), m.To) {
			if !slices.Contains(w.States, s) {
				t.Errorf("%s: %s is none of the states", change, s)
			}
		}
	}
	for _, s := range w.States {
		if !slices.Contains(w.Starts, s) && !w.leads(Call{Changes: slices.Collect(maps.Keys(w.Table.Moves))}, s) {
			t.Errorf("nothing begins in %s, and no change leads to it", s)
		}
	}
}
